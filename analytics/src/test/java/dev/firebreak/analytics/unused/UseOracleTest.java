package dev.firebreak.analytics.unused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.unused.Usage.Coverage;
import dev.firebreak.analytics.unused.Usage.Use;
import dev.firebreak.analytics.unused.UseVerdict.Kind;
import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.graph.model.Weeks;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Verdicts against a plain reading of the definition, day by day.
class UseOracleTest {

  private static final long SEED = 20_261_122;
  private static final int CASES = 20_000;

  /// Days before now; a use or a grant at `n` days ago is on that day, at midnight.
  private record Case(
      TreeSet<Integer> used,
      boolean whole,
      List<int[]> covered,
      @Nullable Integer granted,
      int window) {}

  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

  private static Instant ago(int days) {
    return TODAY.minusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @Test
  void verdictsAreThoseOfAPlainReadingOfTheDefinition() {
    Random random = new Random(SEED);
    Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
    for (int i = 0; i < CASES; i++) {
      Case one = random(random);
      Kind expected = plain(one);
      assertThat(judged(one)).as("seed %d, case %d: %s", SEED, i, one).isEqualTo(expected);
      seen.merge(expected, 1, Integer::sum);
    }
    assertThat(seen.values()).as("%s", seen).hasSize(5).allMatch(count -> count > 100);
  }

  @Test
  void aWindowThatIsADayOffIsFoundOut() {
    Random random = new Random(SEED);
    int different = 0;
    for (int i = 0; i < CASES; i++) {
      Case one = random(random);
      Case off = new Case(one.used(), one.whole(), one.covered(), one.granted(), one.window() + 1);
      different += judged(off) == plain(one) ? 0 : 1;
    }
    assertThat(different).isPositive();
  }

  private static Case random(Random random) {
    TreeSet<Integer> used = new TreeSet<>();
    int[] periods = {7, 30, 91, 365, 150};
    int period = periods[random.nextInt(periods.length)];
    int uses = random.nextInt(8);
    int at = random.nextInt(250);
    for (int i = 0; i < uses; i++) {
      used.add(at);
      at += Math.max(1, period + random.nextInt(25) - 12);
      if (at > 1_400) {
        break;
      }
    }
    List<int[]> covered = new ArrayList<>();
    int to = random.nextInt(6) == 0 ? random.nextInt(100) : random.nextInt(4);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int from = to + 1 + random.nextInt(900);
      covered.add(new int[] {from, to});
      to = from + random.nextInt(3) - 1;
    }
    if (random.nextInt(12) == 0) {
      covered.clear();
    }
    Integer granted = random.nextInt(10) == 0 ? null : Integer.valueOf(random.nextInt(400));
    int[] windows = {30, 60, 90, 120};
    return new Case(
        used, random.nextInt(4) > 0, covered, granted, windows[random.nextInt(windows.length)]);
  }

  private static Kind judged(Case one) {
    List<Use> uses =
        one.used().isEmpty()
            ? List.of()
            : List.of(
                new Use(
                    "a",
                    "e",
                    ago(one.used().first()),
                    one.used().size(),
                    new Rhythm(
                        ago(one.used().last()),
                        one.used().stream().map(day -> Weeks.of(ago(day))).toList(),
                        one.whole())));
    List<Coverage> coverage =
        one.covered().stream()
            .map(period -> new Coverage("s", "*", new Period(ago(period[0]), ago(period[1]))))
            .toList();
    return new Usage(uses, coverage)
        .judge(
            "a",
            "e",
            "s",
            one.granted() == null ? null : Since.exactly(ago(one.granted())),
            ago(0),
            one.window())
        .verdict()
        .kind();
  }

  private static Kind plain(Case one) {
    for (int day = 0; day < one.window(); day++) {
      if (one.used().contains(day)) {
        return Kind.USED;
      }
    }
    boolean[] covered = new boolean[5_000];
    one.covered()
        .forEach(period -> {
          for (int day = period[0]; day > period[1]; day--) {
            covered[day] = true;
          }
        });
    int end = 0;
    while (end < 4_000 && !covered[end + 1]) {
      end++;
    }
    if (end > 2) {
      return Kind.UNKNOWN;
    }
    for (int day = end + 1; day <= end + one.window(); day++) {
      if (!covered[day]) {
        return Kind.UNKNOWN;
      }
    }
    for (int day = end; day < end + one.window(); day++) {
      if (one.used().contains(day)) {
        return Kind.USED;
      }
    }
    int begin = end;
    while (covered[begin + 1]) {
      begin++;
    }
    if (one.whole() && !one.used().isEmpty() && seasonal(one, begin, end)) {
      return Kind.SEASONAL;
    }
    if (one.granted() == null) {
      return Kind.UNKNOWN;
    }
    return one.granted() < end + one.window() ? Kind.TOO_NEW : Kind.UNUSED;
  }

  /// Reads the weeks as a line of used and idle ones, oldest first.
  private static boolean seasonal(Case one, int begin, int end) {
    LocalDate first = monday(TODAY.minusDays(begin));
    LocalDate last = monday(TODAY.minusDays(end));
    StringBuilder line = new StringBuilder();
    for (LocalDate week = first; !week.isAfter(last); week = week.plusWeeks(1)) {
      LocalDate monday = week;
      line.append(
          one.used().stream().anyMatch(day -> monday(TODAY.minusDays(day)).equals(monday))
              ? '#'
              : '.');
    }
    List<MatchResult> bursts = Pattern.compile("#(?:\\.?#)*").matcher(line).results().toList();
    return recurs(bursts, first, end, 12, 50, 55, 17)
        || recurs(bursts, first, end, 3, 12, 15, 4)
        || recurs(bursts, first, end, 1, 4, 5, 1);
  }

  private static boolean recurs(
      List<MatchResult> bursts,
      LocalDate first,
      int end,
      int months,
      int shortest,
      int longest,
      int longestBurst) {
    int n = bursts.size();
    if (n < 3) {
      return false;
    }
    for (int i = n - 3; i < n; i++) {
      if (bursts.get(i).end() - bursts.get(i).start() > longestBurst) {
        return false;
      }
      if (i > n - 3) {
        int gap = bursts.get(i).start() - bursts.get(i - 1).start();
        if (gap < shortest || gap > longest) {
          return false;
        }
      }
    }
    LocalDate expected = first.plusWeeks(bursts.getLast().start()).plusMonths(months);
    int tolerance = months == 12 ? 3 : months == 3 ? 2 : 1;
    return TODAY.minusDays(end).isBefore(expected.plusWeeks(tolerance + 1L));
  }

  private static LocalDate monday(LocalDate day) {
    return day.minus(
        ChronoUnit.DAYS.between(DayOfWeek.MONDAY.adjustInto(day).query(LocalDate::from), day),
        ChronoUnit.DAYS);
  }
}
