package dev.firebreak.remediation.evidence;

/// What the line of a record says without its body.
///
/// @param seq its number, from 1
/// @param prevHash the hash of the record before; 64 zeros in the first
/// @param hash SHA-256 of the line
/// @param type the kind of evidence, in capitals: `INTENT`
record LineHeader(long seq, String prevHash, String hash, String type) {
  Head head() {
    return new Head(seq, hash);
  }

  /// Whether it comes next after that record.
  boolean follows(Head before) {
    return seq == before.seq() + 1 && prevHash.equals(before.hash());
  }
}
