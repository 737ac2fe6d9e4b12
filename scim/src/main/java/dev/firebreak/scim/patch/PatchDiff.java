package dev.firebreak.scim.patch;

import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.resource.Assigned;
import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.AttributeRules;
import dev.firebreak.scim.resource.ScimResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds the operations between two states of a resource, attribute by attribute. Each is carried
/// out on a copy as soon as it is found; where the narrow ones do not lead to the wished value, the
/// attribute is removed and added.
final class PatchDiff {
  private final ObjectNode now;
  private final AttributeRules rules;
  private final PatchApplication application;
  private final List<PatchOp> operations = new ArrayList<>();

  PatchDiff(ScimResource before, AttributeRules rules) {
    this.now = before.body().deepCopy();
    this.rules = rules;
    this.application =
        new PatchApplication(
            now, new AttributeRules(rules.multiValued(), Set.of(), rules.immutable(), Set.of()));
  }

  List<PatchOp> to(ScimResource after) {
    ObjectNode goal = after.body();
    union(now, goal)
        .forEach((key, name) -> {
          if (!key.equals("schemas")) {
            member(name, Members.value(goal, name));
          }
        });
    attribute(null, "schemas", Members.value(goal, "schemas"));
    return List.copyOf(operations);
  }

  /// An attribute of the resource, or an extension with attributes of its own.
  private void member(String name, @Nullable JsonNode wished) {
    JsonNode old = Members.value(now, name);
    boolean extension =
        name.indexOf(':') >= 0
            && (old == null || old.isObject())
            && (wished == null || wished.isObject());
    if (extension && old instanceof ObjectNode before && wished instanceof ObjectNode after) {
      union(before, after)
          .forEach((_, inner) -> attribute(name, inner, Members.value(after, inner)));
    } else {
      attribute(null, name, wished);
    }
  }

  private void attribute(@Nullable String urn, String name, @Nullable JsonNode wished) {
    if (rules.isReadOnly(urn == null ? name : urn + ":" + name) || isReached(urn, name, wished)) {
      return;
    }
    int mark = operations.size();
    ObjectNode saved = now.deepCopy();
    try {
      narrow(new Spot(urn, name), current(urn, name), wished);
    } catch (PatchRefused e) {
      // what cannot be said narrowly is said below
    }
    if (!isReached(urn, name, wished)) {
      operations.subList(mark, operations.size()).clear();
      now.removeAll();
      now.setAll(saved);
      var spot = new Spot(urn, name);
      if (current(urn, name) != null) {
        emit(spot.remove());
      }
      if (wished != null) {
        emit(spot.add(wished));
      }
      if (!isReached(urn, name, wished)) {
        throw new PatchRefused(
            ScimType.INVALID_PATH, "no patch gives \"" + name + "\" the value it should have");
      }
    }
  }

  private void narrow(Spot spot, @Nullable JsonNode old, @Nullable JsonNode wished) {
    if (wished == null) {
      emit(spot.remove());
    } else if (old == null) {
      emit(spot.add(wished));
    } else if (old.isArray() || wished.isArray()) {
      values(spot, old, wished);
    } else if (old instanceof ObjectNode before && wished instanceof ObjectNode after) {
      subAttributes(spot, before, after);
    } else {
      emit(spot.replace(wished));
    }
  }

  private void values(Spot spot, JsonNode old, JsonNode wished) {
    var change = new ValueChange(Members.elements(old), Members.elements(wished));
    AttributePath attribute = spot.attribute();
    List<PatchOp> narrow = attribute == null ? List.of() : change.operations(attribute);
    if (narrow.isEmpty()) {
      emit(spot.replace(wished));
    } else {
      narrow.forEach(this::emit);
    }
  }

  private void subAttributes(Spot spot, ObjectNode old, ObjectNode wished) {
    AttributePath attribute = spot.attribute();
    if (attribute == null || attribute.name().isEmpty()) {
      emit(spot.replace(wished));
      return;
    }
    ObjectNode changed = JsonNodeFactory.instance.objectNode();
    List<String> gone = new ArrayList<>();
    for (String sub : union(old, wished).values()) {
      JsonNode value = Members.value(wished, sub);
      if (value == null) {
        gone.add(sub);
      } else if (!same(Members.value(old, sub), value)) {
        changed.set(sub, value);
      }
    }
    for (String sub : gone) {
      requireName(sub);
      emit(new PatchOp.Remove(new ScimPath(attribute, null, sub)));
    }
    if (changed.size() == 1 && isName(changed.propertyNames().iterator().next())) {
      changed
          .properties()
          .forEach(sub ->
              emit(
                  new PatchOp.Replace(
                      new ScimPath(attribute, null, sub.getKey()), sub.getValue())));
    } else if (!changed.isEmpty()) {
      emit(spot.replace(changed));
    }
  }

  private void emit(PatchOp operation) {
    application.apply(operation);
    operations.add(operation);
  }

  private boolean isReached(@Nullable String urn, String name, @Nullable JsonNode wished) {
    return same(current(urn, name), wished);
  }

  private @Nullable JsonNode current(@Nullable String urn, String name) {
    if (urn == null) {
      return Members.value(now, name);
    }
    return Members.value(now, urn) instanceof ObjectNode extension
        ? Members.value(extension, name)
        : null;
  }

  private static boolean same(@Nullable JsonNode some, @Nullable JsonNode other) {
    return state(some).equals(state(other));
  }

  private static JsonNode state(@Nullable JsonNode value) {
    return value == null ? NullNode.getInstance() : Assigned.state(value);
  }

  /// The names of both in order, by their lower-case form.
  private static Map<String, String> union(ObjectNode some, ObjectNode others) {
    var names = new TreeMap<String, String>();
    others.propertyNames().forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
    some.propertyNames().forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
    return names;
  }

  private static void requireName(String sub) {
    if (!isName(sub)) {
      throw new PatchRefused(ScimType.INVALID_PATH, "\"" + sub + "\" has no path");
    }
  }

  private static boolean isName(String text) {
    AttributePath path = Spot.path(text);
    return path != null && path.urn() == null && path.sub() == null;
  }
}
