package dev.firebreak.analytics.cut;

import dev.firebreak.graph.model.NodeKey;

/// One value that a source could take out of one attribute of one resource, and with it the edges
/// that the value states.
///
/// @param kind what is taken
/// @param resource the resource that carries the value: the group, the holder, or the
///   ContainerPermission
/// @param attribute the multi-valued attribute that it is in
/// @param value the value: the member's id, the entitlement's value, or the right's name
/// @param name what people call what is lost: the group, the entitlement, or the container
/// @param principal the account or group that loses it
/// @param principalName what people call the principal
public record Removal(
    Kind kind,
    NodeKey resource,
    String attribute,
    String value,
    String name,
    NodeKey principal,
    String principalName) {

  /// What a removal takes.
  public enum Kind {
    /// A member out of a group.
    MEMBER,
    /// An entitlement or a role from a user or a group.
    GRANT,
    /// A right out of a permission on a container.
    RIGHT
  }

  /// The removal as an instruction: `Remove m.okonjo from STR-Finance-Batch`.
  public String sentence() {
    return switch (kind) {
      case MEMBER -> "Remove " + principalName + " from " + name;
      case GRANT -> "Take " + name + " from " + principalName;
      case RIGHT -> "Take " + value + " on " + name + " from " + principalName;
    };
  }
}
