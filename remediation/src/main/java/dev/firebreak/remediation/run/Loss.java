package dev.firebreak.remediation.run;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a resource had before a change and has not after it, beyond what the change was for: values
/// that are missing, and values that are others now.
///
/// @param values by attribute, as a SCIM path: the values as they were
/// @param withheld how many more there are that are secrets by their name; they are written nowhere
record Loss(Map<String, ArrayNode> values, int withheld) {
  static final Loss NONE = new Loss(Map.of(), 0);

  /// How many lost values are written down of one attribute; all are counted.
  private static final int WRITTEN = 1000;

  boolean isNone() {
    return values.isEmpty() && withheld == 0;
  }

  /// `2 other values of members and 1 of displayName`
  String words() {
    String counted =
        new TreeMap<>(values)
            .entrySet().stream()
                .map(each -> each.getValue().size() + " other values of " + each.getKey())
                .collect(Collectors.joining(", "));
    return withheld == 0
        ? counted
        : counted + (counted.isEmpty() ? "" : ", ") + withheld + " other values that are secret";
  }

  /// As evidence: each attribute with its `values` and their `count`, and how many are withheld.
  @Nullable JsonNode toJson() {
    if (isNone()) {
      return null;
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode attributes = json.putArray("attributes");
    new TreeMap<>(values)
        .forEach((attribute, lost) -> {
          ObjectNode one = attributes.addObject();
          one.put("attribute", attribute);
          one.put("count", lost.size());
          ArrayNode written = one.putArray("values");
          lost.forEach(value -> {
            if (written.size() < WRITTEN) {
              written.add(value);
            }
          });
        });
    json.put("withheld", withheld);
    return json;
  }
}
