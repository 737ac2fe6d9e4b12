package dev.firebreak.scim.filter;

import dev.firebreak.scim.resource.Assigned;
import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;

/// A filter (RFC 7644 §3.4.2.2).
///
/// A multi-valued attribute matches when any of its values does, a complex one by its `value`; so
/// `emails.type ne "work"` asks for one that is not for work, and `not (emails.type eq "work")` for
/// none that is. An unassigned attribute (null, `[]`, `{}` or absent) is unequal to every value;
/// `eq null` means unassigned and `ne null` assigned. Strings compare without regard to case, but
/// for `id`, `externalId`, `$ref` and `meta`, which are case-exact in RFC 7643; two strings that
/// are points in time compare as such, but for case-exact ones.
///
/// A text beyond 100,000 characters, 1000 terms or 64 levels is refused.
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
          assigned(attribute, node).anyMatch(filter::matches);
    };
  }

  private static boolean compare(AttributePath attribute, Op op, JsonNode value, JsonNode node) {
    List<JsonNode> actual = assigned(attribute, node).toList();
    if (value.isNull() || actual.isEmpty()) {
      return switch (op) {
        case EQ -> value.isNull() && actual.isEmpty();
        case NE -> value.isNull() != actual.isEmpty();
        case CO, SW, EW, GT, GE, LT, LE -> false;
      };
    }
    boolean exact = caseExact(attribute);
    return actual.stream()
        .flatMap(each -> AttributePath.scalar(each).stream())
        .anyMatch(each -> Comparison.holds(op, each, value, exact));
  }

  /// The same object for any two values that `eq` finds equal, whatever the attribute; an index by
  /// it finds all candidates of a filter.
  static Object likeness(JsonNode value) {
    return Comparison.likeness(value);
  }

  private static Stream<JsonNode> assigned(AttributePath attribute, JsonNode node) {
    return attribute.valuesIn(node).stream().filter(value -> !Assigned.isUnassigned(value));
  }

  private static boolean caseExact(AttributePath attribute) {
    String name = attribute.name();
    String sub = attribute.sub();
    if (sub == null) {
      return name.equalsIgnoreCase("id")
          || name.equalsIgnoreCase("externalId")
          || name.equalsIgnoreCase("$ref");
    }
    return sub.equalsIgnoreCase("$ref")
        || (name.equalsIgnoreCase("meta")
            && !sub.equalsIgnoreCase("created")
            && !sub.equalsIgnoreCase("lastModified"));
  }

  private static boolean filled(JsonNode node) {
    return node.isContainer()
        ? node.valueStream().anyMatch(ScimFilter::filled)
        : !node.isNull() && !(node.isString() && node.stringValue().isEmpty());
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
