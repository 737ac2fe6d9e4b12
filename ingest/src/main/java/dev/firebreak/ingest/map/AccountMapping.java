package dev.firebreak.ingest.map;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.ingest.source.SourceMapping.Match;
import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.ScimResource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Maps Users (RFC 7643 §4.1) to accounts.
record AccountMapping(SourceMapping mapping, AccessMapping access) {

  static final String LINKED_OBJECT = "urn:ietf:params:scim:schemas:pam:1.0:LinkedObject:";

  void user(Attributes user, MappedRows rows) {
    String id = user.id();
    String key = user.key(user.type(), id);
    String userName = user.text("userName");
    if (userName == null) {
      user.problem("userName", "is missing; the id stands for it");
      userName = id;
    }
    rows.accounts()
        .add(
            new AccountRow(
                key,
                user.source(),
                user.type().typeName(),
                id,
                name(user, userName),
                userName,
                user.text("externalId"),
                user.text(mapping.employeeNumber()),
                email(user),
                user.flag("active"),
                kind(user),
                user.text(mapping.department()),
                user.text(mapping.title()),
                user.text(mapping.manager()),
                user.text(LINKED_OBJECT + "source"),
                user.text(LINKED_OBJECT + "nativeIdentifier"),
                user.text(mapping.correlation()),
                user.text(mapping.owner()),
                user.version()));
    access.grants(user, key, "entitlements", rows);
    access.grants(user, key, "roles", rows);
  }

  private IdentityKind kind(Attributes user) {
    if (matches(user, mapping.serviceWhen())) {
      return IdentityKind.SERVICE;
    }
    if (matches(user, mapping.agentWhen())) {
      return IdentityKind.AGENT;
    }
    return mapping.serviceWhen() == null && mapping.agentWhen() == null
        ? IdentityKind.UNKNOWN
        : IdentityKind.PERSON;
  }

  private static boolean matches(Attributes user, @Nullable Match match) {
    return match != null && user.texts(match.attribute()).stream().anyMatch(match::matches);
  }

  /// The primary address, else the first.
  private static @Nullable String email(Attributes user) {
    @Nullable String first = null;
    for (JsonNode element : user.values("emails")) {
      String address = AttributePath.scalar(element).map(JsonNode::asString).orElse("");
      if (!address.isBlank()) {
        if (element instanceof ObjectNode complex
            && new ScimResource(complex).flag("primary").orElse(false)) {
          return address;
        }
        first = first == null ? address : first;
      }
    }
    return first;
  }

  private static String name(Attributes user, String userName) {
    String whole = user.firstText("displayName", "name.formatted");
    if (whole != null) {
      return whole;
    }
    String given = user.text("name.givenName");
    String family = user.text("name.familyName");
    String full = ((given == null ? "" : given) + " " + (family == null ? "" : family)).strip();
    return full.isEmpty() ? userName : full;
  }
}
