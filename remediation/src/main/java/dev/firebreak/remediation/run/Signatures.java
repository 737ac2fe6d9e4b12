package dev.firebreak.remediation.run;

import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import java.time.Instant;
import java.util.Optional;

/// Who has approved a plan, who still may, and whether that is enough.
final class Signatures {

  private final Guardrails guardrails;
  private final Surroundings surroundings;

  Signatures(Guardrails guardrails, Surroundings surroundings) {
    this.guardrails = guardrails;
    this.surroundings = surroundings;
  }

  /// How many distinct persons must approve a plan, by the rules of this moment.
  ApprovalRules.Needed needed(RemediationPlan plan) {
    return guardrails.approval().needed(plan, guardrails.adminGroups(), surroundings);
  }

  /// @throws RemediationRefused NOT_ALLOWED, unless a policy of this name proposed it: a policy
  ///   acts on plans of its own alone
  void requireOwn(Run run, String actor) {
    if (!run.plan().proposedBy().equals(actor)) {
      throw new RemediationRefused(
          Reason.NOT_ALLOWED,
          "Plan %s was proposed by %s, and %s acts on its own plans alone."
              .formatted(run.id(), run.plan().proposedBy(), actor));
    }
  }

  /// Whether a policy and not a person goes by this name.
  private static boolean isPolicy(String by) {
    return by.startsWith(RemediationPlan.POLICY);
  }

  /// @throws RemediationRefused OUT_OF_ORDER or NOT_ALLOWED, unless this person may approve it now
  void requireMayApprove(Run run, String by) {
    if (run.isApprovedBy(by) || run.approvals().size() >= needed(run.plan()).approvals()) {
      throw new RemediationRefused(
          Reason.OUT_OF_ORDER,
          "Plan %s is approved already, by %s.%s"
              .formatted(
                  run.id(),
                  String.join(" and ", run.approvals().stream().map(Run.Signed::by).toList()),
                  run.state() == RunState.APPROVED ? "" : " Another approver must do it as well."));
    }
    requireMay(run, by);
  }

  /// @throws RemediationRefused OUT_OF_ORDER or NOT_ALLOWED, unless everybody approved it whose
  ///   word is needed
  void requireApproved(Run run) {
    if (run.approvals().isEmpty()) {
      throw new RemediationRefused(
          Reason.OUT_OF_ORDER, "Plan %s is not approved.".formatted(run.id()));
    }
    Run.Signed first = run.approvals().getFirst();
    if (isPolicy(first.by())) {
      requireOwn(run, first.by());
      return;
    }
    run.approvals().forEach(each -> requireMay(run, each.by()));
    ApprovalRules.Needed needed = needed(run.plan());
    if (run.approvals().size() < needed.approvals()) {
      throw new RemediationRefused(
          Reason.OUT_OF_ORDER,
          "Plan %s has %d of the %d approvals that it needs, since %s. Let another approver approve it."
              .formatted(
                  run.id(),
                  run.approvals().size(),
                  needed.approvals(),
                  String.join(", and ", needed.reasons())));
    }
  }

  /// Why the rest of an interrupted run is not sent, if so.
  Optional<String> mayNotGoOn(Run run, Instant now) {
    if (run.plan().isExpired(now)) {
      return Optional.of(
          "The run was interrupted, and its plan was good until %s only. Plan again."
              .formatted(run.plan().expiresAt()));
    }
    try {
      requireApproved(run);
      return Optional.empty();
    } catch (RemediationRefused unapproved) {
      return Optional.of(String.valueOf(unapproved.getMessage()));
    }
  }

  private void requireMay(Run run, String by) {
    if (isPolicy(by)) {
      throw new RemediationRefused(
          Reason.NOT_ALLOWED, "A policy is no person: " + by + " cannot approve.");
    }
    Optional<String> why = guardrails.approval().mayNotApprove(run.plan(), by);
    if (why.isPresent()) {
      throw new RemediationRefused(Reason.NOT_ALLOWED, why.get());
    }
  }
}
