package dev.firebreak.remediation.run;

import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.NeverTouch;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.RemoveGrant;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.plan.Restoring;
import dev.firebreak.remediation.plan.SetEndDate;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;

/// What no plan and no approval overrides. Each answer is the reason why something is forbidden, or
/// empty.
///
/// @param maxChanges how many changes one run may make
/// @param neverTouch accounts and groups that are left alone
/// @param ownPrincipals the accounts that Firebreak itself signs in with
/// @param fourEyes whether somebody else than the proposer must approve
public record Guardrails(
    int maxChanges, NeverTouch neverTouch, NeverTouch ownPrincipals, boolean fourEyes) {

  /// How many changes one run may make, where nothing else is asked for.
  public static final int DEFAULT_MAX_CHANGES = 25;

  public Guardrails {
    if (maxChanges < 1) {
      throw new IllegalArgumentException(
          "a run must be allowed at least 1 change, not " + maxChanges);
    }
  }

  /// 25 changes in a run, nobody protected, two pairs of eyes.
  public static Guardrails standard() {
    return new Guardrails(DEFAULT_MAX_CHANGES, NeverTouch.NONE, NeverTouch.NONE, true);
  }

  /// Whether a plan changes too much at once.
  public Optional<String> overBudget(int changes) {
    return changes > maxChanges
        ? Optional.of(
            "The plan has %d changes and a run may make %d. Split it."
                .formatted(changes, maxChanges))
        : Optional.empty();
  }

  /// Whether this person may approve this plan.
  public Optional<String> mayNotApprove(RemediationPlan plan, String by) {
    return fourEyes && plan.proposedBy().equals(by)
        ? Optional.of(by + " proposed plan " + plan.id() + "; somebody else must approve it.")
        : Optional.empty();
  }

  /// Whether a resource, as it is now, must not be touched.
  public Optional<String> isProtected(ScimResource resource) {
    return neverTouch
        .match(resource)
        .map(name -> name + " is on the never-touch list")
        .or(() ->
            ownPrincipals
                .match(resource)
                .map(name -> name + " is an account that Firebreak itself signs in with"));
  }

  /// Whether one of these names is of somebody who must not be touched.
  public Optional<String> isProtected(Collection<String> names) {
    return neverTouch
        .match(names)
        .map(name -> name + " is on the never-touch list")
        .or(() ->
            ownPrincipals
                .match(names)
                .map(name -> name + " is an account that Firebreak itself signs in with"));
  }

  /// Whether anybody is protected at all, so that principals must be looked at.
  boolean protectsAnybody() {
    return !neverTouch.isEmpty() || !ownPrincipals.isEmpty();
  }

  /// Whether a change would leave an attribute without a value that must have one.
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
