package dev.firebreak.scim.filter;

import dev.firebreak.scim.resource.AttributePath;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/// What a patch operation is about (RFC 7644 §3.5.2): `members[value eq "2819"]`,
/// `name.familyName`.
///
/// @param attribute the attribute, without a sub-attribute
/// @param filter chooses among the values of a multi-valued attribute, or null for all of them
/// @param sub the sub-attribute, or null for the whole value
public record ScimPath(AttributePath attribute, @Nullable ScimFilter filter, @Nullable String sub) {
  /// Refuses parts that make no path.
  ///
  /// @throws IllegalArgumentException when the parts make no path
  public ScimPath {
    if (attribute.sub() != null) {
      throw new IllegalArgumentException(
          "the sub-attribute of \"" + attribute.print() + "\" belongs at the end of the path");
    }
    if (filter != null) {
      new ScimFilter.ValuePath(attribute, filter);
    }
    if (sub != null) {
      new AttributePath(null, sub, null);
    }
  }

  /// Reads the path of a patch operation.
  ///
  /// @throws FilterSyntaxException when `text` is no path
  public static ScimPath parse(String text) {
    return new FilterParser(text).wholePath();
  }

  /// `attribute[sub eq "value"]`, with `value` quoted as JSON whatever it holds.
  ///
  /// @throws IllegalArgumentException when `attribute` or `sub` is no attribute
  public static ScimPath valueEquals(String attribute, String sub, String value) {
    return new ScimPath(
        AttributePath.parse(attribute),
        new ScimFilter.Compare(AttributePath.parse(sub), Op.EQ, StringNode.valueOf(value)),
        null);
  }

  /// The path as [#parse] reads it.
  public String print() {
    return attribute.print()
        + (filter == null ? "" : "[" + filter.print() + "]")
        + (sub == null ? "" : "." + sub);
  }
}
