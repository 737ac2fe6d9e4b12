package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.graph.model.NodeKey;
import tools.jackson.databind.node.ArrayNode;

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
  public AddGrant inverse(ArrayNode taken) {
    return new AddGrant(
        resource, attribute, value, entitlementName, principal, principalName, taken);
  }
}
