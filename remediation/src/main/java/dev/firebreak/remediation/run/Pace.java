package dev.firebreak.remediation.run;

import java.time.Duration;

/// How patient a run is.
///
/// @param pending how long a source may take over a change that it accepted to make later (202);
///   what does not show by then is unknown
public record Pace(Duration pending) {

  /// Two minutes.
  public static final Pace STANDARD = new Pace(Duration.ofMinutes(2));

  public Pace {
    if (!pending.isPositive()) {
      throw new IllegalArgumentException("a source must be given some time, not " + pending);
    }
  }
}
