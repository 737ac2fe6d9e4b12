package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.CutChange;
import dev.firebreak.analytics.cut.CutPlan;
import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.finding.AccessPath;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Changes that somebody wants to be frozen, whatever they were found for.
///
/// @param findingIds what they are for; may be empty
/// @param changes what to change, in order; empty where nothing can be
/// @param residual paths that would remain if only the first change were made
/// @param effect what the changes would mean
/// @param reason why there is no change, in a sentence; empty where there is one
/// @param undoes the run whose changes these take back; null where they take nothing back
public record ChangeSet(
    List<String> findingIds,
    List<PlannedChange> changes,
    List<AccessPath> residual,
    Effect effect,
    String reason,
    @Nullable String undoes) {

  public ChangeSet {
    findingIds = List.copyOf(findingIds);
    changes = List.copyOf(changes);
    residual = List.copyOf(residual);
    if (changes.isEmpty() == reason.isEmpty()) {
      throw new IllegalArgumentException("changes are there, or a reason why there are none");
    }
  }

  /// Changes that take nothing back.
  public ChangeSet(
      List<String> findingIds,
      List<PlannedChange> changes,
      List<AccessPath> residual,
      Effect effect,
      String reason) {
    this(findingIds, changes, residual, effect, reason, null);
  }

  /// The fix of a finding.
  public static ChangeSet of(Proposal proposal) {
    return new ChangeSet(
        List.of(proposal.finding().id()),
        proposal.changes(),
        proposal.residual(),
        proposal.effect(),
        proposal.reason());
  }

  /// The fixes of several findings as one; a change that fixes two of them is made once.
  ///
  /// @param fixes proposals that have changes, at least one
  /// @param effect what they would mean together
  public static ChangeSet of(List<Proposal> fixes, Effect effect) {
    return new ChangeSet(
        Stream.concat(fixes.stream().map(fix -> fix.finding().id()), effect.closes().stream())
            .distinct()
            .toList(),
        fixes.stream().flatMap(fix -> fix.changes().stream()).distinct().toList(),
        fixes.stream().flatMap(fix -> fix.residual().stream()).distinct().toList(),
        effect,
        "");
  }

  /// The changes of a cut plan, for the findings that they close.
  ///
  /// @param effect what they would mean, findings closed and opened among it
  public static ChangeSet of(CutPlan plan, Effect effect) {
    return new ChangeSet(
        effect.closes(),
        plan.changes().stream().<PlannedChange>map(each -> Removing.of(each.removal())).toList(),
        plan.changes().stream()
            .limit(1)
            .flatMap((CutChange first) -> first.residual().stream())
            .map(CutChange.Residual::path)
            .toList(),
        effect,
        plan.changes().isEmpty() ? plan.answer() : "");
  }
}
