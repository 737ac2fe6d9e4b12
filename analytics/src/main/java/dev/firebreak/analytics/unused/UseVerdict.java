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

  /// It was held for the whole window, a feed covers the whole window, no use was seen in it, and
  /// none is expected by its season.
  ///
  /// @param sinceDays days since the last use, or, when none was ever seen, since the grant or the
  ///   feed began, whichever is later
  /// @param window the time without use
  /// @param lastUsed the last use before the window; null when none was ever seen
  record Unused(long sinceDays, Period window, @Nullable Instant lastUsed) implements UseVerdict {}

  /// It was not used in the window, but its use recurs, and the next one may still come.
  record Seasonal(Season season, Instant lastUsed) implements UseVerdict {}

  /// The grant began inside the window and was not used in it yet.
  ///
  /// @param judgedFrom from when on it can be called unused
  record TooNew(Instant grantedAt, Instant judgedFrom) implements UseVerdict {}

  /// Nobody can tell; never to be read as unused.
  record Unknown(Reason reason) implements UseVerdict {}

  /// The five verdicts, in the order in which they are told.
  enum Kind {
    USED("used"),
    SEASONAL("seasonal"),
    TOO_NEW("too new"),
    UNKNOWN("unknown"),
    UNUSED("unused");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// What screens and exports call it.
    public String word() {
      return word;
    }
  }

  /// Which of the five it is.
  default Kind kind() {
    return switch (this) {
      case Used _ -> Kind.USED;
      case Unused _ -> Kind.UNUSED;
      case Seasonal _ -> Kind.SEASONAL;
      case TooNew _ -> Kind.TOO_NEW;
      case Unknown _ -> Kind.UNKNOWN;
    };
  }

  /// Why nobody can tell.
  enum Reason {
    /// No usage feed covers the entitlement at all.
    NO_FEED,
    /// A feed covers it, but not the whole window, or not up to now.
    WINDOW_NOT_COVERED,
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

    /// Whether the instant lies in it.
    public boolean contains(Instant instant) {
      return !instant.isBefore(from) && instant.isBefore(to);
    }
  }
}
