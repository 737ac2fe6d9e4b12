package dev.firebreak.remediation.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firebreak.analytics.cut.CutPlan;
import dev.firebreak.analytics.cut.CutPlanner;
import dev.firebreak.analytics.cut.CutRules;
import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.cut.RemovalRules;
import dev.firebreak.analytics.cut.Spare;
import dev.firebreak.analytics.cut.StillHolds;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.graph.model.NodeKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is handed over to be frozen: for which findings, which changes, and what stays.
class ChangeSetTest {
  private static final Effect NONE = Effect.none(Effect.Radius.NONE);

  private final SampleGraph graph = new SampleGraph();
  private final Planner planner = new Planner(PlanningRules.OPEN);
  private final String ana = graph.identity("ana");
  private final String account = graph.account("s", "ana");
  private final String pay = graph.entitlement("s", "pay");
  private final String view = graph.entitlement("s", "view");

  /// Two ways to `pay`, so that two changes are needed.
  private Finding twoWays() {
    graph.owns(ana, account);
    for (String way : List.of("a", "b")) {
      String group = graph.group("s", way);
      graph.member(account, group).member(graph.account("s", "o" + way), group).holds(group, pay);
    }
    return SampleGraph.blastRadius(graph.snapshot(), ana, pay);
  }

  private static Effect closing(String... ids) {
    return new Effect(
        Effect.Radius.NONE, Effect.Radius.NONE, 0, List.of(ids), null, Effect.Use.NONE);
  }

  @Test
  void theFixOfAFindingIsItsChangesWithWhatOneOfThemWouldLeave() {
    Proposal fix = planner.propose(twoWays(), graph.snapshot());
    ChangeSet set = ChangeSet.of(fix);
    assertThat(set.findingIds()).containsExactly(fix.finding().id());
    assertThat(set.changes()).hasSize(2).isEqualTo(fix.changes());
    assertThat(set.residual()).hasSize(1).isEqualTo(fix.residual());
    assertThat(set.effect()).isEqualTo(fix.effect());
    assertThat(set.reason()).isEmpty();
    assertThat(set.undoes()).isNull();
  }

  @Test
  void whatFixesTwoFindingsIsMadeOnceAndIsForAllThatItCloses() {
    Finding first = twoWays();
    graph.holds("s/Group/a", view);
    Finding second = SampleGraph.toxic(graph.snapshot(), ana, pay, view);
    Proposal one = planner.propose(first, graph.snapshot());
    Proposal two = planner.propose(second, graph.snapshot());
    ChangeSet both = ChangeSet.of(List.of(one, two, one), closing("T-9", first.id()));
    assertThat(both.findingIds()).containsExactly(first.id(), second.id(), "T-9");
    assertThat(two.changes()).isNotEmpty();
    assertThat(both.changes())
        .doesNotHaveDuplicates()
        .containsAll(one.changes())
        .containsAll(two.changes());
    assertThat(both.residual()).doesNotHaveDuplicates().containsAll(one.residual()).isNotEmpty();
    assertThat(both.effect().closes()).containsExactly("T-9", first.id());
  }

  @Test
  void aCutPlanIsForWhatItClosesAndSaysWhatItsFirstChangeLeaves() {
    Finding finding = twoWays();
    CutPlan plan =
        new CutPlanner(graph.snapshot(), new CutRules(RemovalRules.OPEN, _ -> Planning.UNKNOWN))
            .close(List.of(finding), StillHolds::shown, 5, Spare.NOTHING);
    ChangeSet set = ChangeSet.of(plan, closing(finding.id()));
    assertThat(set.findingIds()).containsExactly(finding.id());
    assertThat(set.changes())
        .extracting(PlannedChange::sentence)
        .containsExactlyInAnyOrder("Remove ana from a", "Remove ana from b");
    assertThat(set.residual())
        .hasSameSizeAs(plan.changes().getFirst().residual())
        .allMatch(path -> path.last().key().equals(pay));
    assertThat(set.reason()).isEmpty();
  }

  @Test
  void aCutPlanWithoutAChangeSaysWhy() {
    Finding finding = twoWays();
    CutPlan none =
        new CutPlanner(graph.snapshot(), new CutRules(RemovalRules.OPEN, _ -> Planning.USED))
            .close(List.of(finding), StillHolds::shown, 5, Spare.USED);
    assertThat(none.changes()).isEmpty();
    ChangeSet set = ChangeSet.of(none, NONE);
    assertThat(set.changes()).isEmpty();
    assertThat(set.reason()).isEqualTo(none.answer()).isNotEmpty();
  }

  @Test
  void changesAreThereOrAReasonWhyThereAreNone() {
    PlannedChange out =
        new RemoveMember(
            new NodeKey("hr", "Group", "g1"), "Finance", new NodeKey("hr", "User", "u1"), "marta");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChangeSet(List.of(), List.of(), List.of(), NONE, ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChangeSet(List.of(), List.of(out), List.of(), NONE, "why"));
    assertThat(new ChangeSet(List.of("F-1"), List.of(out), List.of(), NONE, "").undoes()).isNull();
  }
}
