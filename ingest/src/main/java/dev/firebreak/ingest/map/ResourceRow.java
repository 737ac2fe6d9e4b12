package dev.firebreak.ingest.map;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.query.Row;
import dev.firebreak.ingest.source.SensitivityRule.Weight;
import org.jspecify.annotations.Nullable;

/// A group, entitlement, container or privileged account as the graph keeps it.
///
/// @param value what a removal names: an entitlement's value, a right's name
/// @param right whether an entitlement is a right on a container
/// @param userName what a privileged account signs in with
/// @param signsInSource the id of the source that a privileged account signs in to
/// @param linkedSource source of a group's PAM LinkedObject
/// @param linkedId native identifier of a group's PAM LinkedObject
/// @param declared whether what the row says replaces what the graph knows; otherwise only
///   somebody's grant names it
/// @param resourceId the id of the resource where it is not what the key ends with
public record ResourceRow(
    String key,
    String source,
    String type,
    String id,
    String name,
    @Nullable String description,
    @Nullable String value,
    boolean right,
    int sensitivity,
    boolean crownJewel,
    @Nullable String userName,
    @Nullable String signsInSource,
    @Nullable String linkedSource,
    @Nullable String linkedId,
    boolean declared,
    @Nullable String resourceId,
    @Nullable String version)
    implements Row {

  /// A resource that was read itself.
  static ResourceRow read(Attributes resource, String id, String name, Weight weight) {
    String type = resource.type().typeName();
    return new ResourceRow(
        new NodeKey(resource.source(), type, id).value(),
        resource.source(),
        type,
        id,
        name,
        resource.text("description"),
        null,
        false,
        weight.sensitivity(),
        weight.crownJewel(),
        null,
        null,
        null,
        null,
        true,
        null,
        resource.version());
  }

  /// An entitlement that was not read itself.
  static ResourceRow entitlement(
      NodeKey key, String name, String value, boolean right, Weight weight) {
    return new ResourceRow(
        key.value(),
        key.source(),
        key.type(),
        key.id(),
        name,
        null,
        value,
        right,
        weight.sensitivity(),
        weight.crownJewel(),
        null,
        null,
        null,
        null,
        right,
        null,
        null);
  }

  /// The entitlement that is held by `value` and read as the resource `id`.
  ResourceRow heldBy(String value, @Nullable String id) {
    return new ResourceRow(
        key,
        source,
        type,
        this.id,
        name,
        description,
        value,
        right,
        sensitivity,
        crownJewel,
        userName,
        signsInSource,
        linkedSource,
        linkedId,
        declared,
        id,
        version);
  }

  /// The privileged account that signs in with `user` at `system`.
  ResourceRow signingIn(@Nullable String user, @Nullable String system) {
    return new ResourceRow(
        key,
        source,
        type,
        id,
        name,
        description,
        value,
        right,
        sensitivity,
        crownJewel,
        user,
        system,
        linkedSource,
        linkedId,
        declared,
        resourceId,
        version);
  }

  /// The group that stands for another source's.
  ResourceRow linkedTo(@Nullable String otherSource, @Nullable String otherId) {
    return new ResourceRow(
        key,
        source,
        type,
        id,
        name,
        description,
        value,
        right,
        sensitivity,
        crownJewel,
        userName,
        signsInSource,
        otherSource,
        otherId,
        declared,
        resourceId,
        version);
  }

  /// The same row, replacing what the graph knows: for a source that was read as a whole and has no
  /// resource of its own for it.
  public ResourceRow declaredByGrants() {
    return new ResourceRow(
        key,
        source,
        type,
        id,
        name,
        description,
        value,
        right,
        sensitivity,
        crownJewel,
        userName,
        signsInSource,
        linkedSource,
        linkedId,
        true,
        resourceId,
        version);
  }
}
