package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a verifier knows from elsewhere. Without it, a log is held against the key that it names
/// itself.
///
/// @param key a key that the log must have been signed with, now or before a rotation; null for any
/// @param saved checkpoints of this log that were kept where nobody could alter them
public record Trust(@Nullable VerifierKey key, List<SignedCheckpoint> saved) {
  /// Nothing is known.
  public static final Trust NOTHING = new Trust(null, List.of());

  public Trust {
    saved = List.copyOf(saved);
  }
}
