package dev.firebreak.remediation.plan;

import static dev.firebreak.remediation.plan.SampleGraph.reaches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.cut.Eligibility;
import dev.firebreak.analytics.cut.StillHolds;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.unused.Season;
import dev.firebreak.analytics.unused.UseVerdict;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private final SampleGraph graph = new SampleGraph();
  private final Planner planner = new Planner(PlanningRules.OPEN);

  private static final UseVerdict USED = new UseVerdict.Used(SampleGraph.NOW, 1);
  private static final UseVerdict UNUSED =
      new UseVerdict.Unused(
          214, new UseVerdict.Period(SampleGraph.NOW.minusSeconds(1), SampleGraph.NOW), null);
  private static final UseVerdict UNKNOWN = new UseVerdict.Unknown(UseVerdict.Reason.NO_FEED);

  private static Planner planner(Function<Edge, UseVerdict> use) {
    return new Planner(new PlanningRules(_ -> true, NeverTouch.NONE, _ -> false, use));
  }

  private static List<String> sentences(Proposal proposal) {
    return proposal.changes().stream().map(PlannedChange::sentence).toList();
  }

  private Proposal propose(Finding finding) {
    return planner.propose(finding, graph.snapshot());
  }

  /// Two functions in two systems, one of them through nested groups with other members.
  private Finding marta() {
    String marta = graph.identity("marta");
    String ben = graph.identity("ben");
    String doorway = graph.account("doorway", "m.okonjo");
    String ledger = graph.account("ledger", "m.okonjo2");
    String bens = graph.account("doorway", "b.sand");
    String clerks = graph.group("doorway", "AP-Clerks");
    String all = graph.group("doorway", "Finance-All");
    String create = graph.entitlement("doorway", "create-vendor");
    String pay = graph.entitlement("ledger", "release-payment");
    graph.owns(marta, doorway).owns(marta, ledger).owns(ben, bens);
    graph.member(doorway, clerks).member(bens, clerks).member(clerks, all);
    graph.holds(all, create).holds(ledger, pay);
    graph.member(bens, all);
    return SampleGraph.toxic(graph.snapshot(), marta, create, pay);
  }

  @Test
  void ofEquallyFewChangesTheOneThatTakesNothingFromOthersIsProposed() {
    Proposal proposal = propose(marta());
    assertThat(sentences(proposal)).hasSize(1);
    assertThat(proposal.effect().identitiesLosing()).isEqualTo(1);
    assertThat(sentences(proposal))
        .isSubsetOf("Remove m.okonjo from AP-Clerks", "Take release-payment from m.okonjo2");
    assertThat(proposal.effect().closes()).containsExactly(proposal.finding().id());
    assertThat(proposal.residual()).isEmpty();
  }

  @Test
  void whatIsInUseIsTakenLast() {
    Finding finding = marta();
    Planner knowing = planner(edge -> edge.kind() == EdgeKind.MEMBER_OF ? USED : UNUSED);
    Proposal proposal = knowing.propose(finding, graph.snapshot());
    assertThat(sentences(proposal)).containsExactly("Take release-payment from m.okonjo2");
    assertThat(proposal.effect().use()).isEqualTo(new Effect.Use(0, 1, 0));
    Proposal inverted =
        planner(edge -> edge.kind() == EdgeKind.HOLDS ? USED : UNUSED)
            .propose(finding, graph.snapshot());
    assertThat(sentences(inverted)).containsExactly("Remove m.okonjo from AP-Clerks");
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
        planner(edge -> snapshot.node(edge.to()).key().equals(jobKey) ? USED : UNUSED);
    Proposal proposal = knowing.propose(finding, snapshot);
    assertThat(proposal.changes()).hasSize(2);
    assertThat(proposal.effect().use()).isEqualTo(new Effect.Use(0, 2, 0));
    assertThat(sentences(planner.propose(finding, snapshot))).containsExactly("Take job from ana");
  }

  @Test
  void whatIsUsedBySeasonIsInUseAndWhatIsTooNewIsUnknown() {
    Instant then = Instant.parse("2026-06-30T00:00:00Z");
    UseVerdict seasonal =
        new UseVerdict.Seasonal(
            new Season(
                Season.Recurrence.QUARTERLY, 2, new UseVerdict.Period(then, then.plusSeconds(1))),
            then);
    Finding finding = marta();
    assertThat(planner(_ -> seasonal).propose(finding, graph.snapshot()).effect().use().used())
        .isEqualTo(1);
    assertThat(
            planner(_ -> new UseVerdict.TooNew(then, then))
                .propose(finding, graph.snapshot())
                .effect()
                .use())
        .isEqualTo(new Effect.Use(0, 0, 1));
  }

  @Test
  void aUseThatNobodyKnowsOfStaysUnknown() {
    assertThat(propose(marta()).effect().use()).isEqualTo(new Effect.Use(0, 0, 1));
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
    assertThat(sentences(proposal)).containsExactly("Take create from m");
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
    assertThat(sentences(proposal))
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
    assertThat(sentences(proposal))
        .containsExactly("Take RetrieveAccounts on FIN-REPORT from svc-etl");
    assertThat(proposal.changes().getFirst().resource().value())
        .isEqualTo("vault/ContainerPermission/FIN-REPORT:svc-etl");
    assertThat(proposal.changes().getFirst().write().body().toString())
        .contains("rights[value eq \\\"RetrieveAccounts\\\"]");
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
                source -> !source.equals("closed"), NeverTouch.NONE, _ -> false, _ -> UNKNOWN));
    Proposal proposal =
        careful.propose(SampleGraph.blastRadius(graph.snapshot(), ana, pay), graph.snapshot());
    assertThat(proposal.isEmpty()).isTrue();
    assertThat(proposal.reason()).startsWith("No membership or grant that may be taken away");
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
  void nobodyOnTheNeverTouchListIsTouched() {
    Finding finding = marta();
    Planner careful =
        new Planner(
            new PlanningRules(
                _ -> true, NeverTouch.of("M.Okonjo", "m.okonjo2"), _ -> false, _ -> UNKNOWN));
    Proposal proposal = careful.propose(finding, graph.snapshot());
    assertThat(proposal.changes()).noneMatch(change -> change.principal().id().startsWith("m."));
    assertThat(proposal.ruledOut())
        .extracting(Eligibility.NotEligible::reason)
        .contains("m.okonjo is on the never-touch list");
  }

  @Test
  void nothingIsTakenFromAGroupThatSomebodyOnTheNeverTouchListIsIn() {
    Finding finding = marta();
    String glass = graph.account("doorway", "break-glass");
    String emergency = graph.group("doorway", "Emergency");
    graph.member(glass, emergency).member(emergency, "doorway/Group/AP-Clerks");
    Planner careful =
        new Planner(
            new PlanningRules(
                _ -> true,
                NeverTouch.of("break-glass", "m.okonjo", "m.okonjo2"),
                _ -> false,
                _ -> UNKNOWN));
    Proposal proposal = careful.propose(finding, graph.snapshot());
    assertThat(proposal.changes()).isEmpty();

    Planner forTheGlassAlone =
        new Planner(
            new PlanningRules(
                _ -> true,
                NeverTouch.of("break-glass"),
                _ -> false,
                edge ->
                    edge.from() == graph.snapshot().find("doorway/Group/AP-Clerks").orElseThrow()
                        ? UNKNOWN
                        : USED));
    Proposal other = forTheGlassAlone.propose(finding, graph.snapshot());
    assertThat(sentences(other))
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
                _ -> UNKNOWN));
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
    assertThat(sentences(guarding.propose(finding, graph.snapshot()))).hasSize(1);
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
    assertThat(sentences(proposal)).singleElement().asString().contains("Use");
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
    assertThat(sentences(proposal)).containsExactly("Remove ana from Payers");
    assertThat(analysis.apply(Planner.after(graph.snapshot(), proposal.changes()))).isEmpty();
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

  @Test
  void aLeaversAccountIsDeactivatedAndKeepsWhatItHolds() {
    String ana = graph.identity("ana", Active.NO);
    String account = graph.account("ledger", "ana");
    String pay = graph.entitlement("ledger", "pay");
    graph.owns(ana, account).holds(account, pay);
    Proposal proposal = propose(SampleGraph.leaver(graph.snapshot(), ana, account));
    assertThat(sentences(proposal)).containsExactly("Deactivate ana in ledger");
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
            sentences(
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
    assertThat(sentences(proposal)).containsExactly("Take pay from ana");
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
    Finding finding = marta();
    GraphSnapshot fixed =
        Planner.after(graph.snapshot(), planner.propose(finding, graph.snapshot()).changes());
    Proposal proposal = planner.propose(finding, fixed);
    assertThat(proposal.isEmpty()).isTrue();
    assertThat(proposal.reason()).contains("no longer holds");
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
    assertThat(change.inverse(before).toJson().get("Operations").toString())
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"u\",\"type\":\"User\"}]}]");
    assertThat(before.count()).isEqualTo(2);
    Deactivate off = new Deactivate(user, "u", "S");
    var unknown = new Live(ScimResource.parse("{\"id\":\"u\"}"), null);
    var active = new Live(ScimResource.parse("{\"id\":\"u\",\"active\":true}"), null);
    assertThat(
            off.inverse(Precondition.of(off, active, off.valuesIn(active.resource())))
                .toJson()
                .get("Operations")
                .toString())
        .isEqualTo("[{\"op\":\"replace\",\"path\":\"active\",\"value\":true}]");
    assertThat(
            off.inverse(Precondition.of(off, unknown, off.valuesIn(unknown.resource())))
                .toJson()
                .get("Operations")
                .toString())
        .isEqualTo("[{\"op\":\"remove\",\"path\":\"active\"}]");
  }
}
