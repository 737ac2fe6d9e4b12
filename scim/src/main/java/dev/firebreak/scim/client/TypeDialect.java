package dev.firebreak.scim.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one resource type is read at a service provider, where it differs from RFC 7644.
///
/// @param endpoint the path below the base URL, in place of the usual one; null for the usual one
/// @param attributes what to ask for (RFC 7644 §3.9), such as `members` where it only comes on
///   request; empty for what the service provider sends anyway
/// @param excludedAttributes what to leave out; not together with `attributes`
public record TypeDialect(
    @Nullable String endpoint,
    @Nullable List<String> attributes,
    @Nullable List<String> excludedAttributes) {

  /// @throws IllegalArgumentException when the endpoint is no plain path, or both lists are given
  public TypeDialect {
    attributes = attributes == null ? List.of() : List.copyOf(attributes);
    excludedAttributes = excludedAttributes == null ? List.of() : List.copyOf(excludedAttributes);
    if (!attributes.isEmpty() && !excludedAttributes.isEmpty()) {
      throw new IllegalArgumentException(
          "attributes and excluded-attributes cannot stand together (RFC 7644 §3.9)");
    }
    if (endpoint != null
        && (!endpoint.matches("/?[^/?#:\\s]+(/[^/?#:\\s]+)*")
            || ("/" + endpoint + "/").matches(".*/\\.{1,2}/.*"))) {
      throw new IllegalArgumentException(
          "the endpoint '" + endpoint + "' must be a path below the base URL, such as /Users");
    }
  }

  /// The parameters that every read of this type carries.
  Map<String, String> query() {
    var query = new LinkedHashMap<String, String>();
    if (attributes != null && !attributes.isEmpty()) {
      query.put("attributes", String.join(",", attributes));
    }
    if (excludedAttributes != null && !excludedAttributes.isEmpty()) {
      query.put("excludedAttributes", String.join(",", excludedAttributes));
    }
    return query;
  }
}
