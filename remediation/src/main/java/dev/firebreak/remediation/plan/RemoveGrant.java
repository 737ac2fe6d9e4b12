package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;

/// Takes an entitlement or a role from a user, or out of what a group grants.
///
/// @param resource the user or group that carries it
/// @param attribute `entitlements`, `roles`, or one of them qualified by the URN of an extension
/// @param value its value there
/// @param principal whoever holds it, commonly the resource itself
public record RemoveGrant(
    NodeKey resource,
    String attribute,
    String value,
    String entitlementName,
    NodeKey principal,
    String principalName)
    implements Removing {

  @Override
  public Removal removal() {
    return new Removal(
        Removal.Kind.GRANT, resource, attribute, value, entitlementName, principal, principalName);
  }

  @Override
  public ScimWrite write() {
    return new ScimWrite.Patch(
        PatchRequest.remove(ScimPath.valueEquals(attribute, "value", value)));
  }

  @Override
  public String sentence() {
    return removal().sentence();
  }
}
