package dev.firebreak.analytics.unused;

import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.graph.model.Weeks;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A rhythm of use longer than a few weeks, such as that of quarterly closing.
///
/// Uses with less than two idle weeks between them are one occurrence. A rhythm needs two
/// recurrences, that is three occurrences, the latest of all, each begun one period after the one
/// before, give or take its tolerance, and none longer than a third of the period.
///
/// @param recurs how often
/// @param recurrences how many times the use came back in this rhythm, at least 2
/// @param next when the next use is expected, tolerance and all
public record Season(Recurrence recurs, int recurrences, Period next) {

  private static final int RECURRENCES = 2;
  private static final int IDLE_WEEKS = 2;

  /// The rhythms that are looked for, the longest first.
  public enum Recurrence {
    YEARLY("every year", 12, 3),
    QUARTERLY("every quarter", 3, 2),
    MONTHLY("every month", 1, 1);

    private final String words;
    private final int months;
    private final int tolerance;

    Recurrence(String words, int months, int tolerance) {
      this.words = words;
      this.months = months;
      this.tolerance = tolerance;
    }

    /// `every quarter`.
    public String words() {
      return words;
    }

    /// Its length in weeks.
    double weeks() {
      return months * (365.25 / 12 / 7);
    }

    /// How many weeks early or late an occurrence may be.
    int tolerance() {
      return tolerance;
    }

    private boolean fits(Burst before, Burst after) {
      return Math.abs(after.from() - before.from() - weeks()) <= tolerance
          && before.length() <= Math.max(1, weeks() / 3)
          && after.length() <= Math.max(1, weeks() / 3);
    }

    private Period after(Burst last) {
      Instant expected =
          Weeks.begin(last.from()).atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
      Duration early = Duration.ofDays(7L * tolerance);
      return new Period(expected.minus(early), expected.plus(early).plus(Duration.ofDays(7)));
    }
  }

  private record Burst(long from, long to) {
    long length() {
      return to - from + 1;
    }
  }

  /// The season of a use, if it has one and its next occurrence may still come.
  ///
  /// @param weeks the weeks with use, ascending
  /// @param covered the time of which every use is known
  static Optional<Season> of(List<Long> weeks, Period covered) {
    List<Burst> bursts = bursts(weeks, covered);
    for (Recurrence recurs : Recurrence.values()) {
      int found = 0;
      for (int i = bursts.size() - 1; i > 0 && recurs.fits(bursts.get(i - 1), bursts.get(i)); i--) {
        found++;
      }
      if (found >= RECURRENCES) {
        Period next = recurs.after(bursts.getLast());
        if (covered.to().isBefore(next.to())) {
          return Optional.of(new Season(recurs, found, next));
        }
      }
    }
    return Optional.empty();
  }

  private static List<Burst> bursts(List<Long> weeks, Period covered) {
    long first = Weeks.of(covered.from());
    long last = Weeks.of(covered.to());
    List<Burst> bursts = new ArrayList<>();
    for (long week : weeks) {
      if (week < first || week > last) {
        continue;
      }
      if (!bursts.isEmpty() && week - bursts.getLast().to() <= IDLE_WEEKS) {
        bursts.add(new Burst(bursts.removeLast().from(), week));
      } else {
        bursts.add(new Burst(week, week));
      }
    }
    return bursts;
  }
}
