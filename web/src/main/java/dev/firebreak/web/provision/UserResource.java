package dev.firebreak.web.provision;

import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.User;
import dev.firebreak.web.user.UserRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A user as SCIM says it (RFC 7643 §4.1), and what a user is to be by such a resource. Attributes
/// that the schema at `/Schemas` does not have are not kept, and the answer shows what is (RFC 7644
/// §3.1). `name.formatted` is the same text as `displayName`; given and family name make it up
/// where neither is said.
///
/// @param active true unless it is said that not
record UserResource(
    String userName,
    @Nullable String displayName,
    @Nullable String email,
    Set<Role> roles,
    boolean active,
    @Nullable String externalId) {

  /// The resource of a user.
  static ObjectNode of(User user, String base) {
    ObjectNode body = ScimJson.MAPPER.createObjectNode();
    body.putArray("schemas").add(Schemas.USER);
    body.put("id", user.id());
    if (user.externalId() != null) {
      body.put("externalId", user.externalId());
    }
    body.put("userName", user.userName());
    if (user.displayName() != null) {
      body.put("displayName", user.displayName());
      body.putObject("name").put("formatted", user.displayName());
    }
    body.put("active", user.active());
    if (user.email() != null) {
      body.putArray("emails")
          .addObject()
          .put("value", user.email())
          .put("type", "work")
          .put("primary", true);
    }
    if (!user.roles().isEmpty()) {
      var roles = body.putArray("roles");
      var groups = ScimJson.MAPPER.createArrayNode();
      user.roles().stream()
          .sorted()
          .forEach(role -> {
            roles.addObject().put("value", role.word()).put("display", role.word());
            groups
                .addObject()
                .put("value", role.word())
                .put("display", role.word())
                .put("$ref", base + "/Groups/" + role.word());
          });
      body.set("groups", groups);
    }
    body.putObject("meta")
        .put("resourceType", "User")
        .put("created", user.createdAt().toString())
        .put("lastModified", user.changedAt().toString())
        .put("location", base + "/Users/" + user.id())
        .put("version", "W/\"" + user.version() + "\"");
    return body;
  }

  /// What a resource says of a user.
  ///
  /// @throws ScimRefused if it has no userName, or a role that is none
  static UserResource read(ScimResource resource) {
    String name =
        resource.text("userName").orElseThrow(() -> ScimRefused.value("userName is missing."));
    return new UserResource(
        name,
        resource.text("displayName").or(() -> fullName(resource)).orElse(null),
        resource.text("emails").orElse(null),
        roles(resource),
        active(resource),
        resource.externalId().orElse(null));
  }

  /// What a resource says of a user after a patch. A patch of `name` alone changes `displayName`,
  /// too, since both are one text.
  ///
  /// @param before the resource before it
  /// @throws ScimRefused if it has no userName, or a role that is none
  static UserResource patched(ObjectNode before, ScimResource after) {
    UserResource read = read(after);
    ScimResource was = new ScimResource(before);
    boolean said = !after.text("displayName").equals(was.text("displayName"));
    boolean parts =
        after.text("name.givenName").isPresent() && after.text("name.familyName").isPresent();
    Optional<String> whole = after.text("name.formatted");
    if (said || (whole.equals(was.text("name.formatted")) && !parts)) {
      return read;
    }
    Optional<String> name =
        whole.isPresent() && !whole.equals(was.text("name.formatted")) ? whole : parts(after);
    return new UserResource(
        read.userName,
        name.orElse(read.displayName),
        read.email,
        read.roles,
        read.active,
        read.externalId);
  }

  private static boolean active(ScimResource resource) {
    if (resource.attribute("active").isEmpty()) {
      return true;
    }
    return resource
        .flag("active")
        .orElseThrow(() -> ScimRefused.value("active is neither true nor false."));
  }

  private static Optional<String> fullName(ScimResource resource) {
    Optional<String> formatted = resource.text("name.formatted");
    return formatted.isPresent() ? formatted : parts(resource);
  }

  private static Optional<String> parts(ScimResource resource) {
    String both =
        resource.text("name.givenName").orElse("")
            + " "
            + resource.text("name.familyName").orElse("");
    return both.isBlank() ? Optional.empty() : Optional.of(both.strip());
  }

  private static Set<Role> roles(ScimResource resource) {
    List<String> words = new ArrayList<>();
    for (JsonNode role : resource.values("roles")) {
      AttributePath.scalar(role)
          .map(JsonNode::asString)
          .map(UserResource::word)
          .filter(word -> !word.isBlank())
          .ifPresent(words::add);
    }
    try {
      return Role.of(words);
    } catch (UserRefused unknown) {
      throw ScimRefused.value(String.valueOf(unknown.getMessage()));
    }
  }

  /// Entra may send a role as JSON in a string: `{"id":"…","value":"analyst"}`.
  private static String word(String value) {
    if (!value.startsWith("{")) {
      return value;
    }
    try {
      return ScimJson.MAPPER.readTree(value).path("value").asString(value);
    } catch (JacksonException none) {
      return value;
    }
  }
}
