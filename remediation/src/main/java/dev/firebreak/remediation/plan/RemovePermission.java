package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;

/// Takes a whole permission on a container away, with all its rights.
///
/// @param resource the ContainerPermission
/// @param principal the account or group that the permission is for
/// @param rights the names of its rights as far as the graph knows them
public record RemovePermission(
    NodeKey resource,
    String containerName,
    NodeKey principal,
    String principalName,
    List<String> rights)
    implements Taking {

  /// Stands for all rights, and is there as long as the permission is.
  public static final String WHOLE = "*";

  public RemovePermission {
    rights = rights.stream().distinct().sorted().toList();
  }

  @Override
  public String attribute() {
    return RemoveRight.RIGHTS;
  }

  @Override
  public String value() {
    return WHOLE;
  }

  @Override
  public ScimWrite write() {
    return new ScimWrite.Delete();
  }

  @Override
  public String sentence() {
    return "Take the permission on " + containerName + " from " + principalName;
  }

  /// The rights, and [#WHOLE] for the permission: one without rights is still there.
  @Override
  public SortedSet<String> valuesIn(ScimResource shown) {
    TreeSet<String> values = new TreeSet<>(shown.texts(RemoveRight.RIGHTS));
    values.add(WHOLE);
    return Collections.unmodifiableSortedSet(values);
  }

  @Override
  public SortedSet<String> applyTo(SortedSet<String> before) {
    return Collections.emptySortedSet();
  }

  @Override
  public CreatePermission inverse(ArrayNode taken) {
    return new CreatePermission(resource, containerName, principal, principalName, taken);
  }

  @Override
  public List<Removal> removals() {
    return rights.stream()
        .map(right ->
            new RemoveRight(resource, right, containerName, principal, principalName).removal())
        .toList();
  }
}
