package dev.firebreak.scim.filter;

import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;

/// A filter (RFC 7644 §3.4.2.2).
///
/// Multi-valued attributes match when any value does. Strings compare without regard to case, but
/// for `id`, `externalId`, `meta` and `$ref`, which are case-exact in RFC 7643. `ne` is the
/// opposite of `eq`, and `eq null` means unassigned.
public sealed interface ScimFilter {

  /// `attribute op value`
  ///
  /// @param value a JSON string, number, boolean or null; a number is kept in its shortest form
  record Compare(AttributePath attribute, Op op, JsonNode value) implements ScimFilter {
    /// Refuses an operator that such a value does not have.
    ///
    /// @throws IllegalArgumentException when the operator does not apply to such a value
    public Compare {
      boolean fits =
          switch (op) {
            case EQ, NE -> !value.isContainer() && !value.isMissingNode();
            case CO, SW, EW -> value.isString();
            case GT, GE, LT, LE -> value.isString() || value.isNumber();
          };
      if (!fits) {
        throw new IllegalArgumentException("\"" + op.word() + "\" cannot compare with " + value);
      }
      if (value.isNumber()) {
        value = DecimalNode.valueOf(value.decimalValue().stripTrailingZeros());
      }
    }
  }

  /// `attribute pr`: it has a value, and not an empty one.
  record Present(AttributePath attribute) implements ScimFilter {}

  /// `left and right`
  record And(ScimFilter left, ScimFilter right) implements ScimFilter {}

  /// `left or right`
  record Or(ScimFilter left, ScimFilter right) implements ScimFilter {}

  /// `not (filter)`
  record Not(ScimFilter filter) implements ScimFilter {}

  /// `attribute[filter]`: one element matches the whole filter.
  record ValuePath(AttributePath attribute, ScimFilter filter) implements ScimFilter {
    /// Refuses nesting.
    ///
    /// @throws IllegalArgumentException when `filter` holds a value path again (RFC 7644, figure 1)
    public ValuePath {
      if (attribute.sub() != null || holdsValuePath(filter)) {
        throw new IllegalArgumentException(
            "a value filter stands on an attribute, not on a sub-attribute or in another value filter");
      }
    }
  }

  /// Reads a filter; attribute names and operators in any case.
  ///
  /// @throws FilterSyntaxException when `text` is no filter
  static ScimFilter parse(String text) {
    return new FilterParser(text).wholeFilter();
  }

  /// The filter as [#parse] reads it, with no more parentheses than its shape needs.
  default String print() {
    return switch (this) {
      case Compare(var attribute, var op, var value) ->
          attribute.print() + " " + op.word() + " " + literal(value);
      case Present(var attribute) -> attribute.print() + " pr";
      case And(var left, var right) ->
          group(left, left instanceof Or)
              + " and "
              + group(right, right instanceof Or || right instanceof And);
      case Or(var left, var right) -> left.print() + " or " + group(right, right instanceof Or);
      case Not(var filter) -> "not (" + filter.print() + ")";
      case ValuePath(var attribute, var filter) -> attribute.print() + "[" + filter.print() + "]";
    };
  }

  default boolean matches(ScimResource resource) {
    return matches(resource.body());
  }

  /// Whether a resource's body, or one element of a multi-valued attribute, satisfies this filter.
  default boolean matches(JsonNode node) {
    return switch (this) {
      case Compare(var attribute, var op, var value) -> compare(attribute, op, value, node);
      case Present(var attribute) -> attribute.valuesIn(node).stream().anyMatch(ScimFilter::filled);
      case And(var left, var right) -> left.matches(node) && right.matches(node);
      case Or(var left, var right) -> left.matches(node) || right.matches(node);
      case Not(var filter) -> !filter.matches(node);
      case ValuePath(var attribute, var filter) ->
          attribute.valuesIn(node).stream().anyMatch(filter::matches);
    };
  }

  private static boolean compare(AttributePath attribute, Op op, JsonNode value, JsonNode node) {
    if (op == Op.NE) {
      return !compare(attribute, Op.EQ, value, node);
    }
    List<JsonNode> actual = attribute.valuesIn(node);
    if (value.isNull()) {
      return actual.isEmpty();
    }
    boolean exact = caseExact(attribute);
    return actual.stream()
        .flatMap(each -> AttributePath.scalar(each).stream())
        .anyMatch(each -> Comparison.holds(op, each, value, exact));
  }

  private static boolean caseExact(AttributePath attribute) {
    String name = attribute.name();
    return attribute.sub() == null
        ? name.equalsIgnoreCase("id")
            || name.equalsIgnoreCase("externalId")
            || name.equalsIgnoreCase("$ref")
        : name.equalsIgnoreCase("meta") || attribute.sub().equalsIgnoreCase("$ref");
  }

  private static boolean filled(JsonNode node) {
    return node.isContainer() ? !node.isEmpty() : !node.asString("").isEmpty();
  }

  private static boolean holdsValuePath(ScimFilter filter) {
    return switch (filter) {
      case Compare _, Present _ -> false;
      case And(var left, var right) -> holdsValuePath(left) || holdsValuePath(right);
      case Or(var left, var right) -> holdsValuePath(left) || holdsValuePath(right);
      case Not(var inner) -> holdsValuePath(inner);
      case ValuePath _ -> true;
    };
  }

  private static String literal(JsonNode value) {
    return value.isString() ? ScimJson.quote(value.stringValue()) : value.toString();
  }

  private static String group(ScimFilter filter, boolean parentheses) {
    return parentheses ? "(" + filter.print() + ")" : filter.print();
  }
}
