package dev.firebreak.remediation.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.EndDate;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemoveGrant;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.plan.SetEndDate;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.plan.WriteChoice;
import dev.firebreak.remediation.plan.WriteForm;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.probe.Verdict;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Which measurement decides about which change, what is said of it, and when a form that was
/// approved holds no longer.
class FormReasonsTest {
  private static final NodeKey USER = new NodeKey("s", "User", "u0");
  private static final String REMOVED =
      "removes one value by a filter, which is tried with a member of a group";
  private static final String ADDED = "adds one value, which is tried with a member of a group";
  private static final Live SHOWN =
      new Live(
          ScimResource.parse(
              "{\"id\":\"u0\",\"active\":true,\"entitlements\":[{\"value\":\"pay\",\"validTo\":\"2027-01-01T00:00:00Z\"}]}"),
          null);

  private static ArrayNode list(String json) {
    return (ArrayNode) JsonMapper.shared().readTree(json);
  }

  static Stream<Arguments> changes() {
    RemoveGrant grant = new RemoveGrant(USER, "entitlements", "pay", "Pay", USER, "marta");
    Deactivate off = new Deactivate(USER, "marta", "S");
    SetEndDate ends =
        new SetEndDate(
            USER,
            new EndDate("entitlements", "pay"),
            "Pay",
            USER,
            "marta",
            Instant.parse("2026-12-31T00:00:00Z"));
    String replaces = Point.PATCH_REPLACE.does();
    return Stream.of(
        Arguments.of(
            Samples.OUT, Point.PATCH_REMOVE_BY_FILTER, Point.PATCH_REMOVE_BY_FILTER.does()),
        Arguments.of(
            Samples.OUT.inverse(list("[{\"value\":\"u0\"}]")),
            Point.PATCH_ADD_MEMBER,
            Point.PATCH_ADD_MEMBER.does()),
        Arguments.of(grant, Point.PATCH_REMOVE_BY_FILTER, REMOVED),
        Arguments.of(grant.inverse(list("[{\"value\":\"pay\"}]")), Point.PATCH_ADD_MEMBER, ADDED),
        Arguments.of(Samples.RIGHT, Point.PATCH_REMOVE_BY_FILTER, REMOVED),
        Arguments.of(Samples.RIGHT.inverse(list("[\"Retrieve\"]")), Point.PATCH_ADD_MEMBER, ADDED),
        Arguments.of(off, Point.PATCH_REPLACE, replaces),
        Arguments.of(off.inverse(list("[true]")), Point.PATCH_REPLACE, replaces),
        Arguments.of(ends, Point.PATCH_REPLACE, replaces),
        Arguments.of(ends.inverse(list("[{\"value\":\"pay\"}]")), Point.PATCH_REPLACE, replaces));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void theMeasurementThatDecidesIsSaid(PlannedChange change, Point decides, String does) {
    WriteChoice seen =
        WriteStrategy.choose(
            change, SHOWN, Samples.traits(Profiles.of(Map.of(decides, Verdict.YES))));
    assertThat(seen.form()).isEqualTo(WriteForm.PATCH);
    assertThat(seen.reason()).contains("was seen on 2026-11-20 to do so: it " + does);
    WriteChoice unknown = WriteStrategy.choose(change, SHOWN, Samples.traits(null));
    assertThat(unknown.reason()).contains("it was never seen whether the source " + does);
    WriteChoice not =
        WriteStrategy.choose(
            change, SHOWN, Samples.traits(Profiles.of(Map.of(decides, Verdict.NO))));
    assertThat(not.form()).isNotEqualTo(WriteForm.PATCH);
    assertThat(not.reason()).contains("it was not seen on 2026-11-20 that the source " + does);
  }

  @Test
  void everyFormThatWasNotTakenIsSaid() {
    assertThat(
            WriteStrategy.choose(
                    Samples.OUT, Samples.group(3, null), Samples.traits(Profiles.onlyPut()))
                .reason())
        .contains("it was not seen on 2026-11-20 that the source ")
        .contains("a PATCH without a path takes no single value")
        .contains("clears the group, and this one was not seen to heed it");
    Deactivate off = new Deactivate(USER, "marta", "S");
    Map<Point, Verdict> none = Map.of(Point.PATCH_REPLACE, Verdict.NO);
    assertThat(WriteStrategy.choose(off, SHOWN, Samples.traits(Profiles.of(none))).reason())
        .contains("a PATCH without a path was not seen to work")
        .contains("naming the value beside the path is only ever tried with members");
  }

  private static final Sources BY_HAND =
      new Sources() {
        @Override
        public boolean knows(String source) {
          return true;
        }

        @Override
        public ScimClient client(String source) {
          throw new AssertionError("nobody is asked");
        }

        @Override
        public CapabilityClaim capabilities(String source) {
          throw new AssertionError("nobody is asked");
        }

        @Override
        public boolean isByHand(String source) {
          return true;
        }
      };

  @Test
  void aFormThatIsAnotherNowHoldsNoLonger() {
    WriteStrategy strategy = new WriteStrategy(BY_HAND);
    WriteChoice patch = new WriteChoice(WriteForm.PATCH, "Sent as a PATCH.");
    assertThat(strategy.noLonger(Samples.OUT, patch, Live.NOTHING))
        .hasValueSatisfying(why ->
            assertThat(why)
                .startsWith("it was planned as PATCH, and by what is known of the source now it")
                .contains("would be BY HAND (A task for a person: ")
                .endsWith(" Plan again"));
    assertThat(strategy.noLonger(Samples.OUT, WriteChoice.usual(Samples.OUT), Live.NOTHING))
        .isPresent();
    assertThat(
            strategy.noLonger(
                Samples.OUT, new WriteChoice(WriteForm.MANUAL, "By a person."), Live.NOTHING))
        .isEmpty();
    assertThat(
            strategy.noLonger(Samples.OUT, new WriteChoice(WriteForm.MANUAL, null), Live.NOTHING))
        .isEmpty();
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) JsonMapper.shared().readTree(json);
  }

  @Test
  void cyberArkIsToldTheNameOfTheSafeThatItsIdIs() {
    ContainerPermissions cyberArk = ContainerPermissions.of(Samples.traits(null, Quirks.CYBERARK));
    assertThat(cyberArk.written(object("{\"container\":{\"value\":\"FIN\"}}")))
        .hasToString("{\"container\":{\"value\":\"FIN\",\"name\":\"FIN\"}}");
    for (String asItIs :
        List.of(
            "{\"container\":{\"value\":\"FIN\",\"name\":\"Finance\"}}",
            "{\"container\":{\"display\":\"FIN\"}}",
            "{\"container\":\"FIN\"}")) {
      assertThat(cyberArk.written(object(asItIs))).hasToString(asItIs);
      assertThat(ContainerPermissions.of(Samples.traits(null)).written(object(asItIs)))
          .hasToString(asItIs);
    }
  }

  @Test
  void whatAVaultDoesNotTakeIsSaid() {
    Live permission = Samples.permission("27", "27", "g2");
    assertThat(
            WriteStrategy.choose(Samples.RIGHT, SHOWN, Samples.traits(null, Quirks.BEYONDTRUST))
                .form())
        .isEqualTo(WriteForm.PATCH);
    RemoveRight ofAUser =
        new RemoveRight(
            new NodeKey("s", "ContainerPermission", "27"), "Use", "SAFE", USER, "marta");
    assertThat(
            WriteStrategy.choose(ofAUser, permission, Samples.traits(null, Quirks.BEYONDTRUST))
                .reason())
        .contains("Password Safe keeps permissions for groups only");
    assertThat(
            WriteStrategy.choose(ofAUser, permission, Samples.traits(null, Quirks.DELINEA))
                .reason())
        .contains("is that of another holder now");
    RemovePermission whole =
        new RemovePermission(
            new NodeKey("s", "ContainerPermission", "27"), "SAFE", USER, "marta", List.of());
    assertThat(
            WriteStrategy.choose(whole, permission, Samples.traits(null, Quirks.DELINEA)).reason())
        .contains("so a DELETE may take everybody's");
  }
}
