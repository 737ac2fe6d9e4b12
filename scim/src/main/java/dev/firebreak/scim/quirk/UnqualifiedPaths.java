package dev.firebreak.scim.quirk;

import java.net.URI;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A PATCH whose path has its resource's own schema in front is answered 200 and changes nothing:
/// observed with the SCIM preview of Keycloak 26.7.3, which is silent [in other cases
/// too](https://github.com/keycloak/keycloak/issues/52752). Sends core attributes without it, which
/// RFC 7644 §3.10 allows; paths of extensions stay.
public record UnqualifiedPaths() implements Quirk {
  private static final Pattern CORE =
      Pattern.compile("(?i)^urn:ietf:params:scim:schemas:core:2\\.0:[A-Za-z]+:(?=[A-Za-z$])");

  @Override
  public String behaviour() {
    return "a path with the schema of its own resource in front changes nothing: it is sent without";
  }

  @Override
  public URI link() {
    return URI.create("https://github.com/keycloak/keycloak/issues/52752");
  }

  @Override
  public ObjectNode patch(ObjectNode body) {
    ObjectNode plain = body.deepCopy();
    for (JsonNode operation : plain.path("Operations")) {
      if (operation instanceof ObjectNode object && object.path("path").isString()) {
        object.put("path", CORE.matcher(object.get("path").asString()).replaceFirst(""));
      }
    }
    return plain;
  }
}
