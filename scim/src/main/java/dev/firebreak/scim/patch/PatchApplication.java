package dev.firebreak.scim.patch;

import dev.firebreak.scim.filter.Op;
import dev.firebreak.scim.filter.ScimFilter;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.resource.Assigned;
import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.AttributeRules;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Carries out operations on one JSON object, in place (RFC 7644 §3.5.2.1–3). After a refusal the
/// object is half changed, and of no use.
final class PatchApplication {
  private enum Mode {
    ADD,
    REPLACE,
    REMOVE
  }

  private final ObjectNode root;
  private final AttributeRules rules;

  PatchApplication(ObjectNode root, AttributeRules rules) {
    this.root = root;
    this.rules = rules;
  }

  /// Carries out one operation.
  ///
  /// @throws PatchRefused when it cannot be
  void apply(PatchOp operation) {
    var fixed = new FixedAttributes(root, rules);
    switch (operation) {
      case PatchOp.Add(var path, var value) -> put(Mode.ADD, path, value);
      case PatchOp.Replace(var path, var value) -> put(Mode.REPLACE, path, value);
      case PatchOp.Remove(var path) -> put(Mode.REMOVE, path, NullNode.getInstance());
    }
    fixed.requireUnchanged();
  }

  private void put(Mode mode, @Nullable ScimPath path, JsonNode value) {
    if (path == null) {
      merge(mode, value);
      return;
    }
    ScimFilter filter = path.filter();
    String sub = path.sub();
    switch (Target.of(path.attribute(), value, root)) {
      case Target.Whole _ -> {
        if (mode == Mode.REMOVE || filter != null || sub != null) {
          throw refused(ScimType.INVALID_PATH, "a schema is no attribute");
        }
        merge(mode, object(value));
      }
      case Target.Extension(var urn) -> {
        if (filter != null) {
          throw refused(ScimType.INVALID_PATH, "an extension has no values to choose from");
        }
        if (sub == null) {
          extension(mode, urn, value);
        } else {
          attribute(mode, urn, sub, null, null, value);
        }
      }
      case Target.Attribute(var urn, var name) -> attribute(mode, urn, name, filter, sub, value);
    }
  }

  private void merge(Mode mode, JsonNode attributes) {
    for (Map.Entry<String, JsonNode> member : attributes.properties()) {
      String key = member.getKey();
      JsonNode value = member.getValue();
      switch (targetOf(key, value)) {
        case Target.Whole _ -> merge(mode, object(value));
        case Target.Extension(var urn) -> extension(mode, urn, value);
        case Target.Attribute(var urn, var name) -> attribute(mode, urn, name, null, null, value);
      }
    }
  }

  /// A member of an object is an attribute, never a path into one; a name that RFC 7643 does not
  /// allow is taken as it stands, for some service providers have such.
  private Target targetOf(String key, JsonNode value) {
    AttributePath path;
    try {
      path = AttributePath.parse(key);
    } catch (IllegalArgumentException e) {
      if (key.indexOf('[') >= 0) {
        throw refused(ScimType.INVALID_PATH, "a path belongs into \"path\", not into the value");
      }
      return key.indexOf(':') >= 0 && value.isObject()
          ? new Target.Extension(key)
          : new Target.Attribute(null, key);
    }
    if (path.sub() != null) {
      throw refused(ScimType.INVALID_PATH, "a path belongs into \"path\", not into the value");
    }
    return Target.of(path, value, root);
  }

  private void extension(Mode mode, String urn, JsonNode value) {
    if (!value.isObject() && Assigned.isUnassigned(value)) {
      if (mode != Mode.ADD) {
        Members.unset(root, urn);
      }
      return;
    }
    for (Map.Entry<String, JsonNode> member : object(value).properties()) {
      attribute(mode, urn, member.getKey(), null, null, member.getValue());
    }
  }

  private void attribute(
      Mode mode,
      @Nullable String urn,
      String name,
      @Nullable ScimFilter filter,
      @Nullable String sub,
      JsonNode value) {
    ObjectNode holder = urn == null ? root : holder(urn);
    String rule = urn == null ? name : urn + ":" + name;
    if (filter != null) {
      chosen(mode, holder, name, rule, filter, sub, value);
    } else if (sub != null) {
      within(mode, holder, name, rule, sub, value);
    } else {
      set(mode, holder, name, rule, value);
    }
    if (urn != null) {
      keep(urn, holder);
    }
  }

  /// The object of an extension, a new one where there is none.
  private ObjectNode holder(String urn) {
    JsonNode there = Members.value(root, urn);
    if (there == null) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (there instanceof ObjectNode object) {
      return object;
    }
    throw refused(ScimType.INVALID_PATH, "\"" + urn + "\" holds no attributes");
  }

  /// A resource lists the schema of each extension it has (RFC 7643 §3).
  private void keep(String urn, ObjectNode holder) {
    if (Assigned.isUnassigned(holder)) {
      Members.unset(root, urn);
      return;
    }
    root.set(Members.spelled(root, urn), holder);
    List<JsonNode> schemas = Members.elements(Members.value(root, "schemas"));
    if (!schemas.isEmpty()
        && schemas.stream().noneMatch(schema -> schema.asString("").equalsIgnoreCase(urn))) {
      set(
          Mode.ADD,
          root,
          "schemas",
          "schemas",
          JsonNodeFactory.instance.arrayNode().add(Members.spelled(root, urn)));
    }
  }

  /// One member of an object: several values are appended or exchanged, a complex one is merged,
  /// any other one set.
  private void set(Mode mode, ObjectNode holder, String name, String rule, JsonNode value) {
    String key = Members.spelled(holder, name);
    JsonNode old = Members.value(holder, name);
    if (old != null
        && rules.isImmutable(rule)
        && !Assigned.state(old).equals(Assigned.state(value))) {
      throw refused(ScimType.MUTABILITY, "\"" + rule + "\" is immutable");
    }
    boolean many = value.isArray() || (old != null && old.isArray()) || rules.isMultiValued(rule);
    if (old instanceof ObjectNode complex && value.isObject() && !many) {
      merge(mode, complex, rule, value);
      if (Assigned.isUnassigned(complex)) {
        holder.remove(key);
      }
    } else if (Assigned.isUnassigned(value)) {
      if (mode != Mode.ADD) {
        holder.remove(key);
      }
    } else if (many) {
      var values = new MultiValue();
      if (mode == Mode.ADD) {
        Members.elements(old).forEach(values::keep);
      }
      Members.elements(value).forEach(element -> values.put(Members.clean(element)));
      holder.set(key, values.toArray());
    } else if (old instanceof ObjectNode) {
      throw notComplex();
    } else {
      holder.set(key, Members.clean(value));
    }
  }

  private void merge(Mode mode, ObjectNode complex, String rule, JsonNode subAttributes) {
    for (Map.Entry<String, JsonNode> member : subAttributes.properties()) {
      set(mode, complex, member.getKey(), rule + "." + member.getKey(), member.getValue());
    }
  }

  /// A sub-attribute of a complex attribute, in each of its values.
  private void within(
      Mode mode, ObjectNode holder, String name, String rule, String sub, JsonNode value) {
    JsonNode old = Members.value(holder, name);
    if (old == null && (mode == Mode.REMOVE || Assigned.isUnassigned(value))) {
      return;
    }
    if (old == null) {
      ObjectNode made = JsonNodeFactory.instance.objectNode();
      set(mode, made, sub, rule + "." + sub, value);
      set(Mode.ADD, holder, name, rule, made);
      return;
    }
    var values = new MultiValue();
    for (JsonNode element : Members.elements(old)) {
      set(mode, complex(element, rule), sub, rule + "." + sub, value);
      values.put(element);
    }
    write(holder, name, values, old.isArray());
  }

  /// The values that a filter chooses, or a sub-attribute of them.
  private void chosen(
      Mode mode,
      ObjectNode holder,
      String name,
      String rule,
      ScimFilter filter,
      @Nullable String sub,
      JsonNode value) {
    JsonNode old = Members.value(holder, name);
    List<JsonNode> elements = Members.elements(old);
    if (mode == Mode.REMOVE && sub == null) {
      withoutChosen(holder, name, elements, filter);
      return;
    }
    var values = new MultiValue();
    boolean any = false;
    for (JsonNode element : elements) {
      if (!filter.matches(element)) {
        values.keep(element);
        continue;
      }
      any = true;
      if (sub != null) {
        set(mode, complex(element, rule), sub, rule + "." + sub, value);
        values.put(element);
      } else if (mode == Mode.ADD) {
        merge(mode, complex(element, rule), rule, object(value));
        values.put(element);
      } else if (!Assigned.isUnassigned(value)) {
        values.put(Members.clean(one(value)));
      }
    }
    if (any) {
      write(holder, name, values, old != null && old.isArray());
    } else if (mode != Mode.REMOVE) {
      if (mode == Mode.REPLACE) {
        throw noTarget(rule);
      }
      ObjectNode made = named(filter, rule);
      if (sub == null) {
        merge(mode, made, rule, object(value));
      } else {
        set(mode, made, sub, rule + "." + sub, value);
      }
      if (!filter.matches(made)) {
        throw noTarget(rule);
      }
      set(mode, holder, name, rule, JsonNodeFactory.instance.arrayNode().add(made));
    }
  }

  private static void withoutChosen(
      ObjectNode holder, String name, List<JsonNode> elements, ScimFilter filter) {
    List<JsonNode> left = elements.stream().filter(element -> !filter.matches(element)).toList();
    if (left.isEmpty()) {
      Members.unset(holder, name);
    } else if (left.size() < elements.size()) {
      holder.set(Members.spelled(holder, name), JsonNodeFactory.instance.arrayNode().addAll(left));
    }
  }

  /// The value that a filter of nothing but `eq` and `and` describes: adding to it creates it.
  private static ObjectNode named(ScimFilter filter, String rule) {
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    name(filter, made, rule);
    return made;
  }

  private static void name(ScimFilter filter, ObjectNode made, String rule) {
    switch (filter) {
      case ScimFilter.Compare(var attribute, var op, var value)
          when op == Op.EQ && attribute.urn() == null && attribute.sub() == null ->
          made.set(attribute.name(), value);
      case ScimFilter.And(var left, var right) -> {
        name(left, made, rule);
        name(right, made, rule);
      }
      case ScimFilter.Compare _,
          ScimFilter.Present _,
          ScimFilter.Or _,
          ScimFilter.Not _,
          ScimFilter.ValuePath _ ->
          throw noTarget(rule);
    }
  }

  private static void write(ObjectNode holder, String name, MultiValue values, boolean asArray) {
    var array = values.toArray();
    if (array.isEmpty()) {
      Members.unset(holder, name);
    } else {
      holder.set(Members.spelled(holder, name), asArray ? array : array.get(0));
    }
  }

  private static ObjectNode complex(JsonNode element, String rule) {
    if (element instanceof ObjectNode object) {
      return object;
    }
    throw refused(ScimType.INVALID_PATH, "\"" + rule + "\" has no sub-attributes");
  }

  private static JsonNode object(JsonNode value) {
    if (value.isObject()) {
      return value;
    }
    throw notComplex();
  }

  private static PatchRefused notComplex() {
    return refused(ScimType.INVALID_VALUE, "an object of attributes is needed here");
  }

  private static JsonNode one(JsonNode value) {
    if (value.isArray()) {
      throw refused(ScimType.INVALID_VALUE, "one value is needed here, not several");
    }
    return value;
  }

  private static PatchRefused noTarget(String rule) {
    return refused(ScimType.NO_TARGET, "no value of \"" + rule + "\" matches the filter");
  }

  private static PatchRefused refused(ScimType scimType, String why) {
    return new PatchRefused(scimType, why);
  }
}
