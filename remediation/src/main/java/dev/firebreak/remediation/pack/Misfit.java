package dev.firebreak.remediation.pack;

/// Genuine records that do not belong together.
final class Misfit extends Exception {
  private final long seq;

  /// @param seq the record that shows it
  Misfit(long seq, String why) {
    super(why);
    this.seq = seq;
  }

  long seq() {
    return seq;
  }
}
