package dev.firebreak.remediation.evidence;

/// What speaks against a log that its chain does not show.
///
/// @param missing whether records are missing at the end; otherwise some are not as they were
///   written
/// @param seq the record that shows it
record Objection(boolean missing, long seq, String why) {
  static Objection tampered(long seq, String why) {
    return new Objection(false, seq, why);
  }

  static Objection missing(long seq, String why) {
    return new Objection(true, seq, why);
  }
}
