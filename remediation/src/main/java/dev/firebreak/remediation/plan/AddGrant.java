package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import tools.jackson.databind.node.ArrayNode;

/// Gives an entitlement or a role to a user, or adds it to what a group grants.
///
/// @param resource the user or group that carries it
/// @param attribute `entitlements`, `roles`, or one of them qualified by the URN of an extension
/// @param value its value there
/// @param principal whoever gets it, commonly the resource itself
/// @param found the grant as the resource listed it, its end among it; of a grant for a time the
///   element with its `validTo`
public record AddGrant(
    NodeKey resource,
    String attribute,
    String value,
    String entitlementName,
    NodeKey principal,
    String principalName,
    ArrayNode found)
    implements Restoring {

  @Override
  public String sentence() {
    return "Give " + entitlementName + " to " + principalName;
  }
}
