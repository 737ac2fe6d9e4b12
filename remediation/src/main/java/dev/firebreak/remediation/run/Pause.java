package dev.firebreak.remediation.run;

import java.time.Instant;

/// That somebody stopped all of remediation.
public record Pause(String by, String reason, Instant at) {

  /// What is said to whoever wants to change something.
  public String sentence() {
    return "Remediation is paused since %s by %s: %s Nothing is sent until somebody resumes it."
        .formatted(at, by, reason.endsWith(".") ? reason : reason + ".");
  }
}
