package dev.firebreak.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class ScenarioTest {

  @Test
  void nodesEdgesAndTheirPropertiesAreRead() {
    Scenario scenario =
        Scenario.parse(
            """
            # a comment
            identity ana active department="Accounts payable"
            account doorway/User/a1 inactive name="Ana Costa"
            entitlement ledger/Entitlement/pay sensitivity=80 crown

            ana -OWNS-> doorway/User/a1
            doorway/User/a1 -MEMBER_OF-> doorway/Group/g1 until=2026-01-01T00:00:00Z via=x/y/z
            """);

    assertThat(scenario.nodes().keySet())
        .containsExactly(
            "firebreak/Identity/ana",
            "doorway/User/a1",
            "ledger/Entitlement/pay",
            "doorway/Group/g1");
    assertThat(scenario.nodes().get("firebreak/Identity/ana").properties())
        .containsEntry("active", true)
        .containsEntry("department", "Accounts payable");
    assertThat(scenario.nodes().get("doorway/User/a1").properties())
        .containsEntry("active", false)
        .containsEntry("name", "Ana Costa")
        .containsEntry("source", "doorway");
    assertThat(scenario.nodes().get("ledger/Entitlement/pay").properties())
        .containsEntry("sensitivity", 80L)
        .containsEntry("crownJewel", true);
    assertThat(scenario.nodes().get("doorway/Group/g1").label()).isEqualTo("Group");
    assertThat(scenario.edges()).hasSize(2);
    assertThat(scenario.edges().getLast().properties())
        .containsEntry("validTo", ZonedDateTime.parse("2026-01-01T00:00:00Z"))
        .containsEntry("via", "x/y/z");
  }

  @Test
  void aLineThatIsNotUnderstoodIsNamed() {
    assertThatThrownBy(() -> Scenario.parse("identity ana\nana -OWNS-> doorway/Thing/1"))
        .hasMessageContaining("line 2")
        .hasMessageContaining("Thing");
    assertThatThrownBy(() -> Scenario.parse("person ana")).hasMessageContaining("line 1");
    assertThatThrownBy(() -> Scenario.parse("identity ana aktive")).hasMessageContaining("aktive");
    assertThatThrownBy(() -> Scenario.parse("identity ana\nidentity ana"))
        .hasMessageContaining("twice");
  }

  @Test
  void scenariosThatShareNothingCanStandSideBySide() {
    Scenario ana = Scenario.parse("identity ana");
    assertThat(ana.plus(Scenario.parse("identity bo")).nodes()).hasSize(2);
    assertThatThrownBy(() -> ana.plus(ana)).hasMessageContaining("ana");
  }
}
