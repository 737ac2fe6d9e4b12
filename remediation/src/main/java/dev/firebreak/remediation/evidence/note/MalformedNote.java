package dev.firebreak.remediation.evidence.note;

/// A text is not the checkpoint or key that it should be; the message says why, in words that
/// follow "it".
public final class MalformedNote extends Exception {
  MalformedNote(String why) {
    super(why);
  }
}
