package dev.firebreak.web.http;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An OpenAPI document as it is kept: keys in order, without the address of the server.
final class ApiSnapshot {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ApiSnapshot() {}

  static String text(JsonNode document) {
    ObjectNode kept = (ObjectNode) ordered(document);
    kept.remove("servers");
    return JSON.writeValueAsString(kept) + "\n";
  }

  private static JsonNode ordered(JsonNode node) {
    if (node.isObject()) {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      node.propertyNames().stream()
          .sorted()
          .forEach(name -> all.set(name, ordered(node.get(name))));
      return all;
    }
    if (node.isArray()) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      node.forEach(each -> all.add(ordered(each)));
      return all;
    }
    return node;
  }
}
