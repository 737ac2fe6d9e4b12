package dev.firebreak.remediation.evidence;

/// A line, or `HEAD`, is not what the format allows; the message says why, without the content.
final class MalformedLine extends Exception {
  MalformedLine(String why) {
    super(why);
  }
}
