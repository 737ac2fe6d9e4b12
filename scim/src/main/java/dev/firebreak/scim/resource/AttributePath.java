package dev.firebreak.scim.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An attribute's name in standard notation (RFC 7644 §3.10): `userName`, `name.familyName`,
/// `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value`.
///
/// Printed as it was written; looked up without regard to case, the URN included. An extension as a
/// whole is an attribute too; where its URN ends in a version, as in `urn:example:custom:2.0`, that
/// URN stands alone and the name is empty.
///
/// @param urn the schema that qualifies the name, or null
/// @param name the attribute, or empty for the whole extension `urn`
/// @param sub its sub-attribute, or null
public record AttributePath(@Nullable String urn, String name, @Nullable String sub) {
  /// The sub-attribute that stands for an element of a multi-valued attribute (RFC 7643 §2.4).
  private static final String VALUE = "value";

  private static final Pattern VERSIONED = Pattern.compile(".+:[0-9]+(\\.[0-9]+)*");

  /// Checks each part against RFC 7644's grammar.
  ///
  /// @throws IllegalArgumentException when a part is no name by RFC 7644's grammar
  public AttributePath {
    boolean whole = name.isEmpty() && urn != null && sub == null && isVersioned(urn);
    if (!whole) {
      requireName(name);
    }
    if (sub != null) {
      requireName(sub);
    }
    if (urn != null && (urn.isEmpty() || urn.chars().anyMatch(AttributePath::endsPath))) {
      throw new IllegalArgumentException("\"" + urn + "\" is no schema URN");
    }
  }

  /// Reads a path as it stands in a filter or a mapping rule.
  ///
  /// @throws IllegalArgumentException when `text` is no attribute path
  public static AttributePath parse(String text) {
    if (isVersioned(text)) {
      return new AttributePath(text, "", null);
    }
    int colon = text.lastIndexOf(':');
    int dot = text.indexOf('.', colon + 1);
    return new AttributePath(
        colon < 0 ? null : text.substring(0, colon),
        text.substring(colon + 1, dot < 0 ? text.length() : dot),
        dot < 0 ? null : text.substring(dot + 1));
  }

  /// Whether a character cannot stand in a path, and so ends it inside a filter.
  public static boolean endsPath(int c) {
    return c <= ' ' || c == '[' || c == ']' || c == '(' || c == ')' || c == '"';
  }

  /// The path as [#parse] reads it.
  public String print() {
    return head() + (sub == null ? "" : "." + sub);
  }

  /// The path without its sub-attribute.
  public String head() {
    return urn == null ? name : name.isEmpty() ? urn : urn + ":" + name;
  }

  /// Whether a schema URN ends in a version, as `urn:example:custom:2.0` does.
  public static boolean isVersioned(String urn) {
    return VERSIONED.matcher(urn).matches();
  }

  /// The value here, an array as it stands. A sub-attribute of a multi-valued attribute is that of
  /// the element marked primary, else of the first that has one. Null, `[]` and absent are all
  /// empty.
  public Optional<JsonNode> in(JsonNode node) {
    JsonNode head = head(node);
    if (head == null || sub == null) {
      return Optional.ofNullable(head);
    }
    return preferred(
            elements(head).stream().filter(element -> member(element, sub) != null).toList())
        .map(element -> member(element, sub));
  }

  /// Every value here, in document order, through multi-valued attributes; a single value is one.
  public List<JsonNode> valuesIn(JsonNode node) {
    JsonNode head = head(node);
    if (head == null) {
      return List.of();
    }
    if (sub == null) {
      return elements(head);
    }
    var found = new ArrayList<JsonNode>();
    for (JsonNode element : elements(head)) {
      JsonNode here = member(element, sub);
      if (here != null) {
        found.addAll(elements(here));
      }
    }
    return found;
  }

  /// The scalar that `node` is or, as an element of a multi-valued attribute, stands for: its
  /// `value`.
  public static Optional<JsonNode> scalar(JsonNode node) {
    JsonNode value = node.isObject() ? member(node, VALUE) : node;
    return value == null || value.isContainer() ? Optional.empty() : Optional.of(value);
  }

  /// Of several values the one marked primary, else the first.
  static Optional<JsonNode> preferred(JsonNode node) {
    return node.isArray() ? preferred(elements(node)) : Optional.of(node);
  }

  private static Optional<JsonNode> preferred(List<JsonNode> elements) {
    return elements.stream()
        .filter(AttributePath::isPrimary)
        .findFirst()
        .or(() -> elements.stream().findFirst());
  }

  private static boolean isPrimary(JsonNode element) {
    JsonNode primary = element.isObject() ? member(element, "primary") : null;
    return primary != null && primary.asBoolean(false);
  }

  private @Nullable JsonNode head(JsonNode node) {
    if (urn == null || !node.isObject()) {
      return member(node, name);
    }
    JsonNode whole = member(node, head());
    if (whole != null || name.isEmpty()) {
      return whole;
    }
    JsonNode extension = member(node, urn);
    if (extension != null) {
      return member(extension, name);
    }
    return isOwnSchema(urn, node) ? member(node, name) : null;
  }

  /// Whether `urn` is the schema that a resource is of, not an extension: it qualifies the
  /// resource's top-level attributes, an extension's are under its key.
  public static boolean isOwnSchema(String urn, JsonNode resource) {
    JsonNode schemas = member(resource, "schemas");
    if (schemas == null) {
      return startsWithCore(urn);
    }
    String own = null;
    for (JsonNode element : elements(schemas)) {
      String schema = element.asString("");
      if (startsWithCore(schema)) {
        own = schema;
        break;
      }
      if (own == null && !schema.contains(":extension:") && member(resource, schema) == null) {
        own = schema;
      }
    }
    return own != null && own.equalsIgnoreCase(urn);
  }

  private static boolean startsWithCore(String schema) {
    return schema.regionMatches(true, 0, Schemas.CORE, 0, Schemas.CORE.length());
  }

  /// The assigned value of an attribute; a plain string in a multi-valued attribute is its own
  /// `value`.
  private static @Nullable JsonNode member(JsonNode node, String name) {
    if (!node.isObject()) {
      return node.isContainer() || !name.equalsIgnoreCase(VALUE) ? null : node;
    }
    JsonNode exact = node.get(name);
    if (exact != null) {
      return assigned(exact);
    }
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (property.getKey().equalsIgnoreCase(name)) {
        return assigned(property.getValue());
      }
    }
    return null;
  }

  private static @Nullable JsonNode assigned(JsonNode node) {
    return node.isNull() || (node.isArray() && node.isEmpty()) ? null : node;
  }

  private static List<JsonNode> elements(JsonNode node) {
    if (!node.isArray()) {
      return List.of(node);
    }
    var elements = new ArrayList<JsonNode>(node.size());
    for (JsonNode element : node) {
      if (!element.isNull()) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static void requireName(String name) {
    boolean valid = !name.isEmpty() && (isLetter(name.charAt(0)) || name.charAt(0) == '$');
    for (int i = 1; valid && i < name.length(); i++) {
      char c = name.charAt(i);
      valid = isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '$';
    }
    if (!valid) {
      throw new IllegalArgumentException("\"" + name + "\" is no attribute name");
    }
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
