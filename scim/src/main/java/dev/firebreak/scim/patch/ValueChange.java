package dev.firebreak.scim.patch;

import dev.firebreak.scim.filter.Op;
import dev.firebreak.scim.filter.ScimFilter;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.resource.Assigned;
import dev.firebreak.scim.resource.AttributePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What becomes of the values of one multi-valued attribute: some go, some come, some stay and are
/// not named.
final class ValueChange {
  private static final AttributePath VALUE = AttributePath.parse("value");

  private final List<JsonNode> old;
  private final Map<Object, List<JsonNode>> oldByValue = new HashMap<>();
  private final Map<JsonNode, JsonNode> gone = new LinkedHashMap<>();
  private final Map<JsonNode, JsonNode> come = new LinkedHashMap<>();
  private final Map<JsonNode, List<JsonNode>> comeByValue = new HashMap<>();
  private final boolean someStay;

  ValueChange(List<JsonNode> old, List<JsonNode> wished) {
    this.old = old;
    for (JsonNode value : old) {
      gone.put(Assigned.state(value), value);
      oldByValue.computeIfAbsent(likeness(value), _ -> new ArrayList<>()).add(value);
    }
    int before = gone.size();
    wished.forEach(value -> come.put(Assigned.state(value), value));
    var staying = new ArrayList<>(gone.keySet());
    staying.retainAll(come.keySet());
    staying.forEach(state -> {
      gone.remove(state);
      come.remove(state);
    });
    this.someStay = gone.size() < before;
    for (JsonNode value : come.values()) {
      if (value.isObject()) {
        AttributePath.scalar(value)
            .ifPresent(
                name -> comeByValue.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
      }
    }
  }

  /// The operations, or none when only the whole attribute can be replaced: nothing stays, or no
  /// filter chooses a value alone.
  List<PatchOp> operations(AttributePath attribute) {
    if (!someStay) {
      return List.of();
    }
    List<PatchOp> operations = new ArrayList<>();
    for (Map.Entry<JsonNode, JsonNode> value : gone.entrySet()) {
      ScimFilter filter = chooses(value.getKey(), value.getValue());
      if (filter == null) {
        return List.of();
      }
      var path = new ScimPath(attribute, filter, null);
      JsonNode successor = successor(value.getValue());
      operations.add(
          successor == null ? new PatchOp.Remove(path) : new PatchOp.Replace(path, successor));
    }
    if (!come.isEmpty()) {
      ArrayNode added = JsonNodeFactory.instance.arrayNode();
      come.values().forEach(added::add);
      operations.add(new PatchOp.Add(new ScimPath(attribute, null, null), added));
    }
    return operations;
  }

  /// The one new value with the same `value`: the same thing, described anew. Taken from those that
  /// come.
  private @Nullable JsonNode successor(JsonNode value) {
    List<JsonNode> candidates =
        value.isObject()
            ? AttributePath.scalar(value)
                .map(name -> comeByValue.getOrDefault(name, List.of()))
                .orElse(List.of())
            : List.of();
    return candidates.size() == 1 ? come.remove(Assigned.state(candidates.get(0))) : null;
  }

  /// A filter that matches this value and no other, by its `value` or else by all that it has.
  private @Nullable ScimFilter chooses(JsonNode state, JsonNode value) {
    JsonNode name = AttributePath.scalar(value).orElse(null);
    if (name != null) {
      ScimFilter byValue = new ScimFilter.Compare(VALUE, Op.EQ, name);
      if (choosesOnly(byValue, state, oldByValue.getOrDefault(likeness(value), List.of()))) {
        return byValue;
      }
    }
    ScimFilter byAll = null;
    for (Map.Entry<String, JsonNode> sub : value.properties()) {
      AttributePath path = Spot.path(sub.getKey());
      if (path != null
          && path.urn() == null
          && path.sub() == null
          && !sub.getValue().isContainer()
          && !sub.getValue().isNull()) {
        var same = new ScimFilter.Compare(path, Op.EQ, sub.getValue());
        byAll = byAll == null ? same : new ScimFilter.And(byAll, same);
      }
    }
    return byAll != null && choosesOnly(byAll, state, old) ? byAll : null;
  }

  private static boolean choosesOnly(ScimFilter filter, JsonNode state, List<JsonNode> among) {
    List<JsonNode> chosen = among.stream().filter(filter::matches).toList();
    return !chosen.isEmpty()
        && chosen.stream().allMatch(value -> Assigned.state(value).equals(state));
  }

  /// Equal for all values that a filter on `value` cannot tell apart.
  private static Object likeness(JsonNode value) {
    return AttributePath.scalar(value).map(ScimFilter::likeness).orElse("");
  }
}
