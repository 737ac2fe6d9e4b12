package dev.firebreak.web.view;

import java.time.Duration;
import java.time.Instant;

/// How long ago a finding opened.
public enum FindingAge {
  DAY("Under a day", 1),
  WEEK("1 to 7 days", 7),
  MONTH("7 to 30 days", 30),
  QUARTER("30 to 90 days", 90),
  OLDER("Over 90 days", Integer.MAX_VALUE);

  private final String label;
  private final Duration below;

  FindingAge(String label, int below) {
    this.label = label;
    this.below = Duration.ofDays(below);
  }

  /// What screens call it.
  public String label() {
    return label;
  }

  /// The age at an instant of what opened before.
  static FindingAge of(Instant openedAt, Instant now) {
    Duration age = Duration.between(openedAt, now);
    for (FindingAge each : values()) {
      if (age.compareTo(each.below) < 0) {
        return each;
      }
    }
    return OLDER;
  }
}
