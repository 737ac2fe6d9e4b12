package dev.firebreak.remediation.plan;

import static dev.firebreak.remediation.plan.SampleGraph.reaches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.cut.AccessInUse;
import dev.firebreak.analytics.cut.CutChange;
import dev.firebreak.analytics.cut.CutPlan;
import dev.firebreak.analytics.cut.CutPlanner;
import dev.firebreak.analytics.cut.CutRules;
import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.cut.RemovalRules;
import dev.firebreak.analytics.cut.Spare;
import dev.firebreak.analytics.cut.StillHolds;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Which changes are proposed, and which of several ways.
class PlannerTest {

  private final SampleGraph graph = new SampleGraph();
  private final Planner planner = new Planner(PlanningRules.OPEN);

  private Proposal propose(Finding finding) {
    return planner.propose(finding, graph.snapshot());
  }

  @Test
  void ofEquallyFewChangesTheOneThatTakesNothingFromOthersIsProposed() {
    Proposal proposal = propose(Planning.marta(graph));
    assertThat(Planning.sentences(proposal)).hasSize(1);
    assertThat(proposal.effect().identitiesLosing()).isEqualTo(1);
    assertThat(Planning.sentences(proposal))
        .isSubsetOf("Remove m.okonjo from AP-Clerks", "Take release-payment from m.okonjo2");
    assertThat(proposal.effect().closes()).containsExactly(proposal.finding().id());
    assertThat(proposal.residual()).isEmpty();
  }

  @Test
  void whatIsInUseIsTakenLast() {
    Finding finding = Planning.marta(graph);
    GraphSnapshot snapshot = graph.snapshot();
    Planner knowing =
        Planning.knowing(edge ->
            snapshot.edgeKind(edge) == EdgeKind.MEMBER_OF ? Planning.USED : Planning.UNUSED);
    Proposal proposal = knowing.propose(finding, snapshot);
    assertThat(Planning.sentences(proposal)).containsExactly("Take release-payment from m.okonjo2");
    assertThat(proposal.effect().use()).isEqualTo(new Effect.Use(0, 1, 0));
    Proposal inverted =
        Planning.knowing(
                edge -> snapshot.edgeKind(edge) == EdgeKind.HOLDS ? Planning.USED : Planning.UNUSED)
            .propose(finding, snapshot);
    assertThat(Planning.sentences(inverted)).containsExactly("Remove m.okonjo from AP-Clerks");
  }

  @Test
  void twoChangesThatNobodyMissesAreBetterThanOneThatSomebodyNeeds() {
    String ana = graph.identity("ana");
    String account = graph.account("s", "ana");
    String pay = graph.entitlement("s", "pay");
    String job = graph.entitlement("s", "job");
    graph.owns(ana, account).holds(account, job);
    for (String way : List.of("a", "b")) {
      String group = graph.group("s", way);
      graph.member(account, group).member(graph.account("s", "o" + way), group).holds(group, pay);
    }
    Finding finding = SampleGraph.toxic(graph.snapshot(), ana, pay, job);
    String jobKey = job;
    GraphSnapshot snapshot = graph.snapshot();
    Planner knowing =
        Planning.knowing(edge ->
            snapshot.key(snapshot.to(edge)).equals(jobKey) ? Planning.USED : Planning.UNUSED);
    Proposal proposal = knowing.propose(finding, snapshot);
    assertThat(proposal.changes()).hasSize(2);
    assertThat(proposal.effect().use()).isEqualTo(new Effect.Use(0, 2, 0));
    assertThat(Planning.sentences(planner.propose(finding, snapshot)))
        .containsExactly("Take job from ana");
  }

  @Test
  void theFixOfAFindingAndTheCutPlanForItSayTheSameOfUse() {
    Finding finding = Planning.marta(graph);
    GraphSnapshot snapshot = graph.snapshot();
    Instant lately = SampleGraph.NOW.minusSeconds(86_400);
    Usage usage =
        new Usage(
            List.of(
                new Usage.Use(
                    "doorway/User/m.okonjo", "doorway/Entitlement/create-vendor", lately, 3)),
            List.of());
    AccessInUse use = new AccessInUse(snapshot, usage, 90);

    Proposal fix = Planning.knowing(use).propose(finding, snapshot);
    CutPlan plan =
        new CutPlanner(snapshot, new CutRules(RemovalRules.OPEN, use))
            .close(List.of(finding), StillHolds::shown, 5, Spare.NOTHING);
    assertThat(plan.changes()).extracting(CutChange::sentence).isEqualTo(Planning.sentences(fix));
    assertThat(plan.changes()).extracting(CutChange::use).isEqualTo(fix.use());
    assertThat(Planning.sentences(fix)).containsExactly("Take release-payment from m.okonjo2");
    int membership =
        snapshot
            .find(
                EdgeKind.MEMBER_OF,
                snapshot.find("doorway/User/m.okonjo").orElseThrow(),
                snapshot.find("doorway/Group/AP-Clerks").orElseThrow())
            .findFirst()
            .orElseThrow();
    assertThat(use.apply(membership).reason()).contains("m.okonjo used create-vendor on");
  }

  @Test
  void aMemberThatNamesAUserAndAGroupIsTakenOutAsBothAndSaysSo() {
    String ana = graph.identity("ana");
    String account = graph.account("doorway", "20");
    String twin = graph.group("doorway", "20");
    String tier0 = graph.group("doorway", "Tier0");
    String root = graph.entitlement("doorway", "root");
    graph.owns(ana, account).member(account, tier0).member(twin, tier0).holds(tier0, root);
    graph.member(graph.account("doorway", "o"), tier0);
    Proposal proposal = propose(SampleGraph.blastRadius(graph.snapshot(), ana, root));
    assertThat(Planning.sentences(proposal))
        .containsExactly("Remove 20 and the group 20 from Tier0");
    assertThat(proposal.effect().use().unknown()).isEqualTo(2);
  }

  @Test
  void aUseThatNobodyKnowsOfStaysUnknown() {
    assertThat(propose(Planning.marta(graph)).effect().use()).isEqualTo(new Effect.Use(0, 0, 1));
  }

  @Test
  void breakingOneFunctionIsEnoughAndItIsTheOneWithTheFewestWays() {
    String marta = graph.identity("marta");
    String account = graph.account("doorway", "m");
    String pay = graph.entitlement("doorway", "pay");
    String create = graph.entitlement("doorway", "create");
    graph.owns(marta, account).holds(account, create);
    for (String way : List.of("a", "b", "c")) {
      String group = graph.group("doorway", way);
      String other = graph.account("doorway", "other-" + way);
      graph.member(account, group).member(other, group).holds(group, pay);
    }
    Proposal proposal = propose(SampleGraph.toxic(graph.snapshot(), marta, pay, create));
    assertThat(Planning.sentences(proposal)).containsExactly("Take create from m");
  }

  @Test
  void whereOneChangeIsNotEnoughTheRestOfTheWaysIsShown() {
    String marta = graph.identity("marta");
    String account = graph.account("vault", "m.okonjo");
    String other = graph.account("vault", "other");
    String batch = graph.group("vault", "STR-Finance-Batch");
    String backup = graph.group("vault", "Treasury-Backup");
    String safe = graph.container("vault", "FIN-BATCH-PRD");
    String secret = graph.privileged("vault", "payrun-batch");
    graph.owns(marta, account).member(account, batch).member(account, backup);
    graph.member(other, batch).member(other, backup);
    graph.right(batch, safe, "RetrieveAccounts");
    graph.right(batch, safe, "ListAccounts");
    graph.right(backup, safe, "RetrieveAccounts");
    graph.right(backup, safe, "ListAccounts");
    graph.contains(safe, secret);
    Finding finding = SampleGraph.blastRadius(graph.snapshot(), marta, secret);
    Proposal proposal = propose(finding);
    assertThat(Planning.sentences(proposal))
        .containsExactlyInAnyOrder(
            "Remove m.okonjo from STR-Finance-Batch", "Remove m.okonjo from Treasury-Backup");
    assertThat(finding.because().getFirst().hops())
        .as("the change that the finding shows comes first")
        .anyMatch(hop -> hop.to().equals(proposal.changes().getFirst().resource().value()));
    assertThat(proposal.residual()).hasSize(1);
    assertThat(proposal.residual().getFirst().stops())
        .anyMatch(stop -> stop.key().equals(proposal.changes().getLast().resource().value()));
    assertThat(proposal.effect().before().count()).isEqualTo(4);
    assertThat(proposal.effect().after().count()).isZero();
    assertThat(proposal.effect().before().weighted()).isEqualTo(100);
  }

  @Test
  void aRightIsTakenFromAPermissionWhenThatHarmsNobodyElse() {
    String service = graph.identity("svc-etl");
    String account = graph.account("vault", "svc-etl");
    String safe = graph.container("vault", "FIN-REPORT");
    String secret = graph.privileged("vault", "root");
    graph.owns(service, account);
    graph.right(account, safe, "RetrieveAccounts");
    graph.right(account, safe, "ListAccounts");
    graph.contains(safe, secret);
    Proposal proposal = propose(SampleGraph.blastRadius(graph.snapshot(), service, secret));
    assertThat(Planning.sentences(proposal))
        .containsExactly("Take RetrieveAccounts on FIN-REPORT from svc-etl");
    assertThat(proposal.changes().getFirst().resource().value())
        .isEqualTo("vault/ContainerPermission/FIN-REPORT:svc-etl");
    assertThat(proposal.changes().getFirst().write().body().toString())
        .contains("rights[value eq \\\"RetrieveAccounts\\\"]");
  }

  @Test
  void ofTwoHalvesThatCostTheSameTheOneThatEndsMoreReachGoes() {
    String ana = graph.identity("ana");
    String account = graph.account("s", "ana");
    String safe = graph.container("s", "safe");
    String pay = graph.entitlement("s", "z-pay");
    String create = graph.entitlement("s", "a-create");
    graph.owns(ana, account).holds(account, create);
    graph.right(account, safe, "Use");
    graph.contains(safe, graph.privileged("s", "robot"));
    graph.signsInAs("s/PrivilegedData/robot", graph.account("s", "robot-login"));
    graph.holds("s/User/robot-login", pay).holds("s/User/robot-login", graph.entitlement("s", "b"));
    Proposal proposal =
        planner.propose(SampleGraph.toxic(graph.snapshot(), ana, create, pay), graph.snapshot());
    assertThat(Planning.sentences(proposal)).singleElement().asString().contains("Use");
  }

  @Test
  void theRealAnalysisDecidesAndLeadsTheSearchToWhatTheFindingDidNotShow() {
    String ana = graph.identity("ana");
    String account = graph.account("doorway", "ana");
    String group = graph.group("doorway", "Payers");
    graph.owns(ana, account).member(account, group).member(graph.account("doorway", "o"), group);
    String create = graph.entitlement("doorway", "create");
    String elsewhere = graph.group("doorway", "Elsewhere");
    graph.member(group, elsewhere).member(graph.account("doorway", "p"), elsewhere);
    graph.member(account, elsewhere);
    graph.owns(graph.identity("pia"), "doorway/User/p");
    List<String> payments = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String pay = graph.entitlement("doorway", "pay-" + i);
      payments.add(pay);
      graph.holds(group, pay);
    }
    graph.holds(elsewhere, create);
    Finding finding = SampleGraph.toxic(graph.snapshot(), ana, payments.getFirst(), create);
    Function<GraphSnapshot, List<Finding>> analysis =
        snapshot -> {
          List<String> left = payments.stream().filter(pay -> reaches(snapshot, ana, pay)).toList();
          return left.isEmpty() || !reaches(snapshot, ana, create)
              ? List.of()
              : List.of(renamed(SampleGraph.toxic(snapshot, ana, left.getFirst(), create)));
        };
    Proposal proposal =
        planner.propose(
            renamed(finding),
            graph.snapshot(),
            StillHolds.rerun(renamed(finding), List.of(renamed(finding)), analysis));
    assertThat(Planning.sentences(proposal)).containsExactly("Remove ana from Payers");
    assertThat(analysis.apply(Planner.after(graph.snapshot(), proposal.changes()))).isEmpty();
  }

  @Test
  void aWayThatIsLeftHasTheNameOfWhatTheFindingIsAbout() {
    String ana = graph.identity("ana");
    String account = graph.account("s", "ana");
    String pay = graph.entitlement("s", "pay-7");
    String create = graph.entitlement("s", "create-7");
    graph.owns(ana, account);
    for (String way : List.of("a", "b")) {
      String group = graph.group("s", way);
      graph.member(account, group).member(graph.account("s", "o" + way), group);
      graph.holds(group, pay).holds(group, create);
    }
    Proposal proposal = propose(renamed(SampleGraph.toxic(graph.snapshot(), ana, pay, create)));
    assertThat(proposal.changes()).hasSize(2);
    assertThat(proposal.residual())
        .isNotEmpty()
        .extracting(AccessPath::title)
        .isSubsetOf("Pay", "Create");
  }

  /// Both functions have a name that does not depend on the entitlement shown.
  private static Finding renamed(Finding finding) {
    return new Finding(
        finding.key(),
        finding.ruleName(),
        1,
        finding.severity(),
        finding.subjectKind(),
        finding.subjectName(),
        finding.story(),
        List.of(
            named("Pay", finding.because().getFirst()),
            named("Create", finding.because().getLast())),
        1,
        List.of());
  }

  private static AccessPath named(String title, AccessPath path) {
    return new AccessPath(title, "", path.stops(), path.hops());
  }
}
