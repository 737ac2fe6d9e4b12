package dev.firebreak.remediation.plan;

import static dev.firebreak.remediation.plan.SampleChanges.ENDS;
import static dev.firebreak.remediation.plan.SampleChanges.OFF;
import static dev.firebreak.remediation.plan.SampleChanges.OUT;
import static dev.firebreak.remediation.plan.SampleChanges.PERMITTED;
import static dev.firebreak.remediation.plan.SampleChanges.RIGHT;
import static dev.firebreak.remediation.plan.SampleChanges.USER;
import static dev.firebreak.remediation.plan.SampleChanges.WHOLE;
import static dev.firebreak.remediation.plan.SampleChanges.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What went beside what was to go, and how it comes back.
class LostTest {

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
    assertThat(lost(RIGHT, "[{\"value\":\"List\"}]"))
        .singleElement()
        .isInstanceOf(AddRight.class)
        .extracting(PlannedChange::value)
        .isEqualTo("List");
    assertThat(lost(RIGHT, PERMITTED.replace("\"id\":\"p1\",", "")))
        .singleElement()
        .isInstanceOf(CreatePermission.class);
    assertThat(lost(OFF, "[true]")).isEmpty();
    assertThat(lost(WHOLE, PERMITTED)).isEmpty();
    assertThat(lost(ENDS, "[{\"value\":\"pay\"}]")).isEmpty();
    assertThat(lost(OUT.inverse(list("[]")), "[{\"value\":\"u2\"}]")).isEmpty();
    assertThat(lost(grant, "[{}]")).isEmpty();
  }
}
