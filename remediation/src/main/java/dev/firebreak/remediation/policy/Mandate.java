package dev.firebreak.remediation.policy;

import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.run.ApprovalRules;
import dev.firebreak.remediation.run.Run;
import java.util.List;
import java.util.Optional;

/// Whether what a run of a policy was begun on still holds: the policy is there, its text is the
/// one that the run was approved under, and as many stand behind it as it takes. A run that people
/// approved needs none.
public final class Mandate {

  private final List<Policy> policies;
  private final EvidenceLog evidence;
  private final ApprovalRules rules;

  /// @param policies as they are configured now
  /// @param rules who may approve policies, and whether it takes two of them
  public Mandate(List<Policy> policies, EvidenceLog evidence, ApprovalRules rules) {
    this.policies = List.copyOf(policies);
    this.evidence = evidence;
    this.rules = rules;
  }

  /// Why an interrupted run must not go on, if so.
  public Optional<String> ended(Run run) {
    String actor = run.plan().proposedBy();
    if (!actor.startsWith(RemediationPlan.POLICY)
        || run.approvals().stream().noneMatch(each -> each.by().equals(actor))) {
      return Optional.empty();
    }
    return policies.stream()
        .filter(policy -> policy.actor().equals(actor))
        .findFirst()
        .map(policy -> ended(run, policy))
        .orElseGet(() ->
            Optional.of(
                "Policy %s is not in the configuration any more. The run was interrupted, and does not go on."
                    .formatted(actor.substring(RemediationPlan.POLICY.length()))));
  }

  private Optional<String> ended(Run run, Policy policy) {
    if (run.approvals().stream()
        .noneMatch(each -> each.note() != null && each.note().contains(policy.hash()))) {
      return Optional.of(
          "Policy %s has another text than the one that the run was approved under. The run was interrupted, and does not go on."
              .formatted(policy.id()));
    }
    PolicyBook book = new PolicyBook();
    book.read(evidence);
    return book.warrant(policy)
        .by(rules)
        .missing(rules.ofPolicy())
        .map(why -> "The run was interrupted, and does not go on: its policy was stopped. " + why);
  }
}
