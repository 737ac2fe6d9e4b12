package dev.firebreak.ingest.map;

import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An element that refers to another resource by `value`, or where that is missing by the end of
/// its `$ref` (RFC 7643 §2.4).
///
/// @param id of the resource referred to
/// @param type `User` or `Group` where the element tells, else null
record Reference(String id, @Nullable ResourceType type) {

  /// The last two segments of an address: endpoint and id.
  private static final Pattern END =
      Pattern.compile("(?:^|/)(?<endpoint>[^/?#]+)/(?<id>[^/?#]+)/?(?:[?#].*)?$");

  /// Reads an element; a plain value refers by itself.
  static Optional<Reference> of(JsonNode element) {
    if (!(element instanceof ObjectNode object)) {
      return AttributePath.scalar(element)
          .filter(value -> value.isString() || value.isNumber())
          .map(JsonNode::asString)
          .filter(id -> !id.isBlank())
          .map(id -> new Reference(id, null));
    }
    ScimResource complex = new ScimResource(object);
    Matcher ref = END.matcher(complex.text("$ref").orElse(""));
    boolean found = ref.find();
    ResourceType pointed = found ? ofEndpoint(ref.group("endpoint")) : null;
    return complex
        .text("value")
        .or(() -> found ? decoded(ref.group("id")) : Optional.empty())
        .map(id -> new Reference(id, complex.text("type").map(Reference::named).orElse(pointed)));
  }

  /// The types that the resource may have, when users and groups may stand here.
  List<ResourceType> principals() {
    return type == null ? List.of(ResourceType.USER, ResourceType.GROUP) : List.of(type);
  }

  private static @Nullable ResourceType named(String type) {
    return switch (type.strip().toLowerCase(Locale.ROOT)) {
      case "user" -> ResourceType.USER;
      case "group" -> ResourceType.GROUP;
      default -> null;
    };
  }

  private static @Nullable ResourceType ofEndpoint(String endpoint) {
    return switch (endpoint.toLowerCase(Locale.ROOT)) {
      case "users" -> ResourceType.USER;
      case "groups" -> ResourceType.GROUP;
      default -> null;
    };
  }

  private static Optional<String> decoded(String segment) {
    try {
      return Optional.of(
              URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8).strip())
          .filter(id -> !id.isEmpty());
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
