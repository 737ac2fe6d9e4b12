package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import tools.jackson.databind.node.ArrayNode;

/// Puts an account or a group into a group.
///
/// @param resource the group
/// @param principal the member
/// @param found the member as the group listed it
public record AddMember(
    NodeKey resource, String groupName, NodeKey principal, String principalName, ArrayNode found)
    implements Restoring {

  @Override
  public String attribute() {
    return RemoveMember.MEMBERS;
  }

  @Override
  public String value() {
    return principal.id();
  }

  @Override
  public String sentence() {
    return "Put " + principalName + " into " + groupName;
  }
}
