package dev.firebreak.analytics.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firebreak.analytics.cut.CutChange.Loser;
import dev.firebreak.analytics.cut.CutPlan.Exposed;
import dev.firebreak.analytics.cut.CutPlan.Method;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CutPlannerTest {

  private static final Usage.Coverage COVERED =
      new Usage.Coverage(
          "s", Usage.EVERY, new Period(CutGraph.NOW.minus(Duration.ofDays(200)), CutGraph.NOW));

  private final CutGraph graph = new CutGraph();

  private static Usage used(String... accountsAndEntitlements) {
    List<Usage.Use> uses = new ArrayList<>();
    for (int i = 0; i < accountsAndEntitlements.length; i += 2) {
      uses.add(
          new Usage.Use(
              accountsAndEntitlements[i],
              accountsAndEntitlements[i + 1],
              CutGraph.NOW.minus(Duration.ofDays(3)),
              7));
    }
    return new Usage(uses, List.of(COVERED));
  }

  private CutPlanner planner(Usage usage) {
    GraphSnapshot snapshot = graph.snapshot();
    return new CutPlanner(
        snapshot, new CutRules(RemovalRules.OPEN, new AccessInUse(snapshot, usage, 90)));
  }

  private static List<String> sentences(CutPlan plan) {
    return plan.changes().stream().map(CutChange::sentence).toList();
  }

  /// Ana reaches the payments through two groups; others are in both.
  private String[] twoWays() {
    String ana = graph.person("ana");
    String pay = graph.jewel("pay", 90);
    for (String way : List.of("Clerks", "Backup")) {
      String group = graph.group(way);
      graph.member(CutGraph.accountOf("ana"), group).member(graph.account("in" + way), group);
      graph.holds(group, pay);
    }
    return new String[] {ana, pay};
  }

  @Test
  void aChangeThatLeavesAnotherWaySaysWhichAndWhatElseToCut() {
    String[] ends = twoWays();
    CutPlan plan =
        planner(used()).part(List.of(ends[0]), List.of(ends[1]), 5, Spare.USED_AND_UNKNOWN);
    assertThat(plan.attained()).isTrue();
    assertThat(plan.method()).isEqualTo(Method.MINIMUM_CUT);
    assertThat(plan.answer()).isEqualTo("2 changes do this; no fewer do, by minimum cut.");
    assertThat(sentences(plan))
        .containsExactlyInAnyOrder("Remove ana from Clerks", "Remove ana from Backup");
    assertThat(plan.before()).isEqualTo(new Exposed(90, 1));
    assertThat(plan.after()).isEqualTo(Exposed.NONE);
    CutChange first = plan.changes().getFirst();
    assertThat(first.residual()).hasSize(1);
    assertThat(first.residual().getFirst().alsoCut())
        .isEqualTo(plan.changes().getLast().sentence());
    assertThat(first.residual().getFirst().path().last().key()).isEqualTo(ends[1]);
    assertThat(plan.changes().getLast().losing())
        .containsExactly(new Loser(ends[0], "ana", List.of("pay")));
    assertThat(plan.changes().getLast().identitiesLosing()).isEqualTo(1);
  }

  @Test
  void aPlanThatTheBudgetDoesNotAllowSaysHowManyItTakesAndGivesTheBestThereIs() {
    String[] ends = twoWays();
    graph.person("ben");
    graph.member(CutGraph.accountOf("ben"), "s/Group/Clerks");
    CutPlan plan =
        planner(used())
            .part(
                List.of(ends[0], "firebreak/Identity/ben"),
                List.of(ends[1]),
                1,
                Spare.USED_AND_UNKNOWN);
    assertThat(plan.attained()).isFalse();
    assertThat(plan.fewest()).hasValue(2);
    assertThat(plan.method()).isEqualTo(Method.GREEDY);
    assertThat(plan.answer()).startsWith("It takes 2 changes, and the budget is 1.");
    assertThat(plan.changes()).hasSize(1);
    assertThat(plan.after().pairs()).isEqualTo(1);
    assertThat(plan.remaining().getFirst().kept())
        .anySatisfy(kept -> assertThat(kept.reason()).contains("the budget is used up"));
  }

  @Test
  void whatWasUsedStaysAndBlocksByNameAndWhatIsUnknownIsNotTakenForUnused() {
    String ana = graph.person("ana");
    String pay = graph.jewel("pay", 90);
    graph.holds(CutGraph.accountOf("ana"), pay);
    CutPlan blocked =
        planner(used(CutGraph.accountOf("ana"), pay))
            .part(List.of(ana), List.of(pay), 5, Spare.USED);
    assertThat(blocked.attained()).isFalse();
    assertThat(blocked.changes()).isEmpty();
    assertThat(blocked.answer()).startsWith("Not attainable while what is used is spared");
    assertThat(blocked.method()).as("that none does is exact").isEqualTo(Method.MINIMUM_CUT);
    assertThat(blocked.enough()).isEmpty();
    assertThat(blocked.remaining().getFirst().kept().getFirst().reason())
        .startsWith("ana used pay on 19 Nov 2026");

    CutPlanner blind = planner(Usage.none());
    CutPlan unknown = blind.part(List.of(ana), List.of(pay), 5, Spare.USED_AND_UNKNOWN);
    assertThat(unknown.attained()).isFalse();
    assertThat(unknown.answer())
        .startsWith(
            "Not attainable while what is used and unknown is spared; it is when only what");
    assertThat(unknown.remaining().getFirst().kept().getFirst().reason())
        .isEqualTo("no usage feed tells of pay");
    CutPlan said = blind.part(List.of(ana), List.of(pay), 5, Spare.USED);
    assertThat(said.attained()).isTrue();
    assertThat(said.changes().getFirst().use().kind()).isEqualTo(EdgeUse.Kind.UNKNOWN);
  }

  @Test
  void ofTwoWaysToSomethingUsedTheShorterStaysAndTheOtherMayGo() {
    String ana = graph.person("ana");
    String account = CutGraph.accountOf("ana");
    String pay = graph.entitlement("pay");
    String vault = graph.jewel("vault", 100);
    String payers = graph.group("Payers");
    graph.member(account, payers).member(graph.account("o"), payers);
    graph.holds(payers, pay).holds(payers, vault).holds(account, pay);
    CutPlan plan =
        planner(used(account, pay)).part(List.of(ana), List.of(vault), 5, Spare.USED_AND_UNKNOWN);
    assertThat(sentences(plan)).hasSize(1);
    assertThat(plan.changes().getFirst().use().kind()).isEqualTo(EdgeUse.Kind.UNUSED);

    CutPlan kept =
        planner(used(account, pay, account, vault))
            .part(List.of(ana), List.of(vault), 5, Spare.USED_AND_UNKNOWN);
    assertThat(kept.changes()).isEmpty();
  }

  @Test
  void aMembershipIsUnusedOnlyIfAllThatItGivesIs() {
    graph.person("ana");
    String account = CutGraph.accountOf("ana");
    String group = graph.group("G");
    graph.member(account, group);
    graph.holds(group, graph.entitlement("old"));
    graph.holds(group, graph.entitlement("new"), CutGraph.NOW.minus(Duration.ofDays(5)));
    GraphSnapshot snapshot = graph.snapshot();
    AccessInUse use = new AccessInUse(snapshot, used(), 90);
    int membership =
        snapshot
            .find(
                EdgeKind.MEMBER_OF,
                snapshot.find(account).orElseThrow(),
                snapshot.find(group).orElseThrow())
            .findFirst()
            .orElseThrow();
    assertThat(use.apply(membership).kind()).isEqualTo(EdgeUse.Kind.UNKNOWN);
    assertThat(use.apply(membership).reason()).isEqualTo("ana has new too short a time to tell");
    int old =
        snapshot
            .edges(EdgeKind.HOLDS)
            .filter(e -> snapshot.name(snapshot.to(e)).equals("old"))
            .findFirst()
            .orElseThrow();
    assertThat(use.apply(old).kind()).isEqualTo(EdgeUse.Kind.UNUSED);
  }

  @Test
  void exposureFallsByAsMuchAsAskedAndTheGreedyPlanIsCalledSo() {
    List<String> jewels =
        IntStream.range(0, 4).mapToObj(i -> graph.jewel("j" + i, 25 * (i + 1))).toList();
    String wide = graph.group("Wide");
    for (int i = 0; i < 20; i++) {
      graph.person("p" + i);
      graph.member(CutGraph.accountOf("p" + i), wide);
    }
    jewels.forEach(jewel -> graph.holds(wide, jewel));
    graph.holds(CutGraph.accountOf("p0"), jewels.getFirst());
    CutPlan plan = planner(used()).lower(List.of(), List.of(), 0.9, 5, Spare.USED_AND_UNKNOWN);
    assertThat(plan.before()).isEqualTo(new Exposed(20 * 250, 80));
    assertThat(plan.attained()).isTrue();
    assertThat(plan.method()).isEqualTo(Method.GREEDY);
    assertThat(plan.answer()).contains("Found greedily: fewer may do");
    assertThat(sentences(plan))
        .containsExactly("Take j3 from Wide", "Take j2 from Wide", "Take j1 from Wide");
    assertThat(plan.changes().getFirst().identitiesLosing()).isEqualTo(20);
    assertThat(plan.changes().getFirst().losing()).hasSize(10);
    assertThat(plan.share()).isEqualTo(0.9);
    assertThat(plan.enough()).hasValue(3);

    CutPlan tooFew = planner(used()).lower(List.of(), List.of(), 0.9, 2, Spare.USED_AND_UNKNOWN);
    assertThat(tooFew.attained()).isFalse();
    assertThat(tooFew.fewest()).isEmpty();
    assertThat(tooFew.enough()).hasValue(3);
    assertThat(tooFew.answer())
        .startsWith("Not found within the budget of 2; 3 changes are enough, found greedily.");
  }

  @Test
  void twoWaysThatHideEachOtherAreCutTogether() {
    String ana = graph.person("ana");
    String ben = graph.person("ben");
    String hidden = graph.jewel("hidden", 100);
    String open = graph.jewel("open", 10);
    for (String way : List.of("a", "b")) {
      String group = graph.group(way);
      graph.member(CutGraph.accountOf("ana"), group).member(CutGraph.accountOf("ben"), group);
      graph.holds(group, hidden);
    }
    graph.holds(CutGraph.accountOf("ana"), open);
    CutPlan plan =
        planner(used()).lower(List.of(ana, ben), List.of(), 0.9, 2, Spare.USED_AND_UNKNOWN);
    assertThat(plan.attained()).isTrue();
    assertThat(sentences(plan))
        .containsExactlyInAnyOrder("Take hidden from a", "Take hidden from b");
  }

  @Test
  void noGroupIsEmptiedByAllChangesTogether() {
    String ana = graph.person("ana");
    String ben = graph.person("ben");
    String pay = graph.jewel("pay", 90);
    String group = graph.group("Payers");
    String role = graph.group("Role");
    graph.member(CutGraph.accountOf("ana"), group).member(CutGraph.accountOf("ben"), group);
    graph.member(group, role).holds(role, pay);
    GraphSnapshot snapshot = graph.snapshot();
    CutPlanner planner =
        new CutPlanner(
            snapshot,
            new CutRules(
                RemovalRules.OPEN,
                e ->
                    new EdgeUse(
                        snapshot.edgeKind(e) == EdgeKind.HOLDS
                            ? EdgeUse.Kind.USED
                            : EdgeUse.Kind.UNUSED,
                        "x")));
    CutPlan plan = planner.part(List.of(ana, ben), List.of(pay), 5, Spare.USED);
    assertThat(plan.attained()).isFalse();
    assertThat(sentences(plan)).hasSize(1);
    assertThat(plan.remaining().getFirst().kept())
        .anySatisfy(kept -> assertThat(kept.reason()).contains("the last member"));
    assertThat(plan.answer()).startsWith("Not found without leaving a group empty");
  }

  private static Finding finding(
      GraphSnapshot snapshot, FindingKind kind, String rule, String subject, String... ends) {
    Walk walk = Walk.forward(snapshot).from(snapshot.find(subject).orElseThrow());
    List<AccessPath> because = new ArrayList<>();
    for (String end : ends) {
      int node = snapshot.find(end).orElseThrow();
      because.add(walk.pathTo(node, snapshot.name(node), ""));
    }
    return new Finding(
        new FindingKey(kind, rule, subject, ""),
        "Rule",
        1,
        Severity.HIGH,
        NodeKind.IDENTITY,
        subject,
        subject + " can do it.",
        because,
        1,
        List.of());
  }

  @Test
  void aFindingThatOnlyWhatIsSparedKeepsOpenSaysSoAndHowManyChangesWouldEndIt() {
    String ana = graph.person("ana");
    String pay = graph.jewel("pay", 90);
    String create = graph.entitlement("create");
    graph.holds(CutGraph.accountOf("ana"), pay).holds(CutGraph.accountOf("ana"), create);
    Finding finding = finding(graph.snapshot(), FindingKind.TOXIC, "one", ana, pay, create);
    CutPlan plan =
        planner(Usage.none()).close(List.of(finding), StillHolds::shown, 5, Spare.USED_AND_UNKNOWN);
    assertThat(plan.attained()).isFalse();
    assertThat(plan.answer())
        .isEqualTo(
            "Not attainable while what is used and unknown is spared; it is when only what is used"
                + " is spared.");
    assertThat(plan.findings().getFirst().reason())
        .startsWith("1 change ends it when only what is used is spared; ana holds pay: no usage");
  }

  @Test
  void aFindingThatRestsOnNoMembershipOrGrantSaysSoAndTakesNoShareAway() {
    String role = graph.entitlement("role");
    String pay = graph.jewel("pay", 90);
    graph.implies(role, pay);
    GraphSnapshot snapshot = graph.snapshot();
    Finding finding = finding(snapshot, FindingKind.TOXIC, "one", role, pay);
    CutPlan plan = planner(used()).close(List.of(finding), StillHolds::shown, 5, Spare.NOTHING);
    assertThat(plan.answer()).contains("ends it: see why");
    assertThat(plan.findings().getFirst().reason())
        .isEqualTo("no membership or grant lies on its paths; see its page");
    assertThat(plan.remaining().getFirst().kept())
        .extracting(CutPlan.Kept::reason)
        .containsExactly("it is not a membership or a grant");

    String account = graph.account("x");
    Finding leaver = finding(graph.snapshot(), FindingKind.LEAVER, "leaver", account, account);
    assertThat(planner(used()).close(List.of(leaver), StillHolds::shown, 5, Spare.NOTHING).share())
        .isZero();
  }

  @Test
  void aChangeThatEndsTwoFindingsIsMadeOnceAndWhatNoRemovalEndsSaysWhy() {
    String ana = graph.person("ana");
    String account = CutGraph.accountOf("ana");
    String group = graph.group("Payers");
    String pay = graph.jewel("pay", 90);
    String create = graph.entitlement("create");
    String approve = graph.entitlement("approve");
    graph.member(account, group).member(graph.account("o"), group).holds(group, pay);
    graph.holds(account, create).holds(account, approve);
    GraphSnapshot snapshot = graph.snapshot();
    Finding one = finding(snapshot, FindingKind.TOXIC, "one", ana, pay, create);
    Finding two = finding(snapshot, FindingKind.TOXIC, "two", ana, pay, approve);
    Finding leaver = finding(snapshot, FindingKind.LEAVER, "leaver", ana, account);
    CutPlanner planner = planner(used(account, create, account, approve));
    CutPlan plan =
        planner.close(List.of(one, two, leaver), StillHolds::shown, 3, Spare.USED_AND_UNKNOWN);
    assertThat(sentences(plan)).hasSize(1);
    assertThat(sentences(plan).getFirst()).isIn("Remove ana from Payers", "Take pay from Payers");
    assertThat(plan.attained()).isFalse();
    assertThat(plan.findings())
        .extracting(CutPlan.Outcome::closed)
        .containsExactly(true, true, false);
    assertThat(plan.findings().getLast().reason()).contains("switched off");
    assertThat(plan.answer()).contains("2 of 3 findings");

    CutPlan single = planner.close(List.of(one), StillHolds::shown, 3, Spare.USED_AND_UNKNOWN);
    assertThat(single.attained()).isTrue();
    assertThat(single.method()).isEqualTo(Method.MINIMUM_CUT);
    CutPlan tied =
        planner(used(account, create, account, approve, account, pay))
            .close(List.of(one), StillHolds::shown, 3, Spare.USED_AND_UNKNOWN);
    assertThat(tied.attained()).isFalse();
    assertThat(tied.findings().getFirst().reason()).contains("used");
  }

  @Test
  void aQuestionThatMakesNoSenseIsRefused() {
    String[] ends = twoWays();
    CutPlanner planner = planner(used());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> planner.part(List.of("s/User/x"), List.of(ends[1]), 1, Spare.USED))
        .withMessageContaining("no node s/User/x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> planner.part(List.of(ends[0]), List.of(ends[0]), 1, Spare.USED))
        .withMessageContaining("cannot be parted from itself");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> planner.lower(List.of(), List.of(), 1.5, 1, Spare.USED))
        .withMessageContaining("share");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> planner.lower(List.of(), List.of(), 0.5, 0, Spare.USED))
        .withMessageContaining("budget");
    assertThat(planner.lower(List.of(), List.of(), 0.5, 1, Spare.USED).before().pairs())
        .isEqualTo(1);
  }
}
