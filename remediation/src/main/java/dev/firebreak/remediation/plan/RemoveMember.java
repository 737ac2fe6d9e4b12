package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;

/// Takes an account or a group out of a group.
///
/// @param resource the group
/// @param principal the member
public record RemoveMember(
    NodeKey resource, String groupName, NodeKey principal, String principalName)
    implements PlannedChange {

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
  public ScimWrite write() {
    return new ScimWrite.Patch(
        PatchRequest.remove(ScimPath.valueEquals(MEMBERS, "value", value())));
  }

  @Override
  public String sentence() {
    return "Remove " + principalName + " from " + groupName;
  }
}
