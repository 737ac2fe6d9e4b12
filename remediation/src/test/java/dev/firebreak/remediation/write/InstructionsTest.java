package dev.firebreak.remediation.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.EndDate;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemoveGrant;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.plan.SetEndDate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What a person is told who makes a change by hand: enough to find it, and nothing to guess.
class InstructionsTest {
  private static final NodeKey USER = new NodeKey("hr", "User", "u1");
  private static final NodeKey GROUP = new NodeKey("hr", "Group", "g1");
  private static final NodeKey PERMISSION = new NodeKey("hr", "ContainerPermission", "p1");
  private static final Instant END = Instant.parse("2026-12-31T00:00:00Z");
  private static final String ON_GROUP = "the group \"Finance\" (id g1)";
  private static final String ON_ACCOUNT = "the account \"marta\" (id u1)";
  private static final String ON_PERMISSION = "the permission \"Finance on SAFE\" (id p1)";

  private static final RemoveMember OUT = new RemoveMember(GROUP, "Finance", USER, "marta");
  private static final RemoveGrant GRANT =
      new RemoveGrant(USER, "entitlements", "pay", "Pay", USER, "marta");
  private static final RemoveRight RIGHT =
      new RemoveRight(PERMISSION, "Use", "SAFE", GROUP, "Finance");
  private static final RemoveRight LAST =
      new RemoveRight(PERMISSION, "Use", "SAFE", GROUP, "Finance", true);
  private static final RemovePermission WHOLE =
      new RemovePermission(PERMISSION, "SAFE", GROUP, "Finance", List.of("Use"));
  private static final Deactivate OFF = new Deactivate(USER, "marta", "HR");
  private static final SetEndDate ENDS =
      new SetEndDate(USER, new EndDate("entitlements", "pay"), "Pay", USER, "marta", END);
  private static final SetEndDate ACCOUNT_ENDS =
      new SetEndDate(USER, new EndDate("until", ""), "marta", USER, "marta", END);

  private static ArrayNode list(String json) {
    return (ArrayNode) JsonMapper.shared().readTree(json);
  }

  static Stream<Arguments> changes() {
    String permission = "{\"container\":{\"value\":\"c1\"},\"group\":{\"value\":\"g1\"}}";
    return Stream.of(
        Arguments.of(OUT, ON_GROUP, "Take the member \"marta\" (User u1) out."),
        Arguments.of(
            OUT.inverse(list("[{\"value\":\"u1\"}]")),
            ON_GROUP,
            "Put \"marta\" (User u1) in as a member."),
        Arguments.of(GRANT, ON_ACCOUNT, "Take \"Pay\" (entitlements, value pay) from it."),
        Arguments.of(
            GRANT.inverse(list("[{\"value\":\"pay\"}]")),
            ON_ACCOUNT,
            "Give it \"Pay\" (entitlements, value pay) as it had it: [{\"value\":\"pay\"}]"),
        Arguments.of(RIGHT, ON_PERMISSION, "Take the right \"Use\" from it."),
        Arguments.of(LAST, ON_PERMISSION, "Delete it: \"Use\" is its last right."),
        Arguments.of(RIGHT.inverse(list("[\"Use\"]")), ON_PERMISSION, "Give it the right \"Use\"."),
        Arguments.of(WHOLE, ON_PERMISSION, "Delete it, with all its rights."),
        Arguments.of(
            WHOLE.inverse(list("[" + permission + "]")),
            ON_PERMISSION,
            "Make it again as it was: " + permission),
        Arguments.of(OFF, ON_ACCOUNT, "Switch it off."),
        Arguments.of(OFF.inverse(list("[true]")), ON_ACCOUNT, "Switch it on again."),
        Arguments.of(ENDS, ON_ACCOUNT, "Let \"Pay\" (value pay) end at 2026-12-31T00:00:00Z."),
        Arguments.of(ACCOUNT_ENDS, ON_ACCOUNT, "Let \"marta\" end at 2026-12-31T00:00:00Z."),
        Arguments.of(
            ENDS.inverse(list("[{\"value\":\"pay\",\"validTo\":\"2027-01-01T00:00:00Z\"}]")),
            ON_ACCOUNT,
            "Set the end of \"Pay\" (value pay) as it was: 2027-01-01T00:00:00Z"),
        Arguments.of(
            ACCOUNT_ENDS.inverse(list("[]")),
            ON_ACCOUNT,
            "Set the end of \"marta\" as it was: none."));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("changes")
  void thePlaceAndTheStepAreNamed(PlannedChange change, String where, String what) {
    assertThat(Instructions.of(change))
        .containsExactly(
            "Open " + where + " in the source hr.",
            what,
            "Change nothing else there.",
            "State here that it is done, when, and under which reference. It counts once the source shows it.");
  }

  @Test
  void aKindOfResourceWithoutAWordOfItsOwnKeepsItsName() {
    NodeKey robot = new NodeKey("hr", "Robot", "r1");
    assertThat(Instructions.of(new Deactivate(robot, "R2", "HR")).getFirst())
        .isEqualTo("Open the Robot \"R2\" (id r1) in the source hr.");
  }
}
