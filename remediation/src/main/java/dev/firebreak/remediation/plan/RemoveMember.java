package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.graph.model.NodeKey;
import tools.jackson.databind.node.ArrayNode;

/// Takes an account or a group out of a group.
///
/// @param resource the group
/// @param principal the member
public record RemoveMember(
    NodeKey resource, String groupName, NodeKey principal, String principalName)
    implements Removing {

  /// The attribute that holds the members of a group (RFC 7643 §4.2).
  public static final String MEMBERS = "members";

  @Override
  public String attribute() {
    return MEMBERS;
  }

  @Override
  public String value() {
    return principal.id();
  }

  @Override
  public Removal removal() {
    return new Removal(
        Removal.Kind.MEMBER, resource, MEMBERS, value(), groupName, principal, principalName);
  }

  @Override
  public AddMember inverse(ArrayNode taken) {
    return new AddMember(resource, groupName, principal, principalName, taken);
  }
}
