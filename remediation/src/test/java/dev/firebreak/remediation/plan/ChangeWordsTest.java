package dev.firebreak.remediation.plan;

import static dev.firebreak.remediation.plan.SampleChanges.END;
import static dev.firebreak.remediation.plan.SampleChanges.ENDS;
import static dev.firebreak.remediation.plan.SampleChanges.OFF;
import static dev.firebreak.remediation.plan.SampleChanges.ON_ACCOUNT;
import static dev.firebreak.remediation.plan.SampleChanges.ON_PAY;
import static dev.firebreak.remediation.plan.SampleChanges.OUT;
import static dev.firebreak.remediation.plan.SampleChanges.PERMITTED;
import static dev.firebreak.remediation.plan.SampleChanges.RIGHT;
import static dev.firebreak.remediation.plan.SampleChanges.USER;
import static dev.firebreak.remediation.plan.SampleChanges.WHOLE;
import static dev.firebreak.remediation.plan.SampleChanges.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// What each kind of change says, sends, needs and leaves.
class ChangeWordsTest {
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
    assertThat(ofUser.isSame(ScimResource.parse(other.formatted("c1", "user", "u2")))).isFalse();
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
}
