/// Who vouches for a log, and how that is written: keys and checkpoints as C2SP tells them
/// (signed-note, tlog-checkpoint), Ed25519 only.
///
/// A [Checkpoint] is the size and the root of a log at one moment; a [SignedCheckpoint] is its text
/// with signatures, as it is stored and given away. [SigningKey] makes signatures, [VerifierKey]
/// checks them and is what an auditor keeps.
@NullMarked
package dev.firebreak.remediation.evidence.note;

import org.jspecify.annotations.NullMarked;
