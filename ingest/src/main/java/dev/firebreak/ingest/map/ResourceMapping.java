package dev.firebreak.ingest.map;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.ingest.source.SourceMapping.Match;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The only change of shape between a SCIM resource and the graph: a pure function of the resource
/// and the source's declared mapping. What an attribute does not say stays unknown; what it says
/// wrongly is reported with source, resource and attribute, and the rest of the resource is kept.
public final class ResourceMapping {

  private static final String LINKED_OBJECT = "urn:ietf:params:scim:schemas:pam:1.0:LinkedObject:";

  private final SourceConfig source;
  private final SourceMapping mapping;
  private final List<SensitivityRule> sensitivity;

  public ResourceMapping(SourceConfig source, List<SensitivityRule> sensitivity) {
    this.source = source;
    this.mapping = source.map();
    this.sensitivity = List.copyOf(sensitivity);
  }

  /// Adds what `resource` says to `rows`.
  public void map(ResourceType type, ScimResource resource, MappedRows rows) {
    switch (type) {
      case USER -> user(resource, rows);
      case GROUP -> group(resource, rows);
      case ROLE, ENTITLEMENT -> entitlement(type, resource, rows);
      case CONTAINER -> container(resource, rows);
      case PRIVILEGED_DATA -> privilegedData(resource, rows);
      case CONTAINER_PERMISSION -> containerPermission(resource, rows);
      case PRIVILEGED_DATA_PERMISSION ->
          rows.problems()
              .add(
                  "source %s: PrivilegedDataPermission %s is not read; take it out of resources"
                      .formatted(source.id(), resource.id()));
    }
  }

  private void user(ScimResource user, MappedRows rows) {
    String id = user.id();
    String key = key(ResourceType.USER, id);
    String userName = user.text("userName").orElse(id);
    rows.accounts()
        .add(
            new AccountRow(
                key,
                source.id(),
                ResourceType.USER.typeName(),
                id,
                name(user, userName),
                userName,
                user.externalId().orElse(null),
                text(user, mapping.employeeNumber()),
                email(user),
                user.flag("active").orElse(null),
                kind(user),
                text(user, mapping.department()),
                text(user, mapping.title()),
                text(user, mapping.manager()),
                text(user, LINKED_OBJECT + "source"),
                text(user, LINKED_OBJECT + "nativeIdentifier"),
                user.version().orElse(null)));
    grants(user, key, "entitlements", ResourceType.ENTITLEMENT, rows);
    grants(user, key, "roles", ResourceType.ROLE, rows);
  }

  private void group(ScimResource group, MappedRows rows) {
    String key = key(ResourceType.GROUP, group.id());
    rows.groups().add(row(NodeKind.GROUP, ResourceType.GROUP, group, displayName(group)));
    for (JsonNode member : group.values("members")) {
      memberKeys(member)
          .ifPresentOrElse(
              from ->
                  rows.add(
                      EdgeKind.MEMBER_OF,
                      new EdgeRow(from, List.of(key), key, "members", null, null, null)),
              () ->
                  rows.problems()
                      .add(problem(ResourceType.GROUP, group, "a member without a value")));
    }
    for (String attribute :
        mapping.groupGrants() == null ? List.<String>of() : mapping.groupGrants()) {
      boolean roles = attribute.toLowerCase(Locale.ROOT).endsWith("roles");
      grants(group, key, attribute, roles ? ResourceType.ROLE : ResourceType.ENTITLEMENT, rows);
    }
    String linkedSource = text(group, LINKED_OBJECT + "source");
    String linkedId = text(group, LINKED_OBJECT + "nativeIdentifier");
    if (linkedSource != null && linkedId != null) {
      rows.add(
          EdgeKind.MEMBER_OF,
          EdgeRow.of(
              new NodeKey(linkedSource, ResourceType.GROUP.typeName(), linkedId).value(),
              key,
              key,
              LINKED_OBJECT + "nativeIdentifier"));
    }
  }

  private void entitlement(ResourceType type, ScimResource resource, MappedRows rows) {
    String value = resource.text("value").orElseGet(resource::id);
    String name = resource.text("display").orElse(value);
    String key = key(type, value);
    rows.entitlements().add(entitlementRow(type, value, name, resource.id(), resource));
    rows.aliases().put(key(type, resource.id()), key);
    for (String contained : resource.texts("contains")) {
      rows.add(
          EdgeKind.IMPLIES,
          new EdgeRow(
              List.of(key),
              List.of(key(ResourceType.ENTITLEMENT, contained), key(ResourceType.ROLE, contained)),
              key,
              "contains",
              null,
              null,
              null));
    }
  }

  private void container(ScimResource container, MappedRows rows) {
    String key = key(ResourceType.CONTAINER, container.id());
    rows.containers()
        .add(row(NodeKind.CONTAINER, ResourceType.CONTAINER, container, container.text("name").orElseGet(() -> displayName(container))));
    container
        .text("parent.value")
        .ifPresent(parent ->
            rows.add(
                EdgeKind.CONTAINS,
                EdgeRow.of(key(ResourceType.CONTAINER, parent), key, key, "parent")));
    for (String secret : container.texts("privilegedData.value")) {
      rows.add(
          EdgeKind.CONTAINS,
          EdgeRow.of(key, key(ResourceType.PRIVILEGED_DATA, secret), key, "privilegedData"));
    }
  }

  private void privilegedData(ScimResource secret, MappedRows rows) {
    rows.privilegedAccounts()
        .add(
            row(
                NodeKind.PRIVILEGED_ACCOUNT,
                ResourceType.PRIVILEGED_DATA,
                secret,
                displayName(secret)));
  }

  private void containerPermission(ScimResource permission, MappedRows rows) {
    String via = key(ResourceType.CONTAINER_PERMISSION, permission.id());
    String container = permission.text("container.value").orElse(null);
    String user = permission.text("user.value").orElse(null);
    String group = permission.text("group.value").orElse(null);
    if (container == null || (user == null) == (group == null)) {
      rows.problems()
          .add(
              problem(
                  ResourceType.CONTAINER_PERMISSION,
                  permission,
                  "needs a container and either a user or a group; the right is not read"));
      return;
    }
    String containerKey = key(ResourceType.CONTAINER, container);
    String containerName =
        permission
            .text("container.name")
            .or(() -> permission.text("container.display"))
            .orElse(container);
    String holder =
        user != null
            ? key(ResourceType.USER, user)
            : key(ResourceType.GROUP, String.valueOf(group));
    for (JsonNode element : permission.values("rights")) {
      String right = element.isObject() ? element.path("value").asString("") : element.asString("");
      if (right.isBlank()) {
        rows.problems()
            .add(problem(ResourceType.CONTAINER_PERMISSION, permission, "a right without a name"));
        continue;
      }
      String key = new NodeKey(source.id(), "ContainerRight", container + ":" + right).value();
      String name = right + " on " + containerName;
      var weight =
          SensitivityRule.weigh(sensitivity, NodeKind.ENTITLEMENT, source.id(), name, true);
      rows.entitlements()
          .add(
              new ResourceRow(
                  key,
                  source.id(),
                  "ContainerRight",
                  container + ":" + right,
                  name,
                  null,
                  right,
                  true,
                  weight.sensitivity(),
                  weight.crownJewel(),
                  null,
                  null,
                  true,
                  null,
                  null));
      rows.add(EdgeKind.HOLDS, EdgeRow.of(holder, key, via, "rights"));
      rows.add(EdgeKind.ON, EdgeRow.of(key, containerKey, key, "container"));
      if (mapping.openingRights() != null && mapping.openingRights().contains(right)) {
        rows.add(EdgeKind.OPENS, EdgeRow.of(key, containerKey, key, "container"));
      }
    }
  }

  private void grants(
      ScimResource holder, String holderKey, String attribute, ResourceType type, MappedRows rows) {
    for (JsonNode element : holder.values(attribute)) {
      String value = element.isObject() ? element.path("value").asString("") : element.asString("");
      if (value.isBlank()) {
        rows.problems()
            .add(
                "source %s: %s of %s has a value without a name; it is not read"
                    .formatted(source.id(), attribute, holderKey));
        continue;
      }
      String display = element.path("display").asString(value);
      String key = key(type, value);
      rows.entitlements().add(entitlementRow(type, value, display, null, null));
      rows.add(
          EdgeKind.HOLDS,
          new EdgeRow(
              List.of(holderKey),
              List.of(key),
              holderKey,
              attribute,
              time(element, "since", holderKey, rows),
              time(element, "validFrom", holderKey, rows),
              time(element, "validTo", holderKey, rows)));
    }
  }

  private ResourceRow entitlementRow(
      ResourceType type,
      String value,
      String name,
      @Nullable String resourceId,
      @Nullable ScimResource resource) {
    var weight = SensitivityRule.weigh(sensitivity, NodeKind.ENTITLEMENT, source.id(), name, false);
    return new ResourceRow(
        key(type, value),
        source.id(),
        type.typeName(),
        value,
        name,
        resource == null ? null : text(resource, "description"),
        value,
        false,
        weight.sensitivity(),
        weight.crownJewel(),
        null,
        null,
        resource != null,
        resourceId,
        resource == null ? null : resource.version().orElse(null));
  }

  private ResourceRow row(NodeKind kind, ResourceType type, ScimResource resource, String name) {
    var weight = SensitivityRule.weigh(sensitivity, kind, source.id(), name, false);
    return new ResourceRow(
        key(type, resource.id()),
        source.id(),
        type.typeName(),
        resource.id(),
        name,
        text(resource, "description"),
        null,
        false,
        weight.sensitivity(),
        weight.crownJewel(),
        kind == NodeKind.PRIVILEGED_ACCOUNT ? text(resource, mapping.signsInUserName()) : null,
        kind == NodeKind.PRIVILEGED_ACCOUNT ? text(resource, mapping.signsInSource()) : null,
        true,
        null,
        resource.version().orElse(null));
  }

  /// The keys a member may have. `type` is often absent (RFC 7643 §4.2), then the end of `$ref`
  /// tells, and where there is none either, it may be a user or a group.
  private Optional<List<String>> memberKeys(JsonNode member) {
    String value = member.isObject() ? member.path("value").asString("") : member.asString("");
    if (value.isBlank()) {
      return Optional.empty();
    }
    String type = member.path("type").asString("").toLowerCase(Locale.ROOT);
    String ref = member.path("$ref").asString("").toLowerCase(Locale.ROOT);
    String user = key(ResourceType.USER, value);
    String group = key(ResourceType.GROUP, value);
    if (type.equals("user") || (type.isEmpty() && ref.contains("/users/"))) {
      return Optional.of(List.of(user));
    }
    if (type.equals("group") || (type.isEmpty() && ref.contains("/groups/"))) {
      return Optional.of(List.of(group));
    }
    return Optional.of(List.of(user, group));
  }

  private @Nullable Instant time(JsonNode element, String name, String holder, MappedRows rows) {
    String text = element.path(name).asString("");
    if (text.isBlank()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      rows.problems()
          .add(
              "source %s: %s of a grant of %s is not a time: '%s'; it counts as unknown"
                  .formatted(source.id(), name, holder, text));
      return null;
    }
  }

  private IdentityKind kind(ScimResource user) {
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

  private static boolean matches(ScimResource user, @Nullable Match match) {
    return match != null
        && user.texts(match.attribute()).stream().anyMatch(match.equals()::equalsIgnoreCase);
  }

  private static @Nullable String email(ScimResource user) {
    @Nullable String first = null;
    for (JsonNode element : user.values("emails")) {
      if (element instanceof ObjectNode email) {
        String value = email.path("value").asString("");
        if (!value.isBlank() && email.path("primary").asBoolean(false)) {
          return value;
        }
        if (first == null && !value.isBlank()) {
          first = value;
        }
      }
    }
    return first;
  }

  private static String name(ScimResource user, String userName) {
    return user.text("displayName")
        .or(() -> user.text("name.formatted"))
        .or(() -> {
          String full =
              (user.text("name.givenName").orElse("")
                      + " "
                      + user.text("name.familyName").orElse(""))
                  .strip();
          return full.isEmpty() ? Optional.empty() : Optional.of(full);
        })
        .orElse(userName);
  }

  private static String displayName(ScimResource resource) {
    return resource
        .text("displayName")
        .or(() -> resource.text("name"))
        .or(() -> resource.text("display"))
        .orElseGet(resource::id);
  }

  private static @Nullable String text(ScimResource resource, @Nullable String path) {
    return path == null ? null : resource.text(path).orElse(null);
  }

  private String key(ResourceType type, String id) {
    return new NodeKey(source.id(), type.typeName(), id).value();
  }

  private String problem(ResourceType type, ScimResource resource, String what) {
    return "source %s: %s %s: %s".formatted(source.id(), type.typeName(), resource.id(), what);
  }
}
