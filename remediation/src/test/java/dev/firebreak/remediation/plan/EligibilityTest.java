package dev.firebreak.remediation.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.firebreak.analytics.cut.Eligibility;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is not taken away, and why.
class EligibilityTest {

  private final SampleGraph graph = new SampleGraph();
  private final Planner planner = new Planner(PlanningRules.OPEN);

  private Proposal propose(Finding finding) {
    return planner.propose(finding, graph.snapshot());
  }

  @Test
  void theLastRightOfAPermissionMayGoAndTheLastMemberOfAGroupIsRuledOut() {
    String service = graph.identity("svc");
    String account = graph.account("vault", "svc");
    String group = graph.group("vault", "Only-One");
    String safe = graph.container("vault", "SAFE");
    String secret = graph.privileged("vault", "root");
    graph.owns(service, account).member(account, group);
    graph.right(group, safe, "RetrieveAccounts");
    graph.contains(safe, secret);
    Proposal proposal = propose(SampleGraph.blastRadius(graph.snapshot(), service, secret));
    assertThat(proposal.changes())
        .singleElement()
        .isInstanceOfSatisfying(
            RemoveRight.class, right -> assertThat(right.right()).isEqualTo("RetrieveAccounts"));
    assertThat(proposal.ruledOut())
        .extracting(Eligibility.NotEligible::reason)
        .containsExactly("it is the last membership of the group, and no group is emptied");
  }

  @Test
  void whatCannotBeTakenAwayIsRuledOutWithItsReason() {
    String ana = graph.identity("ana");
    String account = graph.account("doorway", "ana");
    String foreign = graph.group("vault", "Foreign");
    String nowhere = graph.group("vault", "Nowhere");
    String readOnly = graph.group("vault", "Read-only");
    String pay = graph.entitlement("vault", "pay");
    graph.owns(ana, account);
    graph.membership(account, foreign, "doorway", foreign, "members");
    graph.membership(foreign, nowhere, "vault", null, null);
    graph.membership(nowhere, readOnly, "vault", nowhere, "groups");
    graph.edge(EdgeKind.HOLDS, readOnly, pay, "closed", "closed/Group/x", "entitlements");
    Planner careful =
        new Planner(
            new PlanningRules(
                source -> !source.equals("closed"),
                NeverTouch.NONE,
                _ -> false,
                _ -> Planning.UNKNOWN));
    Proposal proposal =
        careful.propose(SampleGraph.blastRadius(graph.snapshot(), ana, pay), graph.snapshot());
    assertThat(proposal.isEmpty()).isTrue();
    assertThat(proposal.reason())
        .isEqualTo(
            "No membership or grant that may be taken away resolves this finding."
                + " See what is ruled out, and why.");
    assertThat(proposal.ruledOut())
        .extracting(Eligibility.NotEligible::edge, Eligibility.NotEligible::reason)
        .containsExactly(
            tuple("ana member of Foreign", "it is stated by doorway, not by vault"),
            tuple("Foreign member of Nowhere", "no resource of a source is known to carry it"),
            tuple(
                "Nowhere member of Read-only",
                "it is kept as groups of a Group, and only members of a Group can be taken out"),
            tuple(
                "Read-only holds pay",
                "the source closed is not set up for changes; it is changed there by hand"));
  }

  @Test
  void whereNoMembershipOrGrantIsOnTheWayNothingIsRuledOut() {
    String ana = graph.identity("ana");
    String account = graph.account("doorway", "ana");
    graph.owns(ana, account);
    Proposal proposal = propose(SampleGraph.blastRadius(graph.snapshot(), ana, account));
    assertThat(proposal.reason())
        .isEqualTo("No membership or grant that may be taken away resolves this finding.");
    assertThat(proposal.ruledOut()).isEmpty();
  }

  @Test
  void whatTheFindingShowedAndIsGoneSinceIsNotRuledOut() {
    String ana = graph.identity("ana");
    String account = graph.account("doorway", "ana");
    String alone = graph.group("doorway", "Alone");
    String kept = graph.entitlement("doorway", "kept");
    String gone = graph.entitlement("doorway", "gone");
    graph.owns(ana, account).member(account, alone).holds(alone, kept);
    Finding shown = SampleGraph.blastRadius(graph.snapshot(), ana, kept);
    SampleGraph before = new SampleGraph();
    before.owns(before.identity("ana"), before.account("doorway", "ana"));
    before.entitlement("doorway", "gone");
    before.entitlement("doorway", "away");
    before.holds(account, gone).holds(account, "doorway/Entitlement/away");
    Finding stale =
        SampleGraph.blastRadius(before.snapshot(), ana, gone, "doorway/Entitlement/away");
    Planner sparing =
        new Planner(
            new PlanningRules(_ -> true, NeverTouch.of("ana"), _ -> false, _ -> Planning.UNKNOWN));
    Proposal proposal =
        sparing.propose(
            new Finding(
                shown.key(),
                shown.ruleName(),
                1,
                shown.severity(),
                shown.subjectKind(),
                shown.subjectName(),
                shown.story(),
                List.of(
                    stale.because().getFirst(),
                    stale.because().getLast(),
                    shown.because().getFirst()),
                1,
                List.of()),
            graph.snapshot(),
            _ -> true);
    assertThat(proposal.changes()).isEmpty();
    assertThat(proposal.ruledOut())
        .extracting(Eligibility.NotEligible::edge)
        .containsExactly("ana member of Alone", "Alone holds kept");
  }

  @Test
  void aGrantThatMustStayIsNamedWithItsReason() {
    String ana = graph.identity("ana");
    String account = graph.account("ledger", "ana");
    String pay = graph.entitlement("ledger", "pay");
    graph.owns(ana, account).holds(account, pay);
    Finding unused =
        SampleGraph.finding(graph.snapshot(), FindingKind.UNUSED, account, pay, ana, pay);
    Planner sparing =
        new Planner(
            new PlanningRules(_ -> true, NeverTouch.of("ana"), _ -> false, _ -> Planning.UNKNOWN));
    Proposal proposal = sparing.propose(unused, graph.snapshot());
    assertThat(proposal.isEmpty()).isTrue();
    assertThat(proposal.reason())
        .isEqualTo(
            "The grant cannot be taken away. ana holds pay: ana is on the never-touch list.");
    SampleGraph without = new SampleGraph();
    without.owns(without.identity("ana"), without.account("ledger", "ana"));
    assertThat(sparing.propose(unused, without.snapshot(), _ -> true).reason())
        .isEqualTo("The grant cannot be taken away.");
  }

  @Test
  void nobodyOnTheNeverTouchListIsTouched() {
    Finding finding = Planning.marta(graph);
    Planner careful =
        new Planner(
            new PlanningRules(
                _ -> true,
                NeverTouch.of("M.Okonjo", "m.okonjo2"),
                _ -> false,
                _ -> Planning.UNKNOWN));
    Proposal proposal = careful.propose(finding, graph.snapshot());
    assertThat(proposal.changes()).noneMatch(change -> change.principal().id().startsWith("m."));
    assertThat(proposal.ruledOut())
        .extracting(Eligibility.NotEligible::reason)
        .contains("m.okonjo is on the never-touch list");
  }

  @Test
  void nothingIsTakenFromAGroupThatSomebodyOnTheNeverTouchListIsIn() {
    Finding finding = Planning.marta(graph);
    String glass = graph.account("doorway", "break-glass");
    String emergency = graph.group("doorway", "Emergency");
    graph.member(glass, emergency).member(emergency, "doorway/Group/AP-Clerks");
    Planner careful =
        new Planner(
            new PlanningRules(
                _ -> true,
                NeverTouch.of("break-glass", "m.okonjo", "m.okonjo2"),
                _ -> false,
                _ -> Planning.UNKNOWN));
    Proposal proposal = careful.propose(finding, graph.snapshot());
    assertThat(proposal.changes()).isEmpty();

    Planner forTheGlassAlone =
        new Planner(
            new PlanningRules(
                _ -> true,
                NeverTouch.of("break-glass"),
                _ -> false,
                edge ->
                    graph.snapshot().from(edge)
                            == graph.snapshot().find("doorway/Group/AP-Clerks").orElseThrow()
                        ? Planning.UNKNOWN
                        : Planning.USED));
    Proposal other = forTheGlassAlone.propose(finding, graph.snapshot());
    assertThat(Planning.sentences(other))
        .isSubsetOf("Remove m.okonjo from AP-Clerks", "Take release-payment from m.okonjo2");
    assertThat(other.ruledOut())
        .extracting(Eligibility.NotEligible::reason)
        .contains("break-glass, who is on the never-touch list, would lose it too");
  }

  @Test
  void theLastWhoMayManageASafeKeepsThatRight() {
    String ana = graph.identity("ana");
    String account = graph.account("vault", "ana");
    String safe = graph.container("vault", "T0");
    String root = graph.privileged("vault", "root");
    graph.owns(ana, account).contains(safe, root);
    graph.right(account, safe, "ManageMembers");
    graph.right(account, safe, "ListAccounts");
    Planner guarding =
        new Planner(
            new PlanningRules(
                _ -> true,
                NeverTouch.NONE,
                right -> "ManageMembers".equals(right.value()),
                _ -> Planning.UNKNOWN));
    Finding finding = SampleGraph.blastRadius(graph.snapshot(), ana, root);
    Proposal alone = guarding.propose(finding, graph.snapshot());
    assertThat(alone.changes()).isEmpty();
    assertThat(alone.ruledOut())
        .extracting(Eligibility.NotEligible::reason)
        .contains("nobody else may say who gets into T0");

    String owners = graph.group("vault", "Owners");
    graph.right(owners, safe, "ManageMembers");
    graph.right(graph.account("vault", "gone", Active.NO), safe, "ManageMembers");
    assertThat(guarding.propose(finding, graph.snapshot()).changes())
        .as("an empty group and an inactive account manage nothing")
        .isEmpty();

    graph.member(graph.account("vault", "ben"), owners);
    assertThat(Planning.sentences(guarding.propose(finding, graph.snapshot()))).hasSize(1);
  }
}
