package dev.firebreak.remediation.run;

import dev.firebreak.remediation.plan.NeverTouch;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/// Who and what is left alone, by whatever it is called.
///
/// @param neverTouch accounts, groups and containers that somebody named
/// @param ownPrincipals the accounts that Firebreak itself signs in with
/// @param approvers the accounts of those who approve plans
public record Protection(NeverTouch neverTouch, NeverTouch ownPrincipals, NeverTouch approvers) {

  /// Nobody is protected.
  public static final Protection NONE =
      new Protection(NeverTouch.NONE, NeverTouch.NONE, NeverTouch.NONE);

  /// Why a resource, as it is now, must not be touched.
  public Optional<String> of(ScimResource resource) {
    return of(list -> list.match(resource));
  }

  /// Why something with one of these names must not be touched.
  Optional<String> of(Collection<String> names) {
    return of(list -> list.match(names));
  }

  private Optional<String> of(Function<NeverTouch, Optional<String>> match) {
    return match
        .apply(neverTouch)
        .map(name -> name + " is on the never-touch list")
        .or(() ->
            match
                .apply(ownPrincipals)
                .map(name -> name + " is an account that Firebreak itself signs in with"))
        .or(() -> match.apply(approvers).map(name -> name + " is the account of an approver"));
  }

  /// Whether anybody is protected at all, so that principals must be looked at.
  boolean protectsAnybody() {
    return !neverTouch.isEmpty() || !ownPrincipals.isEmpty() || !approvers.isEmpty();
  }
}
