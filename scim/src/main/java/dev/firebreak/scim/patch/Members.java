package dev.firebreak.scim.patch;

import dev.firebreak.scim.resource.Assigned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The members of a JSON object by names without regard to case (RFC 7643 §2.1).
final class Members {
  private Members() {}

  /// The name as the object spells it, else as it is given.
  static String spelled(ObjectNode object, String name) {
    if (object.has(name)) {
      return name;
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getKey();
      }
    }
    return name;
  }

  /// The value of that name, null when it is unassigned.
  static @Nullable JsonNode value(ObjectNode object, String name) {
    JsonNode value = object.get(spelled(object, name));
    return value == null || Assigned.isUnassigned(value) ? null : value;
  }

  static void unset(ObjectNode object, String name) {
    object.remove(spelled(object, name));
  }

  /// The assigned values of a multi-valued attribute; a single one is one.
  static List<JsonNode> elements(@Nullable JsonNode value) {
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      return List.of(value);
    }
    var elements = new ArrayList<JsonNode>(value.size());
    for (JsonNode element : value) {
      if (!Assigned.isUnassigned(element)) {
        elements.add(element);
      }
    }
    return elements;
  }

  /// A copy without what is unassigned.
  static JsonNode clean(JsonNode value) {
    if (value.isArray()) {
      ArrayNode clean = JsonNodeFactory.instance.arrayNode(value.size());
      elements(value).forEach(element -> clean.add(clean(element)));
      return clean;
    }
    if (!value.isObject()) {
      return value;
    }
    ObjectNode clean = JsonNodeFactory.instance.objectNode();
    value
        .properties()
        .forEach(member -> {
          if (!Assigned.isUnassigned(member.getValue())) {
            clean.set(member.getKey(), clean(member.getValue()));
          }
        });
    return clean;
  }
}
