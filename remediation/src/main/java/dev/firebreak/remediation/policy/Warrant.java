package dev.firebreak.remediation.policy;

import dev.firebreak.remediation.run.ApprovalRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Who stands behind the text of a policy as it is.
///
/// @param policyId the policy
/// @param policyHash its text
/// @param approvals one for each person, oldest first
public record Warrant(String policyId, String policyHash, List<Approved> approvals) {

  /// One approval.
  public record Approved(String by, Instant at, String note) {}

  public Warrant {
    approvals = List.copyOf(approvals);
  }

  /// The same with those alone who may still approve.
  Warrant by(ApprovalRules rules) {
    return new Warrant(
        policyId,
        policyHash,
        approvals.stream().filter(each -> rules.approvers().mayNot(each.by()).isEmpty()).toList());
  }

  /// Why it may not act, if it may not.
  ///
  /// @param needed how many people must have approved
  public Optional<String> missing(int needed) {
    int more = needed - approvals.size();
    return more <= 0
        ? Optional.empty()
        : Optional.of(
            "Policy %s is not in force: %d more %s approve this very text of it (hash %s)."
                .formatted(policyId, more, more == 1 ? "person must" : "people must", policyHash));
  }

  /// Who approved, in words for the evidence of a run.
  public String words() {
    return "Under policy %s (sha256 %s), approved by %s."
        .formatted(
            policyId,
            policyHash,
            approvals.stream()
                .map(each -> each.by() + " on " + each.at())
                .collect(Collectors.joining(" and ")));
  }
}
