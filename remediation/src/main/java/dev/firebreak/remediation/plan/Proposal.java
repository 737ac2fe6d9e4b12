package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.cut.Eligibility;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import java.util.List;

/// The smallest fix for a finding, not yet decided on.
///
/// @param finding what it would fix
/// @param changes what to change, the one that the finding shows first; empty where nothing can be
/// @param use how what each of these changes takes is used
/// @param residual paths that would remain if only the first change were made; where there is no
///   change at all, the paths that stay
/// @param effect what the changes would mean
/// @param ruledOut edges of the finding's paths that are left alone, with the reason
/// @param reason why there is no change, in a sentence; empty where there is one
public record Proposal(
    Finding finding,
    List<PlannedChange> changes,
    List<EdgeUse> use,
    List<AccessPath> residual,
    Effect effect,
    List<Eligibility.NotEligible> ruledOut,
    String reason) {

  public Proposal {
    changes = List.copyOf(changes);
    use = List.copyOf(use);
    residual = List.copyOf(residual);
    ruledOut = List.copyOf(ruledOut);
    if (changes.isEmpty() == reason.isEmpty()) {
      throw new IllegalArgumentException(
          "a proposal has either changes or a reason why it has none");
    }
  }

  /// Whether there is nothing to approve.
  public boolean isEmpty() {
    return changes.isEmpty();
  }
}
