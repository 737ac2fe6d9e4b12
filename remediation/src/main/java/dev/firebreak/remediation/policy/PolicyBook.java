package dev.firebreak.remediation.policy;

import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.NewEntries;
import dev.firebreak.remediation.evidence.PolicyEvidence;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.policy.Warrant.Approved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the evidence says of policies: who stands behind which text, what was done lately, and when
/// each acted last. Kept up to date by reading on.
///
/// Not safe for use by several threads at once.
final class PolicyBook {

  /// The time over which changes are counted.
  static final Duration DAY = Duration.ofHours(24);

  /// What a policy did when it acted last.
  record Acted(PolicyEvidence.PolicyActed what, Instant at) {}

  private final NewEntries entries =
      new NewEntries(
          Set.of("PLAN_FROZEN", "INTENT", "POLICY_APPROVED", "POLICY_WITHDRAWN", "POLICY_ACTED"));
  private final Map<String, Map<String, Approved>> approvals = new HashMap<>();
  private final Map<String, String> proposers = new HashMap<>();
  private final Map<String, Map<String, Instant>> changes = new HashMap<>();
  private final Map<String, Acted> acted = new HashMap<>();

  /// Reads what was written since the last time.
  void read(EvidenceLog log) {
    entries.read(log, this::take);
  }

  private void take(Entry entry) {
    Evidence evidence = entry.evidence();
    if (evidence instanceof RunEvidence.PlanFrozen frozen
        && frozen.by().startsWith(RemediationPlan.POLICY)) {
      proposers.put(frozen.runId(), frozen.by());
    } else if (evidence instanceof RunEvidence.Intent intent) {
      String proposer = proposers.get(intent.runId());
      if (proposer != null) {
        changes
            .computeIfAbsent(proposer, _ -> new HashMap<>())
            .putIfAbsent(intent.runId() + ' ' + intent.actionId(), entry.at());
      }
    } else if (evidence instanceof PolicyEvidence.PolicyApproved approved) {
      approvals
          .computeIfAbsent(text(approved.policyId(), approved.policyHash()), _ -> new HashMap<>())
          .putIfAbsent(approved.by(), new Approved(approved.by(), entry.at(), approved.note()));
    } else if (evidence instanceof PolicyEvidence.PolicyWithdrawn withdrawn) {
      approvals.remove(text(withdrawn.policyId(), withdrawn.policyHash()));
    } else if (evidence instanceof PolicyEvidence.PolicyActed last) {
      acted.put(last.policyId(), new Acted(last, entry.at()));
    }
  }

  private static String text(String policyId, String policyHash) {
    return policyId + ' ' + policyHash;
  }

  /// Who stands behind a policy as it is.
  Warrant warrant(Policy policy) {
    List<Approved> all =
        new ArrayList<>(
            approvals.getOrDefault(text(policy.id(), policy.hash()), Map.of()).values());
    all.sort(Comparator.comparing(Approved::at).thenComparing(Approved::by));
    return new Warrant(policy.id(), policy.hash(), all);
  }

  /// How many changes a policy began to make in the day before an instant.
  int changes(Policy policy, Instant now) {
    return (int)
        changes.getOrDefault(policy.actor(), Map.of()).values().stream()
            .filter(at -> at.isAfter(now.minus(DAY)))
            .count();
  }

  /// What a policy did last.
  Optional<Acted> last(Policy policy) {
    return Optional.ofNullable(acted.get(policy.id()));
  }
}
