package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// One change of each kind that takes something.
final class SampleChanges {
  static final NodeKey GROUP = new NodeKey("hr", "Group", "g1");
  static final NodeKey USER = new NodeKey("hr", "User", "u1");
  static final NodeKey PERMISSION = new NodeKey("hr", "ContainerPermission", "p1");
  static final EndDate ON_PAY = new EndDate("entitlements", "pay");
  static final EndDate ON_ACCOUNT = new EndDate("urn:x:User:until", "");
  static final Instant END = Instant.parse("2026-12-31T00:00:00Z");
  static final String PERMITTED =
      "[{\"id\":\"p1\",\"container\":{\"value\":\"c1\"},\"group\":{\"value\":\"g1\"},\"rights\":[\"Use\"]}]";

  static final RemoveMember OUT = new RemoveMember(GROUP, "Finance", USER, "marta");
  static final RemoveRight RIGHT = new RemoveRight(PERMISSION, "Use", "SAFE", GROUP, "Finance");
  static final RemovePermission WHOLE =
      new RemovePermission(PERMISSION, "SAFE", GROUP, "Finance", List.of("Use", "List", "Use"));
  static final Deactivate OFF = new Deactivate(USER, "marta", "HR");
  static final SetEndDate ENDS = new SetEndDate(USER, ON_PAY, "Pay", USER, "marta", END);

  private SampleChanges() {}

  static ArrayNode list(String json) {
    return (ArrayNode) JsonMapper.builder().build().readTree(json);
  }
}
