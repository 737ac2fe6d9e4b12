package dev.firebreak.remediation.run;

import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.RemoveMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whose word a plan needs.
///
/// @param fourEyes whether somebody else than the proposer must approve; where not, one approval by
///   anybody who may approve is enough
/// @param approvers who may approve
/// @param many a plan of more changes than this has high impact
/// @param deactivations whether a plan that switches an account off has high impact
/// @param adminGroups whether a plan that takes a member from an admin group has high impact
public record ApprovalRules(
    boolean fourEyes, Approvers approvers, int many, boolean deactivations, boolean adminGroups) {

  /// How many distinct persons must approve a plan of high impact.
  public static final int HIGH = 2;

  /// Two pairs of eyes, and three for more than 5 changes, deactivations and admin groups.
  public static final ApprovalRules STANDARD =
      new ApprovalRules(true, Approvers.ANYBODY, 5, true, true);

  public ApprovalRules {
    if (many < 0) {
      throw new IllegalArgumentException("changes must be 0 or more");
    }
  }

  /// How many approvals a plan needs.
  ///
  /// @param reasons why it has high impact; empty where it has not
  public record Needed(int approvals, List<String> reasons) {
    public Needed {
      reasons = List.copyOf(reasons);
    }
  }

  /// How many distinct persons must approve a plan.
  public Needed needed(RemediationPlan plan, AdminGroups admin, Surroundings surroundings) {
    if (!fourEyes) {
      return new Needed(1, List.of());
    }
    List<String> reasons = new ArrayList<>();
    if (plan.changes().size() > many) {
      reasons.add("it makes %d changes, more than %d".formatted(plan.changes().size(), many));
    }
    if (deactivations && plan.changes().stream().anyMatch(Deactivate.class::isInstance)) {
      reasons.add("it switches an account off");
    }
    if (adminGroups) {
      plan.changes().stream()
          .flatMap(change -> admin(change, admin, surroundings).stream())
          .findFirst()
          .ifPresent(reasons::add);
    }
    return new Needed(reasons.isEmpty() ? 1 : HIGH, reasons);
  }

  /// How many distinct persons must stand behind a policy.
  public int ofPolicy() {
    return fourEyes ? HIGH : 1;
  }

  private static Optional<String> admin(
      PlannedChange change, AdminGroups admin, Surroundings surroundings) {
    return change instanceof RemoveMember member
        ? admin.of(member, surroundings).map(why -> member.groupName() + " " + why)
        : Optional.empty();
  }

  /// Why a person may not approve a plan.
  public Optional<String> mayNotApprove(RemediationPlan plan, String by) {
    return fourEyes && plan.proposedBy().equals(by)
        ? Optional.of(by + " proposed plan " + plan.id() + "; somebody else must approve it.")
        : approvers.mayNot(by);
  }
}
