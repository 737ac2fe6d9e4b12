package dev.firebreak.web.user;

/// A change of users or keys that cannot be made; the message is a sentence that says why.
public final class UserRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why it was refused.
  public enum Reason {
    /// Nobody, or nothing, is called so.
    NO_SUCH_USER,
    /// It cannot be meant so.
    NOT_UNDERSTOOD,
    /// Something is called so already.
    TAKEN,
    /// It is against a rule, or somebody else was faster.
    NOT_NOW
  }

  private static final int LONGEST_SAID = 100;

  private final Reason reason;

  public UserRefused(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /// What somebody typed, as far as a sentence repeats it.
  static String said(String typed) {
    String word = typed.strip();
    return word.codePointCount(0, word.length()) <= LONGEST_SAID
        ? word
        : word.substring(0, word.offsetByCodePoints(0, LONGEST_SAID)) + "…";
  }
}
