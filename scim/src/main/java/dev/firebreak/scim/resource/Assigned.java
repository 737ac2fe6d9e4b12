package dev.firebreak.scim.resource;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// What a JSON value says in SCIM, apart from how it is written: two values are the same state when
/// their [#state]s are equal.
///
/// Attribute names are in lower case; null, `[]` and `{}` are unassigned and left out (RFC 7643
/// §2.5); the values of a multi-valued attribute are a set, and a set of one is its value (§2.4);
/// 1.50 is 1.5. Text counts character by character, also where a filter would fold its case.
public final class Assigned {
  private Assigned() {}

  /// The state of a value, [NullNode] when it is unassigned. Shares nothing that can change.
  public static JsonNode state(JsonNode value) {
    if (value.isNumber()) {
      return DecimalNode.valueOf(value.decimalValue().stripTrailingZeros());
    }
    if (value.isObject()) {
      return members(value);
    }
    if (value.isArray()) {
      return values(value);
    }
    return value.isMissingNode() ? NullNode.getInstance() : value;
  }

  /// Whether a value is none: null, or nothing but nulls inside.
  public static boolean isUnassigned(JsonNode value) {
    if (!value.isContainer()) {
      return value.isNull() || value.isMissingNode();
    }
    for (JsonNode inner : value) {
      if (!isUnassigned(inner)) {
        return false;
      }
    }
    return true;
  }

  private static JsonNode members(JsonNode object) {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      JsonNode value = state(member.getValue());
      if (!value.isNull()) {
        state.set(member.getKey().toLowerCase(Locale.ROOT), value);
      }
    }
    return state.isEmpty() ? NullNode.getInstance() : state;
  }

  private static JsonNode values(JsonNode array) {
    var sorted = new TreeMap<String, JsonNode>();
    for (JsonNode element : array) {
      JsonNode value = state(element);
      if (!value.isNull()) {
        sorted.put(sortKey(value), value);
      }
    }
    if (sorted.size() < 2) {
      return sorted.isEmpty() ? NullNode.getInstance() : sorted.firstEntry().getValue();
    }
    ArrayNode state = JsonNodeFactory.instance.arrayNode(sorted.size());
    sorted.values().forEach(state::add);
    return state;
  }

  /// Equal for equal states only: the members of an object come in the order of their names.
  private static String sortKey(JsonNode state) {
    if (!state.isContainer()) {
      return state.toString();
    }
    var key = new StringBuilder();
    if (state.isArray()) {
      key.append('[');
      state.forEach(element -> key.append(sortKey(element)).append(','));
    } else {
      key.append('{');
      var names = new TreeMap<String, JsonNode>();
      state.properties().forEach(member -> names.put(member.getKey(), member.getValue()));
      names.forEach((name, value) ->
          key.append(ScimJson.quote(name)).append(':').append(sortKey(value)).append(','));
    }
    return key.toString();
  }
}
