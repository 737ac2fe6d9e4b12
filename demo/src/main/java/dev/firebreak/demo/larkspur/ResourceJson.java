package dev.firebreak.demo.larkspur;

import dev.firebreak.demo.larkspur.Draft.Granted;
import dev.firebreak.demo.larkspur.Draft.Held;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Drafts as SCIM resources (RFC 7643).
final class ResourceJson {
  static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";
  static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  static final String PAM = "urn:ietf:params:scim:schemas:pam:1.0:";
  static final String ACCESS = "urn:firebreak:params:scim:schemas:extension:access:1.0:Group";
  static final String VAULT =
      "urn:firebreak:params:scim:schemas:extension:vault:1.0:PrivilegedData";

  private ResourceJson() {}

  static ObjectNode resource(String schema, String id) {
    var resource = JsonNodeFactory.instance.objectNode();
    resource.putArray("schemas").add(schema);
    return resource.put("id", id);
  }

  static ObjectNode user(Draft.Account account) {
    var user = resource(CORE + "User", account.id());
    if (account.externalId() != null) {
      user.put("externalId", account.externalId());
    }
    user.put("userName", account.userName())
        .put("displayName", account.display())
        .put("active", account.active());
    if (account.email() != null) {
      user.putArray("emails")
          .addObject()
          .put("value", account.email())
          .put("type", "work")
          .put("primary", true);
    }
    held(user, "entitlements", account.entitlements());
    held(user, "roles", account.roles());
    return user;
  }

  private static void held(ObjectNode user, String attribute, List<Held> grants) {
    if (!grants.isEmpty()) {
      var values = user.putArray(attribute);
      for (var grant : grants) {
        values
            .addObject()
            .put("value", grant.value())
            .put("display", grant.display())
            .put("since", grant.since().toString());
      }
    }
  }

  static ObjectNode group(Draft.Group group) {
    var json = resource(CORE + "Group", group.id()).put("displayName", group.name());
    var members = json.putArray("members");
    for (var member : group.members()) {
      members
          .addObject()
          .put("value", member.id())
          .put("$ref", "../" + member.type() + "s/" + member.id())
          .put("type", member.type())
          .put("display", member.display());
    }
    if (!group.entitlements().isEmpty() || !group.roles().isEmpty()) {
      var access = extension(json, ACCESS);
      granted(access, "entitlements", group.entitlements());
      granted(access, "roles", group.roles());
    }
    if (group.linkedTo() != null) {
      link(json, group.linkedTo());
    }
    return json;
  }

  private static void granted(ObjectNode access, String attribute, List<Granted> grants) {
    if (!grants.isEmpty()) {
      var values = access.putArray(attribute);
      grants.forEach(
          grant -> values.addObject().put("value", grant.value()).put("display", grant.display()));
    }
  }

  /// The object under the extension's URN, its URN listed in `schemas`.
  static ObjectNode extension(ObjectNode resource, String urn) {
    resource.withArray("schemas").add(urn);
    return resource.putObject(urn);
  }

  /// Says that the resource mirrors the doorway resource with this id.
  static void link(ObjectNode resource, String doorwayId) {
    extension(resource, PAM + "LinkedObject")
        .put("source", Doorway.SOURCE)
        .put("nativeIdentifier", doorwayId);
  }

  static void reference(
      ObjectNode resource, String attribute, String endpoint, String id, @Nullable String name) {
    var reference =
        resource.putObject(attribute).put("value", id).put("$ref", "../" + endpoint + "/" + id);
    if (name != null) {
      reference.put("display", name);
    }
  }
}
