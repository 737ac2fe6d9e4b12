package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.NodeKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One node of a snapshot. What does not apply to its kind, or was never stated by its source, is
/// null.
///
/// @param key the unique key, see `NodeKey`
/// @param name what screens call it
/// @param source the id of the source it came from
/// @param resourceType the SCIM resource type it came as
/// @param resourceId its id in that source
/// @param active whether an account can be used; [Active#UNKNOWN] for other kinds
/// @param identityKind what stands behind an identity or account
/// @param sensitivity 0 to 100, what its loss would cost, by declared rules
/// @param crownJewel marked as what reach is ranked by
/// @param value the entitlement's value in its source; for a right on a container, the right's name
/// @param right whether an entitlement is a right on a container
/// @param firstSeen when a harvest first saw it
/// @param lastSeen when a harvest last saw it
public record Node(
    NodeKind kind,
    String key,
    String name,
    @Nullable String source,
    @Nullable String resourceType,
    @Nullable String resourceId,
    Active active,
    IdentityKind identityKind,
    int sensitivity,
    boolean crownJewel,
    @Nullable String value,
    boolean right,
    @Nullable String userName,
    @Nullable String email,
    @Nullable String department,
    @Nullable String title,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen) {

  /// A node with nothing but its kind, key and name.
  public static Node of(NodeKind kind, String key) {
    return new Node(
        kind,
        key,
        key,
        null,
        null,
        null,
        Active.UNKNOWN,
        IdentityKind.UNKNOWN,
        0,
        false,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /// The same node in another state of activity.
  public Node withActive(Active state) {
    return new Node(
        kind,
        key,
        name,
        source,
        resourceType,
        resourceId,
        state,
        identityKind,
        sensitivity,
        crownJewel,
        value,
        right,
        userName,
        email,
        department,
        title,
        firstSeen,
        lastSeen);
  }

  /// The same node with another weight.
  public Node withSensitivity(int weight, boolean jewel) {
    return new Node(
        kind,
        key,
        name,
        source,
        resourceType,
        resourceId,
        active,
        identityKind,
        weight,
        jewel,
        value,
        right,
        userName,
        email,
        department,
        title,
        firstSeen,
        lastSeen);
  }
}
