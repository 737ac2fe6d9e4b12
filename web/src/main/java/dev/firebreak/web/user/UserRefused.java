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

  private final Reason reason;

  public UserRefused(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
