package dev.firebreak.analytics.toxic;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// A control that makes a combination acceptable for a time.
///
/// @param rule the id of the rule
/// @param subject the node key of the one subject it is for; null for all
/// @param control what is done about it
/// @param owner who answers for the control
/// @param monitor who or what checks that it is done
/// @param until the last day (UTC) on which it counts
/// @param warnDays from how many days before its end on the end is announced, at least 0
public record Mitigation(
    String rule,
    @Nullable String subject,
    String control,
    String owner,
    @Nullable String monitor,
    LocalDate until,
    int warnDays) {

  /// How many days before its end a mitigation is said to end soon, where nothing else is said.
  public static final int DEFAULT_WARN_DAYS = 30;

  public Mitigation {
    if (warnDays < 0) {
      throw new IllegalArgumentException("a warning cannot come after the end: " + warnDays);
    }
  }

  /// The first instant at which it no longer counts.
  public Instant end() {
    return until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// Whether it counts at an instant.
  public boolean countsAt(Instant at) {
    return at.isBefore(end());
  }

  /// Whether its end is near.
  public boolean endsSoon(Instant at) {
    return countsAt(at) && !at.isBefore(end().minus(Duration.ofDays(warnDays)));
  }

  boolean isFor(String ruleId, String subjectKey) {
    return rule.equals(ruleId) && (subject == null || subject.equals(subjectKey));
  }
}
