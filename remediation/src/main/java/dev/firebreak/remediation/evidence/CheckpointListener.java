package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.note.SignedCheckpoint;

/// Is told of each checkpoint of a log, until the log is closed.
@FunctionalInterface
public interface CheckpointListener {
  /// Told to nobody.
  CheckpointListener NOBODY = _ -> {};

  /// A checkpoint was signed and is on the disk. The log waits meanwhile: it must be handed on at
  /// once.
  void signed(SignedCheckpoint signed);

  /// The log was closed; nothing more is signed.
  default void closed() {}
}
