package dev.firebreak.scim.patch;

import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.Schemas;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Where in a resource the head of a path leads.
sealed interface Target {
  /// The resource itself: the path was its own schema.
  record Whole() implements Target {}

  /// All of an extension.
  record Extension(String urn) implements Target {}

  /// One attribute.
  ///
  /// @param urn the extension it is in, null for the resource's own schema
  record Attribute(@Nullable String urn, String name) implements Target {}

  Pattern NAMED_AFTER_VERSION = Pattern.compile(".+:[0-9]+(\\.[0-9]+)*:[^:]+");

  /// Reads a qualified path by the schemas that the resource has or lists, then by those that are
  /// well known. Where all of these leave open whether the last part is the end of a URN or an
  /// attribute, an object is the content of an extension as URNs are formed (RFC 7643 §10), and
  /// everything else the value of an attribute.
  ///
  /// @param value what is to be put there, or null
  static Target of(AttributePath path, @Nullable JsonNode value, ObjectNode resource) {
    String urn = path.urn();
    String whole = path.head();
    if (urn == null) {
      return new Attribute(null, path.name());
    }
    if (AttributePath.isOwnSchema(whole, resource)) {
      return new Whole();
    }
    if (AttributePath.isOwnSchema(urn, resource)) {
      return new Attribute(null, path.name());
    }
    if (path.name().isEmpty() || isExtensionOf(resource, whole)) {
      return new Extension(whole);
    }
    if (isExtensionOf(resource, urn)) {
      return new Attribute(urn, path.name());
    }
    return value != null && value.isObject() && !NAMED_AFTER_VERSION.matcher(urn).matches()
        ? new Extension(whole)
        : new Attribute(urn, path.name());
  }

  private static boolean isExtensionOf(ObjectNode resource, String urn) {
    return resource.has(Members.spelled(resource, urn))
        || Members.elements(Members.value(resource, "schemas")).stream()
            .anyMatch(schema -> schema.asString("").equalsIgnoreCase(urn))
        || Schemas.ENTERPRISE_USER.equalsIgnoreCase(urn)
        || Schemas.PAM_LINKED_OBJECT.equalsIgnoreCase(urn);
  }
}
