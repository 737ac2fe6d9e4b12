package dev.firebreak.remediation.plan;

/// What was asked for is not done, and nothing was sent for it. The message is one sentence for a
/// person: what, why, and what to do.
public final class RemediationRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why, for whoever must tell the cases apart.
  public enum Reason {
    /// There is no such plan.
    NO_SUCH_PLAN,
    /// There is no such finding.
    NO_SUCH_FINDING,
    /// The run has no such change.
    NO_SUCH_CHANGE,
    /// Everything in the proposal is gone already, or there was nothing in it.
    NOTHING_TO_DO,
    /// A resource cannot be read from its source.
    UNREADABLE,
    /// The plan is not the one that was frozen or approved.
    ALTERED,
    /// What must be said for it is missing, such as a reason.
    NOT_UNDERSTOOD,
    /// A step was left out: no dry run, no approval.
    OUT_OF_ORDER,
    /// The approver may not approve this plan.
    NOT_ALLOWED,
    /// The plan is too old.
    EXPIRED,
    /// The plan has had its one run.
    USED,
    /// Another run is under way.
    BUSY,
    /// A guardrail forbids it.
    GUARDRAIL,
    /// Evidence cannot be written down.
    NO_EVIDENCE
  }

  private final Reason reason;

  public RemediationRefused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
