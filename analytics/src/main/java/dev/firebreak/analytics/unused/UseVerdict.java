package dev.firebreak.analytics.unused;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether one grant is used, as far as the usage feeds can tell.
public sealed interface UseVerdict {

  /// It was used in the window.
  ///
  /// @param lastUsed the latest use
  /// @param count the uses that the feed counted
  record Used(Instant lastUsed, long count) implements UseVerdict {}

  /// It was held for the whole window, a feed covers the whole window, and no use was seen.
  ///
  /// @param sinceDays days since the last use, or, when none was ever seen, since the grant or the
  ///   feed began, whichever is later
  /// @param window the time without use
  /// @param lastUsed the last use before the window; null when none was ever seen
  record Unused(long sinceDays, Period window, @Nullable Instant lastUsed) implements UseVerdict {}

  /// Nobody can tell; never to be read as unused.
  record Unknown(Reason reason) implements UseVerdict {}

  /// Why nobody can tell.
  enum Reason {
    /// No usage feed covers the entitlement at all.
    NO_FEED,
    /// A feed covers it, but not the whole window, or not up to now.
    WINDOW_NOT_COVERED,
    /// The grant began inside the window.
    GRANT_TOO_YOUNG,
    /// Neither the source nor any harvest says when the grant began.
    GRANT_AGE_UNKNOWN
  }

  /// A span of time, `from` inclusive, `to` exclusive.
  record Period(Instant from, Instant to) {
    public Period {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException(
            "a period cannot end before it begins: " + from + ", " + to);
      }
    }
  }
}
