package dev.firebreak.analytics.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.attribution.FindingCauses.Judged;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.toxic.Selector;
import dev.firebreak.analytics.toxic.SodFunction;
import dev.firebreak.analytics.toxic.SodRule;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.analytics.toxic.ToxicCombinations;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingCausesTest {

  private static final SodRules RULES =
      SodRules.of(
          List.of(
              new SodFunction("create", "Create", List.of(new Selector("ledger", "create"))),
              new SodFunction("pay", "Pay", List.of(new Selector("payrun", "pay")))),
          List.of(
              new SodRule(
                  "AP-03",
                  "Vendor and payment",
                  Severity.CRITICAL,
                  1,
                  "Finance",
                  List.of(),
                  List.of("create", "pay"))));

  private static final String BASE =
      """
      entitlement ledger/Entitlement/create
      entitlement payrun/Entitlement/pay
      identity marta name="Marta Okonjo"
      account doorway/User/m active name=marta
      group doorway/Group/a name=Clerks
      group doorway/Group/b name=Payers
      marta -OWNS-> doorway/User/m
      doorway/User/m -HOLDS-> ledger/Entitlement/create
      doorway/User/m -MEMBER_OF-> doorway/Group/a
      doorway/Group/b -HOLDS-> payrun/Entitlement/pay
      """;

  private static final String NESTED = "doorway/Group/a -MEMBER_OF-> doorway/Group/b\n";
  private static final String DIRECT = "doorway/User/m -HOLDS-> payrun/Entitlement/pay\n";

  private static List<Finding> rule(GraphSnapshot state) {
    return ToxicCombinations.find(state, RULES);
  }

  private static FindingCauses opened(String before, String after) {
    GraphDiff diff = GraphDiff.of(Snapshots.of(before), Snapshots.of(after));
    return FindingCauses.opened(diff, rule(diff.after()).getFirst(), FindingCausesTest::rule);
  }

  private static FindingCauses resolved(String before, String after) {
    GraphDiff diff = GraphDiff.of(Snapshots.of(before), Snapshots.of(after));
    return FindingCauses.resolved(diff, rule(diff.before()).getFirst(), FindingCausesTest::rule);
  }

  @Test
  void theOneChangeOnItsPathOpenedIt() {
    FindingCauses causes = opened(BASE, BASE + NESTED);
    assertThat(causes.causes())
        .extracting(judged -> judged.cause().words(), Judged::alone)
        .containsExactly(tuple("the group Clerks was nested into the group Payers", true));
    assertThat(causes.otherwise()).isNull();
  }

  @Test
  void whereTwoWaysWereGivenBothAreNamedAndEachIsSaidToBeEnough() {
    FindingCauses causes = opened(BASE, BASE + NESTED + DIRECT);
    assertThat(causes.causes())
        .extracting(judged -> judged.cause().words(), Judged::alone)
        .containsExactlyInAnyOrder(
            tuple("the group Clerks was nested into the group Payers", false),
            tuple("marta was granted the entitlement pay", false));
    assertThat(causes.otherwise())
        .isEqualTo(
            "Each of these changes is enough to open it: undoing one leaves the other ways.");
  }

  @Test
  void whereTwoChangesMakeOneOfTwoWaysOnlySeveralTogetherDecide() {
    String inGroup = "doorway/User/m -MEMBER_OF-> doorway/Group/a\n";
    String without = BASE.replace(inGroup, "");
    FindingCauses causes = opened(without, BASE + NESTED + DIRECT);
    assertThat(causes.causes()).hasSize(3).noneMatch(Judged::alone);
    assertThat(causes.otherwise()).startsWith("Each change on its path leaves another way");
  }

  @Test
  void aDeactivationClosesWhatTheAccountCouldDo() {
    FindingCauses causes =
        resolved(BASE + NESTED, (BASE + NESTED).replace("m active", "m inactive"));
    assertThat(causes.causes())
        .extracting(judged -> judged.cause().words(), Judged::alone)
        .containsExactly(tuple("the account marta was deactivated", true));
  }

  @Test
  void whatWasTakenClosesIt() {
    assertThat(resolved(BASE + NESTED, BASE).causes()).singleElement().matches(Judged::alone);
    FindingCauses both = resolved(BASE + NESTED + DIRECT, BASE);
    assertThat(both.causes()).hasSize(2).noneMatch(Judged::alone);
    assertThat(both.otherwise()).contains("only all of these changes together closed it");
  }

  @Test
  void aFindingThatHeldBeforeIsNotExplainedByAccess() {
    FindingCauses causes = opened(BASE + NESTED, BASE + NESTED + DIRECT);
    assertThat(causes.causes()).isEmpty();
    assertThat(causes.otherwise()).contains("the rules did");
  }
}
