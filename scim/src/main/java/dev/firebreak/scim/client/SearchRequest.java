package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimJson;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A query as the body of a POST to `.search` (RFC 7644 §3.4.3).
final class SearchRequest {
  private SearchRequest() {}

  /// @param query as in an address, unencoded
  static String of(Map<String, String> query) {
    ObjectNode body = ScimJson.MAPPER.createObjectNode();
    body.putArray("schemas").add(Schemas.SEARCH_REQUEST);
    query.forEach((name, value) -> {
      switch (name) {
        case "attributes", "excludedAttributes" -> {
          var list = body.putArray(name);
          for (String attribute : value.split(",", -1)) {
            list.add(attribute.strip());
          }
        }
        case "startIndex", "count" -> body.put(name, Integer.parseInt(value));
        default -> body.put(name, value);
      }
    });
    return body.toString();
  }
}
