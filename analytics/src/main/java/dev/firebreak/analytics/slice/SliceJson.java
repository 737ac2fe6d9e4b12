package dev.firebreak.analytics.slice;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The form of a slice as JSON.
final class SliceJson {

  private SliceJson() {}

  /// The same without members that are null, at any depth.
  static ObjectNode withoutNulls(ObjectNode json) {
    List<String> absent =
        json.properties().stream()
            .filter(member -> member.getValue().isNull())
            .map(Map.Entry::getKey)
            .toList();
    json.remove(absent);
    json.forEach(SliceJson::clean);
    return json;
  }

  private static void clean(JsonNode node) {
    if (node instanceof ObjectNode object) {
      withoutNulls(object);
    } else {
      node.forEach(SliceJson::clean);
    }
  }
}
