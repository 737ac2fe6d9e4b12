package dev.firebreak.analytics.run;

/// Why a decision on a finding cannot be made. The message is one sentence for whoever asked;
/// nothing was changed.
public final class DecisionRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What kind of reason it is.
  public enum Reason {
    /// No analysis has found anything of this name.
    NO_SUCH_FINDING,
    /// The decision makes no sense as it was asked for.
    NOT_UNDERSTOOD,
    /// It does not fit how the finding stands.
    NOT_NOW
  }

  private final Reason reason;

  DecisionRefused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// No analysis has found anything of this name, as far as whoever asks may know.
  public static DecisionRefused noSuchFinding(String id) {
    return new DecisionRefused(
        Reason.NO_SUCH_FINDING, "No analysis has found anything named " + id + ".");
  }

  public Reason reason() {
    return reason;
  }
}
