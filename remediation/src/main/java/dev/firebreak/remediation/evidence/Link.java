package dev.firebreak.remediation.evidence;

import java.time.Instant;

/// The receipt of an append: the record is on the disk.
///
/// @param seq its number in the log
/// @param hash its hash; kept elsewhere, it proves everything up to here
/// @param at when it was written down
public record Link(long seq, String hash, Instant at) {}
