package dev.firebreak.ingest.map;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.ResourceType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Maps the PAM types of draft-grizzle-scim-pam-ext-01: Containers, PrivilegedData, and the
/// permissions on both. A right on one of them becomes an entitlement of its own.
record VaultMapping(SourceMapping mapping, List<SensitivityRule> sensitivity) {

  /// What rights are about.
  ///
  /// @param attribute of the permission, which refers to it
  /// @param right the type in the keys of such rights
  private record Subject(ResourceType type, String attribute, String right) {
    static final Subject CONTAINER =
        new Subject(ResourceType.CONTAINER, "container", ResourceMapping.CONTAINER_RIGHT);
    static final Subject PRIVILEGED_DATA =
        new Subject(
            ResourceType.PRIVILEGED_DATA, "privilegedData", ResourceMapping.PRIVILEGED_DATA_RIGHT);
  }

  void container(Attributes container, MappedRows rows) {
    String id = container.id();
    String key = container.key(container.type(), id);
    String name =
        Objects.requireNonNullElse(container.firstText("name", "displayName", "display"), id);
    rows.containers().add(row(NodeKind.CONTAINER, container, id, name));
    container
        .reference("parent")
        .ifPresent(parent ->
            rows.add(
                EdgeKind.CONTAINS,
                EdgeRow.of(
                    container.key(ResourceType.CONTAINER, parent.id()), key, key, "parent")));
    for (Reference secret : container.references("privilegedData")) {
      rows.add(
          EdgeKind.CONTAINS,
          EdgeRow.of(
              key,
              container.key(ResourceType.PRIVILEGED_DATA, secret.id()),
              key,
              "privilegedData"));
    }
  }

  void privilegedData(Attributes secret, MappedRows rows) {
    String id = secret.id();
    String name =
        Objects.requireNonNullElse(secret.firstText("displayName", "name", "display"), id);
    rows.privilegedAccounts()
        .add(
            row(NodeKind.PRIVILEGED_ACCOUNT, secret, id, name)
                .signingIn(
                    secret.text(mapping.signsInUserName()), secret.text(mapping.signsInSource()))
                .linkedTo(
                    secret.text(AccountMapping.LINKED_OBJECT + "source"),
                    secret.text(AccountMapping.LINKED_OBJECT + "nativeIdentifier")));
  }

  void containerPermission(Attributes permission, MappedRows rows) {
    permission(permission, Subject.CONTAINER, rows);
  }

  /// Only what is granted directly: the draft leaves out what comes from the container.
  void privilegedDataPermission(Attributes permission, MappedRows rows) {
    permission(permission, Subject.PRIVILEGED_DATA, rows);
  }

  private void permission(Attributes permission, Subject subject, MappedRows rows) {
    String via = permission.key(permission.type(), permission.id());
    String about = subject.attribute();
    @Nullable String id = permission.reference(about).map(Reference::id).orElse(null);
    Optional<String> user =
        permission.reference("user").map(to -> permission.key(ResourceType.USER, to.id()));
    Optional<String> group =
        permission.reference("group").map(to -> permission.key(ResourceType.GROUP, to.id()));
    if (id == null) {
      throw new UnusableResource(
          "/" + about,
          "%s: %s is missing; its rights are not read".formatted(permission.label(), about));
    }
    if (user.isPresent() == group.isPresent()) {
      throw new UnusableResource(
          "/user",
          permission.label()
              + ": user and group: exactly one of the two is needed; its rights are not read");
    }
    String holder = user.or(() -> group).orElseThrow();
    String name =
        Objects.requireNonNullElse(permission.firstText(about + ".name", about + ".display"), id);
    for (JsonNode element : permission.values("rights")) {
      Optional<String> right = right(element);
      if (right.isEmpty()) {
        permission.problem("rights", "has an element without a name; it is not read");
      } else {
        right(permission, subject, via, holder, id, name, right.get(), rows);
      }
    }
  }

  private void right(
      Attributes permission,
      Subject subject,
      String via,
      String holder,
      String id,
      String subjectName,
      String right,
      MappedRows rows) {
    NodeKey key = new NodeKey(permission.source(), subject.right(), rightId(id, right));
    String name = right + " on " + subjectName;
    var weight =
        SensitivityRule.weigh(sensitivity, NodeKind.ENTITLEMENT, permission.source(), name, true);
    String about = permission.key(subject.type(), id);
    rows.entitlements().add(ResourceRow.entitlement(key, name, right, true, weight));
    rows.add(EdgeKind.HOLDS, EdgeRow.of(holder, key.value(), via, "rights"));
    rows.add(EdgeKind.ON, EdgeRow.of(key.value(), about, key.value(), subject.attribute()));
    if (mapping.opens(right)) {
      rows.add(EdgeKind.OPENS, EdgeRow.of(key.value(), about, key.value(), subject.attribute()));
    }
  }

  /// `subject:right`. A `:` in the right is escaped, so that no two pairs look the same.
  private static String rightId(String subject, String right) {
    return subject + ":" + right.replace("%", "%25").replace(":", "%3A");
  }

  private static Optional<String> right(JsonNode element) {
    return AttributePath.scalar(element)
        .filter(value -> value.isString() || value.isNumber())
        .map(JsonNode::asString)
        .filter(name -> !name.isBlank());
  }

  private ResourceRow row(NodeKind kind, Attributes resource, String id, String name) {
    return ResourceRow.read(
        resource,
        id,
        name,
        SensitivityRule.weigh(sensitivity, kind, resource.source(), name, false));
  }
}
