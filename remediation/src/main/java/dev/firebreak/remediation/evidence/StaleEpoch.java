package dev.firebreak.remediation.evidence;

/// Another engine has taken charge since: what this one wanted to write was refused, so it may not
/// do it. The log itself is sound.
public final class StaleEpoch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StaleEpoch(long epoch, long highest) {
    super(
        "Another Firebreak has taken charge of all changes (epoch %d; this one had %s). This one changes nothing any more; stop it, or stop the other."
            .formatted(highest, epoch == 0 ? "none" : String.valueOf(epoch)));
  }
}
