package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a change took beside what it was to take, as changes that give it back.
public final class Lost {

  private Lost() {}

  /// One change for each element, or for the resource.
  ///
  /// @param change the change that took too much
  /// @param lost the elements of its attribute that went as well, as they were before; or the
  ///   permission itself, alone in the list
  /// @return empty where a change of this kind can take nothing else, or what it took cannot be
  ///   made again from here
  public static List<Restoring> restored(PlannedChange change, ArrayNode lost) {
    List<Restoring> restored = new ArrayList<>();
    for (JsonNode element : lost) {
      restored(change, element).ifPresent(restored::add);
    }
    return restored;
  }

  private static Optional<Restoring> restored(PlannedChange change, JsonNode element) {
    ArrayNode alone = JsonNodeFactory.instance.arrayNode().add(element);
    String value = AttributePath.scalar(element).map(each -> each.asString("")).orElse("");
    return switch (change) {
      case RemoveMember each when !value.isEmpty() ->
          Optional.of(
              new AddMember(
                  each.resource(),
                  each.groupName(),
                  member(each.source(), element, value),
                  shown(element, value),
                  alone));
      case RemoveGrant each when !value.isEmpty() ->
          Optional.of(
              new AddGrant(
                  each.resource(),
                  each.attribute(),
                  value,
                  shown(element, value),
                  each.principal(),
                  each.principalName(),
                  alone));
      case RemoveRight each when element instanceof ObjectNode && value.isEmpty() ->
          Optional.of(
              new CreatePermission(
                  each.resource(),
                  each.containerName(),
                  each.principal(),
                  each.principalName(),
                  alone));
      case RemoveRight each when !value.isEmpty() ->
          Optional.of(
              new AddRight(
                  each.resource(),
                  value,
                  each.containerName(),
                  each.principal(),
                  each.principalName(),
                  alone));
      case RemoveMember _,
          RemoveGrant _,
          RemoveRight _,
          RemovePermission _,
          Deactivate _,
          SetEndDate _,
          Restoring _ ->
          Optional.empty();
    };
  }

  /// Who says nothing of a member's type means a user.
  private static NodeKey member(String source, JsonNode element, String id) {
    String type =
        element.path("type").asString("").equalsIgnoreCase(ResourceType.GROUP.typeName())
            ? ResourceType.GROUP.typeName()
            : ResourceType.USER.typeName();
    return new NodeKey(source, type, id);
  }

  private static String shown(JsonNode element, String value) {
    return element instanceof ObjectNode complex
        ? new ScimResource(complex).text("display").orElse(value)
        : value;
  }
}
