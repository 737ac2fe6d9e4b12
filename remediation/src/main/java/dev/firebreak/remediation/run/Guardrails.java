package dev.firebreak.remediation.run;

import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemoveGrant;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.plan.Restoring;
import dev.firebreak.remediation.plan.SetEndDate;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// What no plan and no approval overrides.
///
/// @param budget how much may be changed
/// @param protection who and what is left alone
/// @param adminGroups which groups keep two active members at least
/// @param approval whose word a plan needs
/// @param breaker when a source is no longer trusted, and a run no longer worth going on
/// @param window when changes may be sent; null for always
/// @param maxHarvestAge how old the last complete harvest of a touched source may be
/// @param writesPerSecond how many changes a source gets in a second, at most
/// @param canary whether the first change of a run goes alone
public record Guardrails(
    Budget budget,
    Protection protection,
    AdminGroups adminGroups,
    ApprovalRules approval,
    Breaker.Limits breaker,
    @Nullable ChangeWindow window,
    Duration maxHarvestAge,
    double writesPerSecond,
    boolean canary) {

  /// What holds where nothing else is asked for; nobody is protected by name, and changes may be
  /// sent at any time.
  public static final Guardrails STANDARD =
      new Guardrails(
          Budget.STANDARD,
          Protection.NONE,
          AdminGroups.STANDARD,
          ApprovalRules.STANDARD,
          Breaker.Limits.STANDARD,
          null,
          Duration.ofHours(24),
          2,
          true);

  public Guardrails {
    if (maxHarvestAge.isNegative() || maxHarvestAge.isZero()) {
      throw new IllegalArgumentException("max-harvest-age-hours must be at least 1");
    }
    if (!(writesPerSecond > 0 && writesPerSecond <= 1_000)) {
      throw new IllegalArgumentException("writes-per-second must be more than 0, 1000 at most");
    }
  }

  /// The same with another budget.
  public Guardrails with(Budget other) {
    return new Guardrails(
        other,
        protection,
        adminGroups,
        approval,
        breaker,
        window,
        maxHarvestAge,
        writesPerSecond,
        canary);
  }

  /// The same with others protected.
  public Guardrails with(Protection other) {
    return new Guardrails(
        budget,
        other,
        adminGroups,
        approval,
        breaker,
        window,
        maxHarvestAge,
        writesPerSecond,
        canary);
  }

  /// The same with other approvals.
  public Guardrails with(ApprovalRules other) {
    return new Guardrails(
        budget,
        protection,
        adminGroups,
        other,
        breaker,
        window,
        maxHarvestAge,
        writesPerSecond,
        canary);
  }

  /// The same with another window, and with or without a first change alone.
  public Guardrails with(@Nullable ChangeWindow other, boolean firstAlone) {
    return new Guardrails(
        budget,
        protection,
        adminGroups,
        approval,
        breaker,
        other,
        maxHarvestAge,
        writesPerSecond,
        firstAlone);
  }

  /// Whether a change would leave an attribute without a value that must have one, as the end of
  /// "not allowed: …".
  ///
  /// @param values the values that the attribute has now
  public Optional<String> wouldEmpty(PlannedChange change, SortedSet<String> values) {
    if (!change.applyTo(values).isEmpty()) {
      return Optional.empty();
    }
    return switch (change) {
      case RemoveMember member ->
          Optional.of(
              "it would leave " + member.groupName() + " without members, and no group is emptied");
      case RemoveRight right when right.last() -> Optional.empty();
      case RemoveRight _ ->
          Optional.of(
              "it became the last right of its permission, which must keep one; plan again, and"
                  + " the permission itself goes");
      case RemoveGrant _, RemovePermission _, Deactivate _, SetEndDate _, Restoring _ ->
          Optional.empty();
    };
  }
}
