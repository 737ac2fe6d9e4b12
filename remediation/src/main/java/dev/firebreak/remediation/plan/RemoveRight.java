package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.graph.model.NodeKey;
import tools.jackson.databind.node.ArrayNode;

/// Takes one right out of a permission on a container. A permission must keep a right, so the last
/// one goes with the permission itself.
///
/// @param resource the ContainerPermission
/// @param right the right's name, such as `RetrieveAccounts`
/// @param principal the account or group that the permission is for
/// @param last whether the permission has no other right
public record RemoveRight(
    NodeKey resource,
    String right,
    String containerName,
    NodeKey principal,
    String principalName,
    boolean last)
    implements Removing {

  /// The attribute that holds the rights of a permission.
  public static final String RIGHTS = "rights";

  /// How the sentence ends where the permission goes, too.
  static final String LAST = ", and with this last right the permission";

  /// One right of several, as far as is known before the permission is read.
  public RemoveRight(
      NodeKey resource,
      String right,
      String containerName,
      NodeKey principal,
      String principalName) {
    this(resource, right, containerName, principal, principalName, false);
  }

  /// The same right, as the last of its permission.
  RemoveRight asLast() {
    return new RemoveRight(resource, right, containerName, principal, principalName, true);
  }

  @Override
  public String attribute() {
    return RIGHTS;
  }

  @Override
  public String value() {
    return right;
  }

  @Override
  public Removal removal() {
    return new Removal(
        Removal.Kind.RIGHT, resource, RIGHTS, right, containerName, principal, principalName);
  }

  @Override
  public ScimWrite write() {
    return last ? new ScimWrite.Delete() : Removing.super.write();
  }

  @Override
  public String sentence() {
    return removal().sentence() + (last ? LAST : "");
  }

  @Override
  public Restoring inverse(ArrayNode taken) {
    return last
        ? new CreatePermission(resource, containerName, principal, principalName, taken)
        : new AddRight(resource, right, containerName, principal, principalName, taken);
  }
}
