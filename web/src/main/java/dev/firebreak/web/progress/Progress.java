package dev.firebreak.web.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many of how many, as it was counted lately: enough to say how fast it goes and how much
/// longer it takes, where that can be said.
///
/// @param done counted so far
/// @param total how many there are to be; null while that is unknown
/// @param samples what was counted when, over the last [#WINDOW], oldest first
public record Progress(long done, @Nullable Long total, List<Sample> samples) {

  /// The rate is that of this long ago until now.
  static final Duration WINDOW = Duration.ofSeconds(20);

  /// Nothing is said of a rate before this much time has passed.
  static final Duration SHORTEST = Duration.ofSeconds(1);

  /// Counts that are closer together than this are kept as one.
  private static final Duration APART = Duration.ofMillis(500);

  /// What was counted at an instant.
  public record Sample(Instant at, long done) {}

  /// What can be said now.
  ///
  /// @param rate counted a second, lately; null while that is unknown
  /// @param left how long until all are counted, at this rate; null while that cannot be said
  public record Told(
      long done, @Nullable Long total, @Nullable Double rate, @Nullable Duration left) {

    /// In words: `612 of 6,000, 812/s, 7 s left`.
    public String words() {
      StringBuilder words = new StringBuilder("%,d".formatted(done));
      if (total != null) {
        words.append(" of %,d".formatted(total));
      }
      if (rate != null) {
        words.append(
            rate >= 10 || rate == 0 ? ", %,.0f/s".formatted(rate) : ", %.1f/s".formatted(rate));
      }
      if (left != null && left.isPositive()) {
        words.append(", ").append(inWords(left)).append(" left");
      }
      return words.toString();
    }

    private static String inWords(Duration time) {
      if (time.compareTo(Duration.ofMinutes(2)) < 0) {
        return Math.max(1, time.toSeconds()) + " s";
      }
      return time.toHours() < 2
          ? time.toMinutes() + " min"
          : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
  }

  public Progress {
    samples = List.copyOf(samples);
  }

  /// Begins to count.
  ///
  /// @param done what needs not be done again, and says nothing of the rate
  /// @param total null while it is unknown
  public static Progress from(Instant at, long done, @Nullable Long total) {
    return new Progress(done, total, List.of(new Sample(at, done)));
  }

  /// The same, counted further.
  public Progress counted(Instant at, long now, @Nullable Long of) {
    List<Sample> kept = new ArrayList<>(samples);
    Sample last = kept.isEmpty() ? null : kept.getLast();
    if (last == null || !at.isBefore(last.at().plus(APART))) {
      kept.add(new Sample(at, now));
    }
    Instant oldest = at.minus(WINDOW);
    while (kept.size() > 1 && !kept.get(1).at().isAfter(oldest)) {
      kept.removeFirst();
    }
    return new Progress(now, of, kept);
  }

  /// What can be said of it at an instant.
  ///
  /// @param going whether it still goes on; how fast and how much longer is said of nothing else
  public Told told(Instant at, boolean going) {
    Double rate = going ? rate(at) : null;
    return new Told(done, total, rate, left(rate));
  }

  private @Nullable Double rate(Instant at) {
    if (samples.isEmpty()) {
      return null;
    }
    Instant oldest = at.minus(WINDOW);
    Sample from = samples.getFirst();
    for (Sample sample : samples) {
      if (!sample.at().isAfter(oldest)) {
        from = sample;
      }
    }
    Duration over = Duration.between(from.at(), at);
    return over.compareTo(SHORTEST) < 0
        ? null
        : Math.max(0, done - from.done()) / (over.toNanos() / 1e9);
  }

  private @Nullable Duration left(@Nullable Double rate) {
    if (total == null || rate == null || rate == 0 || done >= total) {
      return null;
    }
    return Duration.ofMillis(Math.round((total - done) / rate * 1000));
  }
}
