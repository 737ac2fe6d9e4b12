package dev.firebreak.web.export;

import dev.firebreak.analytics.cut.CutChange;
import dev.firebreak.analytics.cut.CutPlan;
import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.analytics.cut.Spare;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A cut plan as the API and the command line tell it.
///
/// @param goal what was asked for
/// @param method how the changes were found: exactly, or greedily
/// @param answer the outcome in a sentence
/// @param before how much of the targets is reached now
/// @param after the same, were the changes made
/// @param share the per cent of the exposure that go
/// @param fewest how many changes the goal takes at least; null where that is not known
/// @param enough how many changes are known to do it; null where that is not known
/// @param remaining some of the ways that stay, and why
/// @param findings what becomes of the findings that were to be closed
/// @param effect who loses, and which findings close and which open
public record CutAnswer(
    String goal,
    int budget,
    Spare spare,
    CutPlan.Method method,
    boolean attained,
    String answer,
    List<Change> changes,
    CutPlan.Exposed before,
    CutPlan.Exposed after,
    double share,
    @Nullable Integer fewest,
    @Nullable Integer enough,
    List<CutPlan.Remaining> remaining,
    List<CutPlan.Outcome> findings,
    Effect effect) {

  /// One change.
  ///
  /// @param source the id of the source that would be changed
  /// @param resource the key of the resource that would be changed
  /// @param principal the key of the account or group that loses something
  /// @param gain by how much the exposure falls, those before it made
  /// @param identitiesLosing how many identities reach less by it, those before it made
  /// @param losing some of them
  /// @param residual ways that stay if this is the only change
  public record Change(
      String sentence,
      Removal.Kind kind,
      String source,
      String resource,
      String attribute,
      String value,
      String principal,
      EdgeUse use,
      long gain,
      int identitiesLosing,
      List<CutChange.Loser> losing,
      List<CutChange.Residual> residual) {

    static Change of(CutChange change) {
      Removal removal = change.removal();
      return new Change(
          change.sentence(),
          removal.kind(),
          removal.resource().source(),
          removal.resource().value(),
          removal.attribute(),
          removal.value(),
          removal.principal().value(),
          change.use(),
          change.gain(),
          change.identitiesLosing(),
          change.losing(),
          change.residual());
    }
  }

  /// The answer for a plan.
  public static CutAnswer of(CutPlan plan, Effect effect) {
    return new CutAnswer(
        plan.goal(),
        plan.budget(),
        plan.spare(),
        plan.method(),
        plan.attained(),
        plan.answer(),
        plan.changes().stream().map(Change::of).toList(),
        plan.before(),
        plan.after(),
        Math.round(plan.share() * 1000) / 10.0,
        orNull(plan.fewest()),
        orNull(plan.enough()),
        plan.remaining(),
        plan.findings(),
        effect);
  }

  private static @Nullable Integer orNull(OptionalInt known) {
    return known.isPresent() ? known.getAsInt() : null;
  }
}
