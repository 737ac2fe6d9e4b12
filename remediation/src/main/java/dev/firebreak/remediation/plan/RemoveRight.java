package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;

/// Takes one right out of a permission on a container.
///
/// @param resource the ContainerPermission
/// @param right the right's name, such as `RetrieveAccounts`
/// @param principal the account or group that the permission is for
public record RemoveRight(
    NodeKey resource, String right, String containerName, NodeKey principal, String principalName)
    implements PlannedChange {

  /// The attribute that holds the rights of a permission.
  public static final String RIGHTS = "rights";

  @Override
  public String attribute() {
    return RIGHTS;
  }

  @Override
  public String value() {
    return right;
  }

  @Override
  public PatchRequest request() {
    return PatchRequest.remove(ScimPath.valueEquals(RIGHTS, "value", right));
  }

  @Override
  public String sentence() {
    return "Take " + right + " on " + containerName + " from " + principalName;
  }
}
