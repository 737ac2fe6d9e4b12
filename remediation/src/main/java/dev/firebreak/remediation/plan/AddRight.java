package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import tools.jackson.databind.node.ArrayNode;

/// Adds one right to a permission on a container.
///
/// @param resource the ContainerPermission
/// @param right the right's name, such as `RetrieveAccounts`
/// @param principal the account or group that the permission is for
/// @param found the right as the permission listed it
public record AddRight(
    NodeKey resource,
    String right,
    String containerName,
    NodeKey principal,
    String principalName,
    ArrayNode found)
    implements Restoring {

  @Override
  public String attribute() {
    return RemoveRight.RIGHTS;
  }

  @Override
  public String value() {
    return right;
  }

  @Override
  public String sentence() {
    return "Give " + right + " on " + containerName + " to " + principalName;
  }
}
