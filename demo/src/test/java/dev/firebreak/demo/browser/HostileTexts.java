package dev.firebreak.demo.browser;

import dev.firebreak.demo.larkspur.Larkspur;
import dev.firebreak.demo.larkspur.LarkspurProviders;
import dev.firebreak.demo.larkspur.ServedSource;
import dev.firebreak.providers.ScimProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Every text that people read of Larkspur's resources, followed by something that would become an
/// element and run if a page took it for markup.
final class HostileTexts {

  /// The class of the elements that must not come to be.
  static final String MARK = "planted-element";

  /// What is put behind every text.
  static final String SCRIPT =
      " '\"></title></script></textarea><img class=" + MARK + " src=x onerror=alert(1)>";

  /// What is no text for people: identifiers, references, times, and words of a protocol.
  private static final Set<String> LEFT =
      Set.of(
          "id",
          "schemas",
          "$ref",
          "value",
          "type",
          "externalId",
          "meta",
          "emails",
          "source",
          "nativeIdentifier");

  private static final JsonMapper JSON = new JsonMapper();

  private HostileTexts() {}

  static void plant(Larkspur larkspur, LarkspurProviders providers) {
    plant(larkspur.doorway(), providers.doorway());
    plant(larkspur.ledgerone(), providers.ledgerone());
    plant(larkspur.strongroom(), providers.strongroom());
  }

  private static void plant(ServedSource source, ScimProvider provider) {
    source
        .resources()
        .forEach((endpoint, resources) ->
            provider.load(endpoint, resources.stream().map(HostileTexts::poisoned).toList()));
  }

  private static String poisoned(String resource) {
    JsonNode node = JSON.readTree(resource);
    poison(node);
    return node.toString();
  }

  private static void poison(JsonNode node) {
    switch (node) {
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> each : List.copyOf(object.properties())) {
          if (LEFT.contains(each.getKey())) {
            continue;
          }
          if (each.getValue().isString() && isWords(each.getValue().asString())) {
            object.put(each.getKey(), each.getValue().asString() + SCRIPT);
          }
          poison(each.getValue());
        }
      }
      case ArrayNode array -> array.forEach(HostileTexts::poison);
      default -> {}
    }
  }

  private static boolean isWords(String text) {
    return !text.matches("\\d{4}-\\d\\d-\\d\\dT.*");
  }
}
