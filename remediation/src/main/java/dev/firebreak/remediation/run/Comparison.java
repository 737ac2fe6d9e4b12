package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.SecretGuard;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RestoreEndDate;
import dev.firebreak.remediation.plan.SetEndDate;
import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.ScimResource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Holds the whole of a resource before a change against the whole of it after. Left out is what a
/// source changes by itself: `meta`, `schemas`, and the `display` and `$ref` of an element.
final class Comparison {
  private static final Set<String> ITS_OWN = Set.of("meta", "schemas");
  private static final Set<String> DERIVED = Set.of("display", "$ref");

  private final String touched;
  private final Set<String> asked;
  private final Set<JsonNode> meant;
  private final Map<String, ArrayNode> lost = new TreeMap<>();
  private int withheld;

  /// @param asked values that are to go
  /// @param meant elements that are to be others
  private Comparison(String touched, Set<String> asked, Set<JsonNode> meant) {
    this.touched = touched.replaceFirst("\\[.*", "");
    this.asked = asked;
    this.meant = meant;
  }

  /// What else was lost.
  static Loss of(PlannedChange change, ScimResource before, ScimResource after) {
    SortedSet<String> values = change.valuesIn(before);
    Set<String> asked = new HashSet<>(values);
    asked.removeAll(change.applyTo(values));
    Comparison comparison =
        new Comparison(change.attribute(), asked, Set.copyOf(meant(change, before)));
    comparison.members("", before.body(), after.body());
    return comparison.loss();
  }

  /// All of a resource that is gone, though it was to stay.
  static Loss ofAll(ScimResource before) {
    Comparison comparison = new Comparison("", Set.of(), Set.of());
    comparison.members("", before.body(), JsonNodeFactory.instance.objectNode());
    return comparison.loss();
  }

  private static List<JsonNode> meant(PlannedChange change, ScimResource before) {
    return switch (change) {
      case SetEndDate _, RestoreEndDate _ -> change.touched(before);
      case PlannedChange _ -> List.of();
    };
  }

  private Loss loss() {
    return new Loss(lost, withheld);
  }

  private void members(String path, JsonNode before, JsonNode after) {
    for (Map.Entry<String, JsonNode> member : before.properties()) {
      String name = member.getKey();
      if (path.isEmpty() && ITS_OWN.contains(name)) {
        continue;
      }
      String attribute = path.isEmpty() ? name : path + (isUrn(path) ? ":" : ".") + name;
      JsonNode now = after.path(name);
      switch (member.getValue().getNodeType()) {
        case OBJECT -> members(attribute, member.getValue(), now);
        case ARRAY -> elements(attribute, member.getValue(), now);
        case NULL, MISSING -> {}
        case STRING, NUMBER, BOOLEAN, BINARY, POJO -> {
          if (!member.getValue().equals(now)) {
            lose(attribute, member.getValue());
          }
        }
      }
    }
  }

  /// Elements are the same if their values are, and what else they say, the derived left out.
  private void elements(String attribute, JsonNode before, JsonNode after) {
    Set<JsonNode> present = new HashSet<>();
    after.forEach(element -> present.add(significant(element)));
    for (JsonNode element : before) {
      if (!present.contains(significant(element))) {
        lose(attribute, element);
      }
    }
  }

  private void lose(String attribute, JsonNode value) {
    boolean wasAsked =
        attribute.equalsIgnoreCase(touched)
            && (meant.contains(value)
                || AttributePath.scalar(value)
                    .filter(scalar -> asked.contains(scalar.asString("")))
                    .isPresent());
    if (wasAsked) {
      return;
    }
    String name = attribute.substring(Math.max(attribute.lastIndexOf('.'), 0));
    JsonNode writable = SecretGuard.isSecret(name) ? null : writable(value);
    if (writable == null) {
      withheld++;
    } else {
      lost.computeIfAbsent(attribute, _ -> JsonNodeFactory.instance.arrayNode()).add(writable);
    }
  }

  /// The value without its secrets; null where nothing is left. Fractions become text, as evidence
  /// has none.
  private @Nullable JsonNode writable(JsonNode value) {
    if (value.isObject()) {
      ObjectNode kept = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        JsonNode inner = SecretGuard.isSecret(member.getKey()) ? null : writable(member.getValue());
        if (inner == null) {
          withheld++;
        } else {
          kept.set(member.getKey(), inner);
        }
      }
      return kept.isEmpty() && !value.isEmpty() ? null : kept;
    }
    if (value.isArray()) {
      ArrayNode kept = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> {
        JsonNode inner = writable(element);
        if (inner != null) {
          kept.add(inner);
        }
      });
      return kept;
    }
    return value.isNumber() && !value.isInt()
        ? JsonNodeFactory.instance.stringNode(value.asString())
        : value;
  }

  private static JsonNode significant(JsonNode element) {
    return element instanceof ObjectNode object && DERIVED.stream().anyMatch(object::has)
        ? object.deepCopy().remove(DERIVED)
        : element;
  }

  private static boolean isUrn(String path) {
    return path.startsWith("urn:") || path.startsWith("URN:");
  }
}
