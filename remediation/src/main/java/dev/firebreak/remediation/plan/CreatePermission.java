package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes a permission on a container again, as it was. Its source may give it another id, so it is
/// known by its container and by whom it is for.
///
/// @param resource the ContainerPermission as it was called before
/// @param principal the account or group that the permission is for
/// @param found the permission as it was found, alone in the list
public record CreatePermission(
    NodeKey resource,
    String containerName,
    NodeKey principal,
    String principalName,
    ArrayNode found)
    implements Restoring {

  public CreatePermission {
    if (!(found.path(0) instanceof ObjectNode permission)
        || new ScimResource(permission).text("container").isEmpty()) {
      throw new IllegalArgumentException(
          resource + " cannot be made again: nobody knows any more what it was");
    }
  }

  @Override
  public String attribute() {
    return RemoveRight.RIGHTS;
  }

  @Override
  public String value() {
    return RemovePermission.WHOLE;
  }

  @Override
  public ScimWrite write() {
    ObjectNode body = was().body().deepCopy();
    body.remove(List.of("id", "meta"));
    return new ScimWrite.Post(body);
  }

  @Override
  public String sentence() {
    return "Make the permission of " + principalName + " on " + containerName + " again";
  }

  /// What is searched in place of the id.
  public String container() {
    return was().text("container").orElseThrow();
  }

  /// Whether a permission that was found is for the same container and the same holder.
  public boolean isSame(ScimResource permission) {
    return permission.text("container").equals(was().text("container"))
        && holder(permission).isPresent()
        && holder(permission).equals(holder(was()));
  }

  @Override
  public List<JsonNode> touched(ScimResource shown) {
    return List.of();
  }

  @Override
  public SortedSet<String> applyTo(SortedSet<String> before) {
    TreeSet<String> after = new TreeSet<>(before);
    after.addAll(was().texts(RemoveRight.RIGHTS));
    return Collections.unmodifiableSortedSet(after);
  }

  /// The same with the rights of another change of it.
  public CreatePermission with(Restoring more) {
    ObjectNode permission = was().body().deepCopy();
    ArrayNode rights = permission.withArray(RemoveRight.RIGHTS);
    TreeSet<String> there = new TreeSet<>(was().texts(RemoveRight.RIGHTS));
    for (JsonNode right : more.found()) {
      if (right.isString() && there.add(right.asString())) {
        rights.add(right);
      }
    }
    return new CreatePermission(
        resource,
        containerName,
        principal,
        principalName,
        JsonNodeFactory.instance.arrayNode().add(permission));
  }

  private ScimResource was() {
    return new ScimResource((ObjectNode) found.get(0));
  }

  private static Optional<String> holder(ScimResource permission) {
    return permission
        .text("user")
        .map(id -> "user " + id)
        .or(() -> permission.text("group").map(id -> "group " + id));
  }
}
