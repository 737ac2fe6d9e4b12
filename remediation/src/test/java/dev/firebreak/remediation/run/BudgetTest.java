package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.testkit.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// How much may be changed, counted over runs.
class BudgetTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final NodeKey GROUP = new NodeKey("hr", "Group", "g");

  private static final List<Outcome.State> ENDS = List.of(Outcome.State.values());

  private static RemoveMember out(int member) {
    return new RemoveMember(GROUP, "Staff", new NodeKey("hr", "User", "u" + member), "u" + member);
  }

  private static Spent.Action sent(String source, int number, Outcome.State ended) {
    return new Spent.Action(
        "R-1", "a" + number, new NodeKey(source, "User", "u"), "roles", false, NOON, ended);
  }

  private static Spent sent(int ofHr, int ofPay) {
    return new Spent(
        IntStream.range(0, ofHr + ofPay)
            .mapToObj(i -> sent(i < ofHr ? "hr" : "pay", i, Outcome.State.FAILED))
            .toList());
  }

  @Test
  void aDayHasABudgetOverAllSources() {
    Budget budget = new Budget(25, 10, 10, 10, 20);
    assertThat(budget.overDay(sent(4, 5), List.of(out(1)))).isEmpty();
    assertThat(budget.overDay(sent(4, 5), List.of(out(1), out(2))))
        .contains(
            "The budget of a day is 10 changes; 9 were sent in the last 24 hours, and this makes 2 more. Wait, split the plan, or raise remediation.max-changes-per-day.");
  }

  @Test
  void aSourceHasABudgetOfItsOwn() {
    Budget budget = new Budget(25, 100, 5, 10, 20);
    assertThat(budget.overDay(sent(4, 50), List.of(out(1)))).isEmpty();
    assertThat(budget.overDay(sent(5, 0), List.of(out(1))))
        .hasValueSatisfying(why ->
            assertThat(why)
                .contains("the source hr and a day is 5 changes; 5 were sent")
                .contains("max-changes-per-source-and-day"));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "9,1", "10,1", "19,1", "20,2", "199,19", "200,20", "201,20", "100000,20"})
  void aGroupLosesATenthAndTwentyAtMostAndOneAlways(int size, int allowed) {
    assertThat(Budget.STANDARD.ofGroup(size)).isEqualTo(allowed);
  }

  @Test
  void whatAGroupMayLoseIsSaidWithNumbersAndKeys() {
    Spent two =
        new Spent(
            List.of(
                new Spent.Action("R-1", "a", GROUP, "members", false, NOON, Outcome.State.VERIFIED),
                new Spent.Action(
                    "R-1", "b", GROUP, "members", false, NOON, Outcome.State.UNKNOWN)));
    assertThat(Budget.STANDARD.overGroup(out(3), two, 28, 0))
        .contains(
            "it would be change 3 of the members of Staff within 24 hours; of its 29 members 2 may go (10 %, 1 at the least and 20 at the most). Wait, or raise remediation.max-group-percent or max-group-members");
    assertThat(Budget.STANDARD.overGroup(out(3), two, 29, 0)).isEmpty();
  }

  @Test
  void aLimitOfNothingIsNoLimit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Budget(25, 0, 100, 10, 20))
        .withMessage("max-changes-per-day must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Budget(25, 100, 100, 101, 20))
        .withMessage("max-group-percent must be 0 to 100");
  }

  static LongStream seeds() {
    return Seeds.of(200);
  }

  /// What happened in a day, told apart only by when and how.
  private record Happened(Instant at, Outcome.State how) {}

  /// Runs over some days try to take members from a group of a random size, while its owner adds
  /// and removes others. A naive count beside it, from a list of all that ever happened, must agree
  /// on each one, and no 24 hours may lose more than is allowed of what they began with.
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsCountedOverRunsIsWhatANaiveCountSays(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Budget budget = new Budget(25, 1_000, 1_000, random.nextInt(0, 40), random.nextInt(1, 30));
    int size = random.nextInt(2, 400);
    Instant now = NOON;
    List<Happened> all = new ArrayList<>();
    List<Spent.Action> actions = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      now = now.plus(Duration.ofMinutes(random.nextInt(0, 90)));
      size = Math.max(2, size + random.nextInt(-1, 2));
      Instant from = now.minus(Duration.ofHours(24));
      Spent spent =
          new Spent(
              actions.stream()
                  .filter(action -> action.at().isAfter(from) && action.counts())
                  .toList());

      Optional<String> said = budget.overGroup(out(i), spent, size, 0);

      int gone = 0;
      int applied = 0;
      for (Happened each : all) {
        if (each.at().isAfter(from)) {
          gone += each.how() == Outcome.State.NOOP || each.how() == Outcome.State.CANCELLED ? 0 : 1;
          applied += each.how() == Outcome.State.VERIFIED ? 1 : 0;
        }
      }
      int tenth = (size + applied) * budget.groupPercent() / 100;
      boolean may = gone < Math.min(Math.max(tenth, 1), budget.groupMembers());
      assertThat(said.isEmpty()).as("step %d: %s", i, said).isEqualTo(may);
      if (may) {
        Outcome.State how = ENDS.get(random.nextInt(ENDS.size()));
        all.add(new Happened(now, how));
        actions.add(new Spent.Action("R-" + i / 7, "a" + i, GROUP, "members", false, now, how));
        size -= how == Outcome.State.VERIFIED ? 1 : 0;
      }
    }
  }
}
