package dev.firebreak.remediation.plan;

import static dev.firebreak.remediation.plan.SampleChanges.OUT;
import static dev.firebreak.remediation.plan.SampleChanges.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.evidence.SeenEvidence;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What must still be so when a change is sent.
class PreconditionTest {

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
  void ofAPermissionThatGoesEverythingIsKeptButNumbersAndMeta() {
    Live live =
        new Live(
            ScimResource.parse(
                """
                {"id":"p1","n":1,"meta":{"version":"W/1"},"container":{"value":"c1","n":2},
                 "rights":["Use",3,{"value":"List","n":4},[5,"x"]],"on":true}
                """),
            null);
    assertThat(Precondition.of(WHOLE, live, WHOLE.valuesIn(live.resource())).slice().toString())
        .isEqualTo(
            "[{\"id\":\"p1\",\"container\":{\"value\":\"c1\"},"
                + "\"rights\":[\"Use\",{\"value\":\"List\"},[\"x\"]],\"on\":true}]");
  }
}
