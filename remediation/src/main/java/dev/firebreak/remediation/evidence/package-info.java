/// What was decided, tried and seen, written down before it happens and never rewritten.
///
/// Start at [EvidenceLog]: `open` a folder, `append` an [Evidence], read it back as [Entry]. An
/// append returns after the record is on the disk, so whoever sends a change only after its
/// [Evidence.Intent] was appended never changes anything without evidence. [EvidenceVerifier]
/// checks a folder offline and answers with a [Verdict].
///
/// ## The folder
///
/// - `evidence-000001.jsonl`, `evidence-000002.jsonl`, …: the segments, one record a line, each
///   line ended by a line feed. A new one begins when the next record would pass 64 MB.
/// - `HEAD`: number and hash of the last record, `{"hash":"…","seq":20,"v":1}` and a line feed,
///   replaced as a whole (by `HEAD.next`) after every append. A log that is shorter than its `HEAD`
///   lost its tail.
/// - `LOCK`: held by the one process that writes.
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
/// Whoever can write the folder can write a new, consistent folder. The chain shows that a log was
/// changed only against a `HEAD` hash that was kept elsewhere.
@NullMarked
package dev.firebreak.remediation.evidence;

import org.jspecify.annotations.NullMarked;
