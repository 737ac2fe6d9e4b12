package dev.firebreak.remediation.plan;

import static dev.firebreak.remediation.plan.SampleGraph.reaches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.cut.StillHolds;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.groups.DuplicateGroups;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What a proposal says that its changes would do to other findings.
class ProposalEffectTest {

  private final SampleGraph graph = new SampleGraph();
  private final Planner planner = new Planner(PlanningRules.OPEN);

  @Test
  void aPlanSaysWhichFindingsItClosesAndWhichItOpens() {
    String ana = graph.identity("ana");
    String ben = graph.identity("ben");
    String anas = graph.account("ledger", "ana");
    String bens = graph.account("ledger", "ben");
    String payers = graph.group("ledger", "Payers");
    String others = graph.group("ledger", "Others");
    String pay = graph.entitlement("ledger", "pay");
    graph.owns(ana, anas).owns(ben, bens);
    graph.member(anas, payers).member(bens, payers).member(bens, others);
    graph.holds(payers, pay).holds(others, pay);
    String payKey = pay;
    Finding finding = SampleGraph.blastRadius(graph.snapshot(), ana, pay);
    Function<GraphSnapshot, List<Finding>> analysis =
        snapshot -> {
          List<Finding> found = new ArrayList<>(DuplicateGroups.find(snapshot));
          if (reaches(snapshot, ana, payKey)) {
            found.add(finding);
          }
          return found;
        };
    Proposal proposal =
        planner.propose(
            finding, graph.snapshot(), StillHolds.rerun(finding, List.of(finding), analysis));
    assertThat(proposal.changes().stream().map(PlannedChange::sentence))
        .containsExactly("Remove ana from Payers");
    assertThat(proposal.effect().closes()).containsExactly(finding.id());
    assertThat(proposal.effect().opened())
        .hasValueSatisfying(opened -> {
          assertThat(opened).hasSize(1);
          assertThat(opened.getFirst().kind()).isEqualTo(FindingKind.DUPLICATE_GROUP);
          assertThat(opened.getFirst().story()).contains("Others");
        });
    assertThat(planner.propose(finding, graph.snapshot()).effect().opened())
        .as("where no analysis is run again, nobody knows")
        .isEmpty();
  }
}
