package dev.firebreak.scim.quirk;

import dev.firebreak.scim.resource.ResourceType;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// Groups come without members unless asked for them by name: observed with the SCIM preview of
/// Keycloak 26.7.3, whose [group members](https://github.com/keycloak/keycloak/issues/46216) are in
/// the making. Asks for what a group is read for, unless the source says what to ask for.
public record MembersOnRequest() implements Quirk {
  /// What a group is read for.
  public static final String ATTRIBUTES = "displayName,externalId,members,meta";

  @Override
  public String behaviour() {
    return "groups come without members unless asked for them: they are asked for by name";
  }

  @Override
  public URI link() {
    return URI.create("https://github.com/keycloak/keycloak/issues/46216");
  }

  @Override
  public Map<String, String> query(ResourceType type, boolean listing, Map<String, String> query) {
    if (type != ResourceType.GROUP
        || query.containsKey("attributes")
        || query.containsKey("excludedAttributes")) {
      return query;
    }
    var asking = new LinkedHashMap<>(query);
    asking.put("attributes", ATTRIBUTES);
    return asking;
  }
}
