package dev.firebreak.remediation.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.SeenEvidence;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.Measurement;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.probe.Verdict;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What each kind of change says, sends, needs and leaves.
class ChangeWordsTest {
  private static final NodeKey GROUP = new NodeKey("hr", "Group", "g1");
  private static final NodeKey USER = new NodeKey("hr", "User", "u1");
  private static final NodeKey PERMISSION = new NodeKey("hr", "ContainerPermission", "p1");
  private static final EndDate ON_PAY = new EndDate("entitlements", "pay");
  private static final EndDate ON_ACCOUNT = new EndDate("urn:x:User:until", "");
  private static final Instant END = Instant.parse("2026-12-31T00:00:00Z");
  private static final String PERMITTED =
      "[{\"id\":\"p1\",\"container\":{\"value\":\"c1\"},\"group\":{\"value\":\"g1\"},\"rights\":[\"Use\"]}]";

  private static final RemoveMember OUT = new RemoveMember(GROUP, "Finance", USER, "marta");
  private static final RemoveRight RIGHT =
      new RemoveRight(PERMISSION, "Use", "SAFE", GROUP, "Finance");
  private static final RemovePermission WHOLE =
      new RemovePermission(PERMISSION, "SAFE", GROUP, "Finance", List.of("Use", "List", "Use"));
  private static final Deactivate OFF = new Deactivate(USER, "marta", "HR");
  private static final SetEndDate ENDS = new SetEndDate(USER, ON_PAY, "Pay", USER, "marta", END);

  private static ArrayNode list(String json) {
    return (ArrayNode) JsonMapper.builder().build().readTree(json);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of(OUT, "PATCH", "members", "u1", "[u1]", "Remove marta from Finance"),
        Arguments.of(
            OUT.inverse(list("[{\"value\":\"u1\"}]")),
            "PATCH",
            "members",
            "u1",
            "[]",
            "Put marta into Finance"),
        Arguments.of(RIGHT, "PATCH", "rights", "Use", "[Use]", "Take Use on SAFE from Finance"),
        Arguments.of(
            WHOLE, "DELETE", "rights", "*", "[*]", "Take the permission on SAFE from Finance"),
        Arguments.of(
            WHOLE.inverse(list(PERMITTED)),
            "POST",
            "rights",
            "*",
            "[]",
            "Make the permission of Finance on SAFE again"),
        Arguments.of(OFF, "PATCH", "active", "false", "[true]", "Deactivate marta in HR"),
        Arguments.of(
            OFF.inverse(list("[true]")),
            "PATCH",
            "active",
            "true",
            "[false]",
            "Switch marta on again in HR"),
        Arguments.of(
            ENDS,
            "PATCH",
            "entitlements[value eq \"pay\"].validTo",
            "2026-12-31T00:00:00Z",
            "[pay]",
            "End Pay of marta at 2026-12-31T00:00:00Z"),
        Arguments.of(
            ENDS.inverse(list("[{\"value\":\"pay\",\"validTo\":\"2027-01-01T00:00:00Z\"}]")),
            "PATCH",
            "entitlements[value eq \"pay\"].validTo",
            "2027-01-01T00:00:00Z",
            "[pay until ?]",
            "Let Pay of marta end at 2027-01-01T00:00:00Z as before"),
        Arguments.of(
            ENDS.inverse(list("[{\"value\":\"pay\"}]")),
            "PATCH",
            "entitlements[value eq \"pay\"].validTo",
            "",
            "[pay until ?]",
            "Take the end off Pay of marta"));
  }

  @ParameterizedTest(name = "{5}")
  @MethodSource("changes")
  void aChangeSaysWhatItDoesWithWhatItSends(
      PlannedChange change,
      String method,
      String attribute,
      String value,
      String assumed,
      String sentence) {
    assertThat(change.sentence()).isEqualTo(sentence);
    assertThat(change.write().method()).isEqualTo(method);
    assertThat(change.attribute()).isEqualTo(attribute);
    assertThat(change.value()).isEqualTo(value);
    assertThat(change.assumed()).hasToString(assumed);
    assertThat(change.source()).isEqualTo("hr");
    assertThat(change.makesResource()).isEqualTo(method.equals("POST"));
    assertThat(change.takesResource()).isEqualTo(method.equals("DELETE"));
    assertThat(change.isDone(change.assumed())).as("it is needed").isFalse();
    assertThat(change.isDone(change.applyTo(change.assumed()))).as("made once").isTrue();
  }

  @Test
  void theFormsOfARequestHaveTheirMethods() {
    assertThat(new ScimWrite.Put(JsonMapper.builder().build().createObjectNode()).method())
        .isEqualTo("PUT");
    assertThat(new ScimWrite.Manual(List.of("Do it")).method()).isEqualTo("BY HAND");
    assertThat(Stream.of(WriteForm.values()).map(WriteForm::method))
        .containsExactly("PATCH", "PATCH", "PATCH", "PUT", "POST", "DELETE", "BY HAND");
    assertThat(WriteChoice.usual(WHOLE)).isEqualTo(new WriteChoice(WriteForm.DELETE, null));
    assertThat(new WriteChoice(WriteForm.MANUAL, "By a person.").isManual()).isTrue();
    assertThat(new WriteChoice(WriteForm.PUT, "By a PUT.").isManual()).isFalse();
    assertThat(new WriteChoice(WriteForm.PUT, "By a PUT.").words()).isEqualTo(" By a PUT.");
    assertThat(WriteChoice.usual(OUT).words()).isEmpty();
  }

  @Test
  void onlyAMemberIsNamedBesideThePathAndOnlyAnAccountGoesWithoutOne() {
    assertThat(PatchForms.of(OUT, WriteForm.PATCH)).isEqualTo(OUT.write());
    assertThat(PatchForms.of(OUT, WriteForm.PATCH_BY_VALUE).body().path("Operations").toString())
        .isEqualTo("[{\"op\":\"remove\",\"path\":\"members\",\"value\":[{\"value\":\"u1\"}]}]");
    assertThat(
            PatchForms.of(OFF, WriteForm.PATCH_WITHOUT_PATH).body().path("Operations").toString())
        .isEqualTo("[{\"op\":\"replace\",\"value\":{\"active\":false}}]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PatchForms.of(OFF, WriteForm.PATCH_BY_VALUE))
        .withMessage("'Deactivate marta in HR' is no PATCH_BY_VALUE");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PatchForms.of(OUT, WriteForm.PATCH_WITHOUT_PATH));
    assertThatIllegalArgumentException().isThrownBy(() -> PatchForms.of(OUT, WriteForm.PUT));
    assertThatIllegalArgumentException().isThrownBy(() -> PatchForms.of(WHOLE, WriteForm.PATCH));
  }

  private static ScimResource user(String more) {
    return ScimResource.parse("{\"id\":\"u1\"%s}".formatted(more));
  }

  @Test
  void anEndIsReadWhereItIsKept() {
    ScimResource held =
        user(
            """
            ,"entitlements":[{"value":"pay","validTo":"2026-12-31T01:00:00+01:00"},{"value":"view"}],
            "urn:x:User":{"until":"soon"}\
            """);
    assertThat(ENDS.valuesIn(held)).hasToString("[pay until 2026-12-31T00:00:00Z]");
    assertThat(ENDS.isDone(ENDS.valuesIn(held))).isTrue();
    assertThat(ENDS.touched(held)).hasSize(1);
    assertThat(ON_PAY.isCarriedBy(held)).isTrue();
    assertThat(ON_PAY.isCarriedBy(user(",\"entitlements\":[{\"value\":\"pay\"}]"))).isFalse();
    assertThat(ON_ACCOUNT.isCarriedBy(held)).isTrue();
    assertThat(ON_ACCOUNT.isCarriedBy(user(""))).isFalse();
    assertThat(ON_ACCOUNT.valuesIn(held)).hasToString("[soon]");
    assertThat(ON_ACCOUNT.value(null)).isEmpty();
    assertThat(ON_PAY.value(null)).hasToString("[pay]");
  }

  @Test
  void whatIsNotHeldGetsNoEndAndAnAccountAlwaysDoes() {
    RestoreEndDate back =
        ENDS.inverse(list("[{\"value\":\"pay\",\"validTo\":\"2027-01-01T00:00:00Z\"}]"));
    SortedSet<String> nothing = new TreeSet<>();
    assertThat(ENDS.applyTo(nothing)).isEmpty();
    assertThat(back.applyTo(nothing)).isEmpty();
    assertThat(back.touched(user(",\"entitlements\":[{\"value\":\"pay\"}]"))).hasSize(1);
    assertThat(back.valuesIn(user(",\"entitlements\":[{\"value\":\"pay\"}]"))).hasToString("[pay]");
    SetEndDate account = new SetEndDate(USER, ON_ACCOUNT, "The account", USER, "marta", END);
    assertThat(account.applyTo(nothing)).hasToString("[2026-12-31T00:00:00Z]");
    assertThat(account.inverse(list("[]")).applyTo(account.applyTo(nothing))).isEmpty();
    assertThat(account.inverse(list("[\"2027-01-01T00:00:00Z\"]")).applyTo(nothing))
        .hasToString("[2027-01-01T00:00:00Z]");
  }

  @Test
  void whatSaidNothingOfBeingActiveSaysNothingAgain() {
    Reactivate silent = OFF.inverse(list("[]"));
    assertThat(silent.value()).isEmpty();
    assertThat(silent.applyTo(PlannedChange.set("false"))).isEmpty();
    assertThat(silent.touched(user(",\"active\":false"))).hasSize(1);
    assertThat(OFF.valuesIn(user(""))).isEmpty();
    assertThat(OFF.valuesIn(user(",\"active\":true"))).hasToString("[true]");
  }

  @Test
  void aPermissionIsKnownByItsContainerAndItsHolder() {
    CreatePermission again = WHOLE.inverse(list(PERMITTED));
    assertThat(again.container()).isEqualTo("c1");
    String other = "{\"id\":\"p9\",\"container\":{\"value\":\"%s\"},\"%s\":{\"value\":\"%s\"}}";
    assertThat(again.isSame(ScimResource.parse(other.formatted("c1", "group", "g1")))).isTrue();
    assertThat(again.isSame(ScimResource.parse(other.formatted("c2", "group", "g1")))).isFalse();
    assertThat(again.isSame(ScimResource.parse(other.formatted("c1", "user", "g1")))).isFalse();
    assertThat(again.isSame(ScimResource.parse(other.formatted("c1", "group", "g2")))).isFalse();
    assertThat(again.isSame(ScimResource.parse("{\"container\":{\"value\":\"c1\"}}"))).isFalse();
    CreatePermission ofUser =
        WHOLE.inverse(list("[{\"container\":{\"value\":\"c1\"},\"user\":{\"value\":\"u1\"}}]"));
    assertThat(ofUser.isSame(ScimResource.parse(other.formatted("c1", "user", "u1")))).isTrue();
    Restoring more = RIGHT.inverse(list("[\"List\"]"));
    CreatePermission both = again.with(more).with(more);
    assertThat(both.applyTo(new TreeSet<>())).containsExactly("List", "Use");
    assertThat(both.found().get(0).path("rights")).hasSize(2);
  }

  @Test
  void aPermissionTakesEachOfItsRightsFromTheGraphOnce() {
    assertThat(WHOLE.removals()).extracting(Removal::value).containsExactly("List", "Use");
    assertThat(WHOLE.valuesIn(ScimResource.parse("{\"rights\":[]}"))).containsExactly("*");
  }

  @Test
  void theLastRightIsSaidToTakeThePermission() {
    assertThat(RIGHT.asLast().sentence()).startsWith(RIGHT.sentence()).endsWith(RemoveRight.LAST);
    assertThat(RIGHT.asLast().last()).isTrue();
    assertThat(RIGHT.last()).isFalse();
  }

  private static List<Restoring> lost(PlannedChange change, String elements) {
    return Lost.restored(change, list(elements));
  }

  @Test
  void whatWentBesideIsGivenBackOneByOne() {
    assertThat(
            lost(
                OUT,
                "[{\"value\":\"u2\",\"display\":\"Hana\"},{\"value\":\"g2\",\"type\":\"group\"},{}]"))
        .extracting(PlannedChange::sentence, change -> change.principal().value())
        .containsExactly(
            tuple("Put Hana into Finance", "hr/User/u2"),
            tuple("Put g2 into Finance", "hr/Group/g2"));
    RemoveGrant grant = new RemoveGrant(USER, "entitlements", "pay", "Pay", USER, "marta");
    assertThat(lost(grant, "[{\"value\":\"view\",\"display\":\"View\"},\"raw\"]"))
        .extracting(PlannedChange::sentence, PlannedChange::value)
        .containsExactly(tuple("Give View to marta", "view"), tuple("Give raw to marta", "raw"));
    assertThat(lost(RIGHT, "[\"List\"]"))
        .singleElement()
        .isInstanceOf(AddRight.class)
        .extracting(PlannedChange::sentence)
        .isEqualTo("Give List on SAFE to Finance");
    assertThat(lost(RIGHT, PERMITTED.replace("\"id\":\"p1\",", "")))
        .singleElement()
        .isInstanceOf(CreatePermission.class);
    assertThat(lost(OFF, "[true]")).isEmpty();
    assertThat(lost(WHOLE, PERMITTED)).isEmpty();
    assertThat(lost(ENDS, "[{\"value\":\"pay\"}]")).isEmpty();
    assertThat(lost(OUT.inverse(list("[]")), "[{\"value\":\"u2\"}]")).isEmpty();
    assertThat(lost(grant, "[{}]")).isEmpty();
  }

  @Test
  void aPreconditionHoldsForTheSameValuesAlone() {
    TreeSet<String> values = new TreeSet<>(Set.of("u1", "u2"));
    Precondition before = Precondition.of(OUT, Live.NOTHING, values);
    assertThat(before.matches(values)).isTrue();
    assertThat(before.matches(PlannedChange.set("u1"))).isFalse();
    assertThat(before.matches(PlannedChange.set("u1", "u3"))).isFalse();
    assertThat(Precondition.digest("a", values))
        .as("SHA-256 of {\"attribute\":\"a\",\"values\":[\"u1\",\"u2\"]}")
        .isEqualTo("f570654733f536072afed24dabfc8c7302e78882000ebff2b78abde0f06116b4");
  }

  @Test
  void aLongListIsKeptByItsDigestAlone() {
    TreeSet<String> values = new TreeSet<>();
    for (int i = 0; i < SeenEvidence.Held.MOST; i++) {
      values.add("u" + i);
    }
    assertThat(Precondition.held("members", values).values()).hasSize(SeenEvidence.Held.MOST);
    values.add("another");
    assertThat(Precondition.held("members", values).values()).isNull();
    assertThat(Precondition.held("members", values).count()).isEqualTo(SeenEvidence.Held.MOST + 1);
  }

  @Test
  void changesAreThereOrAReasonWhyThereAreNone() {
    Effect none = Effect.none(Effect.Radius.NONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChangeSet(List.of(), List.of(), List.of(), none, ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChangeSet(List.of(), List.of(OUT), List.of(), none, "why"));
    assertThat(new ChangeSet(List.of("F-1"), List.of(OUT), List.of(), none, "").undoes()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = FindingKind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "TOXIC",
        "BLAST_RADIUS",
        "UNUSED",
        "LEAVER",
        "ORPHAN",
        "OWNERLESS",
        "DORMANT",
        "QUARANTINE"
      })
  void whatNoRemovalEndsHasAReason(FindingKind kind) {
    assertThat(ByHand.reason(kind)).endsWith(".").hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @CsvSource({
    "YES,UNKNOWN,UNKNOWN,HONOURED",
    "NO,UNKNOWN,UNKNOWN,NONE",
    "NO,YES,NO,HONOURED",
    "YES,NO,YES,SHOWN",
    "YES,NO,NO,NONE",
    "YES,UNKNOWN,YES,HONOURED",
    "NO,UNKNOWN,YES,NONE"
  })
  void whatWasMeasuredOfVersionsWeighsMoreThanWhatIsSaid(
      Support claimed, Verdict ifMatch, Verdict etag, Versioning expected) {
    CapabilityClaim claim =
        new CapabilityClaim(
            Support.UNKNOWN, claimed, Support.UNKNOWN, Support.UNKNOWN, Support.UNKNOWN, null);
    CapabilityProfile measured =
        new CapabilityProfile(
            END,
            "/Groups",
            List.of(
                new Measurement(Point.IF_MATCH, ifMatch, null, Support.UNKNOWN, "seen", END),
                new Measurement(Point.ETAG, etag, null, Support.UNKNOWN, "seen", END)),
            null);
    assertThat(Versioning.of(claim, measured)).isEqualTo(expected);
    if (ifMatch == Verdict.UNKNOWN) {
      assertThat(Versioning.of(claim, null)).isEqualTo(expected);
    }
  }
}
