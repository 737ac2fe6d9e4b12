package dev.firebreak.remediation.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.scim.resource.ScimResource;
import org.junit.jupiter.api.Test;

/// What is proposed for findings that are no toxic combination, and how a change is undone.
class ProposalByKindTest {

  private final SampleGraph graph = new SampleGraph();
  private final Planner planner = new Planner(PlanningRules.OPEN);

  private Proposal propose(Finding finding) {
    return planner.propose(finding, graph.snapshot());
  }

  @Test
  void aLeaversAccountIsDeactivatedAndKeepsWhatItHolds() {
    String ana = graph.identity("ana", Active.NO);
    String account = graph.account("ledger", "ana");
    String pay = graph.entitlement("ledger", "pay");
    graph.owns(ana, account).holds(account, pay);
    Proposal proposal = propose(SampleGraph.leaver(graph.snapshot(), ana, account));
    assertThat(Planning.sentences(proposal)).containsExactly("Deactivate ana in ledger");
    assertThat(proposal.changes().getFirst().write().body().get("Operations").toString())
        .isEqualTo("[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]");
    assertThat(proposal.effect().closes()).containsExactly(proposal.finding().id());
    assertThat(proposal.effect().after().count()).isZero();
    assertThat(proposal.effect().identitiesLosing()).isEqualTo(1);
    assertThat(proposal.effect().use()).isEqualTo(new Effect.Use(0, 0, 1));
  }

  @Test
  void anOrphanIsDeactivatedUnlessItIsInactiveAlready() {
    String active = graph.account("ledger", "ghost", Active.UNKNOWN);
    String asleep = graph.account("ledger", "asleep", Active.NO);
    GraphSnapshot snapshot = graph.snapshot();
    assertThat(
            Planning.sentences(
                propose(
                    SampleGraph.finding(snapshot, FindingKind.ORPHAN, active, "", active, active))))
        .containsExactly("Deactivate ghost in ledger");
    Proposal none =
        propose(SampleGraph.finding(snapshot, FindingKind.ORPHAN, asleep, "", asleep, asleep));
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.reason()).contains("no longer holds");
  }

  @Test
  void exactlyTheUnusedGrantIsTaken() {
    String ana = graph.identity("ana");
    String account = graph.account("ledger", "ana");
    String pay = graph.entitlement("ledger", "pay");
    String view = graph.entitlement("ledger", "view");
    graph.owns(ana, account).holds(account, pay).holds(account, view);
    Proposal proposal =
        propose(SampleGraph.finding(graph.snapshot(), FindingKind.UNUSED, account, pay, ana, pay));
    assertThat(Planning.sentences(proposal)).containsExactly("Take pay from ana");
    assertThat(proposal.effect().closes()).containsExactly(proposal.finding().id());
  }

  @Test
  void aServiceAccountWithoutOwnerNeedsAPersonNotAChange() {
    String service = graph.identity("svc");
    String account = graph.account("ledger", "svc");
    graph.owns(service, account);
    Proposal proposal =
        propose(
            SampleGraph.finding(
                graph.snapshot(), FindingKind.OWNERLESS, service, "", service, account));
    assertThat(proposal.isEmpty()).isTrue();
    assertThat(proposal.reason()).contains("Name one in its source");
  }

  @Test
  void aFindingThatTheGraphNoLongerHasNeedsNoChange() {
    Finding finding = Planning.marta(graph);
    GraphSnapshot fixed =
        Planner.after(graph.snapshot(), planner.propose(finding, graph.snapshot()).changes());
    Proposal proposal = planner.propose(finding, fixed);
    assertThat(proposal.isEmpty()).isTrue();
    assertThat(proposal.reason()).contains("no longer holds");
    assertThat(proposal.effect().before().count()).as("what she reaches still").isPositive();
    Proposal nobody = planner.propose(finding, new SampleGraph().snapshot());
    assertThat(nobody.reason()).contains("no longer holds");
    assertThat(nobody.effect().before()).isEqualTo(Effect.Radius.NONE);
  }

  @Test
  void everyChangeKnowsItsInverse() {
    var group = new NodeKey("s", "Group", "g");
    var user = new NodeKey("s", "User", "u");
    RemoveMember change = new RemoveMember(group, "G", user, "u");
    var live =
        new Live(
            ScimResource.parse(
                "{\"id\":\"g\",\"members\":[{\"value\":\"u\",\"type\":\"User\",\"n\":1},{\"value\":\"v\"}]}"),
            null);
    Precondition before = Precondition.of(change, live, change.valuesIn(live.resource()));
    assertThat(operations(change.inverse(before.slice())))
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"u\",\"type\":\"User\"}]}]");
    assertThat(before.count()).isEqualTo(2);
    Deactivate off = new Deactivate(user, "u", "S");
    var unknown = new Live(ScimResource.parse("{\"id\":\"u\"}"), null);
    var active = new Live(ScimResource.parse("{\"id\":\"u\",\"active\":true}"), null);
    assertThat(
            operations(
                off.inverse(Precondition.of(off, active, off.valuesIn(active.resource())).slice())))
        .isEqualTo("[{\"op\":\"replace\",\"path\":\"active\",\"value\":true}]");
    assertThat(
            operations(
                off.inverse(
                    Precondition.of(off, unknown, off.valuesIn(unknown.resource())).slice())))
        .isEqualTo("[{\"op\":\"remove\",\"path\":\"active\"}]");
  }

  private static String operations(Restoring change) {
    return change.write().body().get("Operations").toString();
  }
}
