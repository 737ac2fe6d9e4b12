package dev.firebreak.remediation.watch;

import dev.firebreak.remediation.evidence.SeenEvidence.Rechecked.Cause;
import java.util.Optional;

/// Why access that was taken is there again. Pure; the first that applies.
///
/// @param cause what it is put down to
/// @param because what that rests on, as a sentence
record Return(Cause cause, String because) {

  /// So many other changes that came back in the same look are no single person's doing.
  static final int TOGETHER = 3;

  /// Judges.
  ///
  /// @param givenBackBy the run of ours that gave it back
  /// @param stated what an authoritative source says that makes a synchronisation write it
  /// @param together how many other changes of the same source came back in the same look
  /// @param returns how often it has come back, this time included
  static Return of(
      Optional<String> givenBackBy, Optional<String> stated, int together, int returns) {
    if (givenBackBy.isPresent()) {
      return new Return(
          Cause.OUR_UNDO, "Our own run %s gave it back.".formatted(givenBackBy.get()));
    }
    if (stated.isPresent()) {
      return new Return(Cause.SOURCE_PUSH, stated.get());
    }
    if (returns >= Look.FIGHT) {
      return new Return(
          Cause.SOURCE_PUSH,
          "It came back %d times after it was taken, so something seems to write it again by itself."
              .formatted(returns));
    }
    if (together >= TOGETHER) {
      return new Return(
          Cause.SOURCE_PUSH,
          "%,d other changes of this source came back with it, so something seems to write them again by itself."
              .formatted(together));
    }
    return new Return(
        Cause.LOCAL_CHANGE,
        "No run of ours gave it back and no authoritative source states it: somebody seems to have added it in the source.");
  }
}
