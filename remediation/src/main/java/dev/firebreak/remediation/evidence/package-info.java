/// What was decided, tried and seen, written down before it happens and never rewritten.
///
/// Start at [EvidenceLog]: `open` a folder, `append` an [Evidence], read it back as [Entry]. An
/// append returns after the record is on the disk, so whoever sends a change only after its
/// [RunEvidence.Intent] was appended never changes anything without evidence. [EvidenceVerifier]
/// checks a folder offline and answers with a [Verdict]; [ProofBundle] is one record that can be
/// checked without the folder.
///
/// ## The folder
///
/// - `evidence-000001.jsonl`, `evidence-000002.jsonl`, …: the segments, one record a line, each
///   line ended by a line feed. A new one begins when the next record would pass 64 MB.
/// - `HEAD`: number and hash of the last record, `{"hash":"…","seq":20,"v":1}` and a line feed,
///   brought up to date after every append. A log that is shorter than its `HEAD` lost its tail.
///   After a power cut `HEAD` may be up to a thousand records behind.
/// - `CHECKPOINT`: how many records there were and the Merkle root over their lines (RFC 6962 §2.1,
///   a line without its line feed is a leaf), signed with Ed25519
///   ([dev.firebreak.remediation.evidence.note.SignedCheckpoint]). Written after each hundred
///   records, a minute after the last one was, when a run ends and when the log is closed.
/// - `LOCK`: held by the one process that writes.
///
/// The key lies elsewhere ([Signing]), with a copy of the last checkpoint beside it: a folder put
/// back from an older copy is noticed at start. Records of type `KEY_ADOPTED` say which key signs;
/// a later one is signed by the key before it, too. A checkpoint over `n` records is signed by the
/// last key that the first `n` records bring.
///
/// ## The line
///
/// `{"actor":"ana","at":"2026-11-22T10:15:30.123Z","body":{…},"prevHash":"…","seq":7,"type":"APPROVAL","v":1}`
///
/// The line is the canonical JSON (RFC 8785) of exactly these seven members, see [CanonicalJson]:
/// there is one way to write a record, so every other byte is an alteration. The hash of a record
/// is the SHA-256 of its line without the line feed, in lower-case hexadecimal. `seq` counts from 1
/// without gaps over all segments; `prevHash` is the hash of the record before, and 64 zeros in the
/// first. `at` is what the clock said; the order of events is `seq`.
///
/// ## What it does not prove
///
/// Whoever has the folder and the key can write another log that verifies. What they cannot do is
/// make it fit a checkpoint that was kept elsewhere: all that it covers is fixed.
@NullMarked
package dev.firebreak.remediation.evidence;

import org.jspecify.annotations.NullMarked;
