package dev.firebreak.ingest.map;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SensitivityRule.Weight;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Maps Groups (RFC 7643 §4.2), Roles and Entitlements, and who holds them.
record AccessMapping(SourceMapping mapping, List<SensitivityRule> sensitivity) {

  void group(Attributes group, MappedRows rows) {
    String id = group.id();
    String key = group.key(group.type(), id);
    String name = Objects.requireNonNullElse(group.firstText("displayName", "name", "display"), id);
    rows.groups()
        .add(
            ResourceRow.read(group, id, name, weigh(NodeKind.GROUP, group, name))
                .linkedTo(
                    group.text(AccountMapping.LINKED_OBJECT + "source"),
                    group.text(AccountMapping.LINKED_OBJECT + "nativeIdentifier")));
    for (Reference member : group.references("members")) {
      List<String> from =
          member.principals().stream().map(type -> group.key(type, member.id())).toList();
      rows.add(
          EdgeKind.MEMBER_OF, new EdgeRow(from, List.of(key), key, "members", null, null, null));
    }
    for (String attribute : Objects.requireNonNull(mapping.groupGrants())) {
      grants(group, key, attribute, rows);
    }
  }

  /// A Role or Entitlement. The draft lets it go without an id; what it is held by is its value.
  void entitlement(Attributes resource, MappedRows rows) {
    ResourceType type = resource.type();
    String id = resource.idIfAny();
    String value = resource.text("value");
    if (value == null) {
      value = resource.id();
    }
    String name = Objects.requireNonNullElse(resource.text("display"), value);
    String key = resource.key(type, value);
    rows.entitlements()
        .add(
            ResourceRow.read(resource, value, name, weigh(NodeKind.ENTITLEMENT, resource, name))
                .heldBy(value, id));
    if (id != null && !id.equals(value)) {
      rows.aliases().put(resource.key(type, id), key);
    }
    for (Reference contained : resource.references("contains")) {
      rows.add(
          EdgeKind.IMPLIES,
          new EdgeRow(
              List.of(key),
              List.of(
                  resource.key(ResourceType.ENTITLEMENT, contained.id()),
                  resource.key(ResourceType.ROLE, contained.id())),
              key,
              "contains",
              null,
              null,
              null));
    }
  }

  /// What `holder` holds by an attribute of its own; an attribute that ends in `roles` lists roles.
  void grants(Attributes holder, String holderKey, String attribute, MappedRows rows) {
    ResourceType type =
        attribute.toLowerCase(Locale.ROOT).endsWith("roles")
            ? ResourceType.ROLE
            : ResourceType.ENTITLEMENT;
    for (JsonNode element : holder.values(attribute)) {
      Optional<Reference> held = Reference.of(element);
      if (held.isEmpty()) {
        holder.problem(attribute, "has an element without a value; it is not read");
        continue;
      }
      String value = held.get().id();
      String display = part(element, "display").orElse(value);
      NodeKey key = new NodeKey(holder.source(), type.typeName(), value);
      rows.entitlements()
          .add(
              ResourceRow.entitlement(
                  key, display, value, false, weigh(NodeKind.ENTITLEMENT, holder, display)));
      rows.add(
          EdgeKind.HOLDS,
          new EdgeRow(
              List.of(holderKey),
              List.of(key.value()),
              holderKey,
              attribute,
              time(element, "since", holder, attribute),
              time(element, "validFrom", holder, attribute),
              time(element, "validTo", holder, attribute)));
    }
  }

  private Weight weigh(NodeKind kind, Attributes resource, String name) {
    return SensitivityRule.weigh(sensitivity, kind, resource.source(), name, false);
  }

  private static @Nullable Instant time(
      JsonNode element, String name, Attributes holder, String attribute) {
    String text = part(element, name).orElse(null);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      holder.problem(
          attribute + "." + name,
          "is not a time but " + Attributes.quoted(text) + "; it counts as unknown");
      return null;
    }
  }

  private static Optional<String> part(JsonNode element, String name) {
    return element instanceof ObjectNode complex
        ? new ScimResource(complex).text(name)
        : Optional.empty();
  }
}
