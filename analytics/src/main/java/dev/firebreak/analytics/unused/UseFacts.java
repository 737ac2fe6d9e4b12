package dev.firebreak.analytics.unused;

import dev.firebreak.analytics.unused.UseVerdict.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a verdict rests on.
///
/// @param now the instant of the question
/// @param windowDays how many days without use make a grant unused
/// @param window these days: up to now, or to where the feed ends if it lags a little
/// @param covered the latest time without a gap of which feeds tell every use; null without feed
/// @param feeds the ids of the feeds that do, `files` for those that are read; ascending
/// @param granted since when it is granted, as far as known
/// @param use what was used; null when no use was ever seen
public record UseFacts(
    Instant now,
    int windowDays,
    Period window,
    @Nullable Period covered,
    List<String> feeds,
    @Nullable Since granted,
    Usage.@Nullable Use use) {

  public UseFacts {
    feeds = List.copyOf(feeds);
  }

  /// The latest use that any feed told of.
  public @Nullable Instant lastUsed() {
    return use == null ? null : use.lastUsed();
  }

  /// When the grant began; null where nobody knows.
  public @Nullable Instant grantedAt() {
    return granted != null && granted.exact() ? granted.at() : null;
  }

  /// How many days ago the grant began, or was there at the least.
  public OptionalLong grantAgeDays() {
    return granted == null
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, Duration.between(granted.at(), now).toDays()));
  }

  /// What the feeds know of the rhythm, as the dropout model reads it; null where no feed covers
  /// it, or the begin of its time is after the end of the feed.
  ///
  /// The clock starts when the grant began, when the feed did, or with the first use, whichever of
  /// the first two is later and the last earlier. Where only the last use is known, it starts
  /// there.
  @Nullable History history() {
    Period time = covered;
    if (time == null || (granted == null && use == null)) {
      return null;
    }
    Instant begin =
        granted != null && granted.at().isAfter(time.from()) ? granted.at() : time.from();
    Instant end = time.to().isAfter(now) ? now : time.to();
    Instant last = use == null || use.lastUsed().isBefore(time.from()) ? null : use.lastUsed();
    if (last == null) {
      return begin.isBefore(end) ? new History(0, 0, weeks(begin, end), true) : null;
    }
    Rhythm rhythm = java.util.Objects.requireNonNull(use).rhythm();
    if (!rhythm.whole()) {
      return new History(0, 0, last.isBefore(end) ? weeks(last, end) : 0, false);
    }
    long from = dev.firebreak.graph.model.Weeks.of(time.from());
    List<Long> inTime = rhythm.weeks().stream().filter(week -> week >= from).toList();
    if (!inTime.isEmpty()) {
      Instant first = dev.firebreak.graph.model.Weeks.begin(inTime.getFirst());
      begin = first.isBefore(begin) ? first.isBefore(time.from()) ? time.from() : first : begin;
    }
    double observed = begin.isBefore(end) ? weeks(begin, end) : 0;
    double recency = last.isAfter(begin) ? Math.min(observed, weeks(begin, last)) : 0;
    return new History(Math.max(1, inTime.size()), recency, observed, true);
  }

  private static double weeks(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds() / (7 * 86_400.0);
  }
}
