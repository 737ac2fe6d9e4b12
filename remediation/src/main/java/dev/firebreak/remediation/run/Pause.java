package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.EvidenceLog;
import java.time.Instant;
import java.util.Optional;

/// That somebody stopped all of remediation.
public record Pause(String by, String reason, Instant at) {

  /// Whoever stopped all of remediation, by a journal that no engine works on.
  ///
  /// @throws dev.firebreak.remediation.evidence.EvidenceBroken if the journal cannot be read
  public static Optional<Pause> in(EvidenceLog evidence) {
    return new Ledger(evidence, Breaker.Limits.STANDARD).paused();
  }

  /// What is said to whoever wants to change something.
  public String sentence() {
    return "Remediation is paused since %s by %s: %s Nothing is sent until somebody resumes it."
        .formatted(at, by, reason.endsWith(".") ? reason : reason + ".");
  }
}
