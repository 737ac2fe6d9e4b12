package dev.firebreak.scim.quirk;

import dev.firebreak.scim.resource.ResourceType;
import java.util.LinkedHashMap;
import java.util.Map;

/// Groups come without members unless asked for them by name: observed with the SCIM preview of
/// Keycloak 26.7.3, whose [group members](https://github.com/keycloak/keycloak/issues/46216) are in
/// the making. Asks for what a group is read for, unless the source says what to ask for.
public record MembersOnRequest() implements Quirk {
  @Override
  public Map<String, String> query(ResourceType type, boolean listing, Map<String, String> query) {
    if (type != ResourceType.GROUP
        || query.containsKey("attributes")
        || query.containsKey("excludedAttributes")) {
      return query;
    }
    var asking = new LinkedHashMap<>(query);
    asking.put("attributes", "displayName,externalId,members,meta");
    return asking;
  }
}
