package dev.firebreak.analytics.cut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.cut.Choices.Choice;
import dev.firebreak.analytics.cut.CutPlan.Method;
import dev.firebreak.analytics.cut.RandomCuts.Drawn;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.analytics.unused.UseVerdict;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plans against every set of changes there is, on small random graphs.
class CutPlannerPropertiesTest {

  static LongStream seeds() {
    return Seeds.of(150);
  }

  private static CutPlan part(Drawn drawn, int budget, Spare spare) {
    return drawn
        .planner()
        .part(drawn.keys(drawn.starts()), drawn.keys(drawn.targets()), budget, spare);
  }

  private static Set<Integer> edges(Drawn drawn, CutPlan plan) {
    RemovableEdges removable = new RemovableEdges(drawn.snapshot(), RemovalRules.OPEN);
    Set<Integer> edges = new HashSet<>();
    plan.changes().forEach(change -> edges.addAll(removable.edgesOf(change.removal())));
    return edges;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void partingTakesAsFewChangesAsAnySetOfChangesDoes(long seed) {
    Drawn drawn = RandomCuts.draw(seed, 2, 2);
    for (Spare spare : Spare.values()) {
      int fewest = drawn.fewest(drawn.choices(spare), exposure -> exposure == 0);
      CutPlan plan = part(drawn, 20, spare);
      assertThat(plan.attained()).isEqualTo(fewest >= 0);
      if (fewest >= 0) {
        assertThat(plan.method()).isEqualTo(Method.MINIMUM_CUT);
        assertThat(plan.changes()).hasSize(fewest);
        assertThat(plan.fewest()).hasValue(fewest);
        assertThat(plan.remaining()).isEmpty();
      } else {
        assertThat(plan.fewest()).isEmpty();
        assertThat(plan.remaining()).isNotEmpty();
        assertThat(plan.remaining()).allSatisfy(way -> assertThat(way.path().hops()).isNotEmpty());
        assertThat(plan.answer()).containsAnyOf("No number of changes", "Not attainable while");
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void afterTheCutAPlainSearchFindsNoWayAndWithoutAnyOneChangeOfItItDoes(long seed) {
    Drawn drawn = RandomCuts.draw(seed, 1, 2);
    CutPlan plan = part(drawn, 20, Spare.USED);
    Set<Integer> gone = edges(drawn, plan);
    GraphSnapshot snapshot = drawn.snapshot();
    long pairs =
        drawn.starts().stream()
            .flatMap(start ->
                drawn.targets().stream()
                    .filter(target ->
                        RandomCuts.reaches(snapshot, start, target, e -> !gone.contains(e))))
            .count();
    assertThat(plan.after().pairs()).isEqualTo(pairs);
    if (plan.attained()) {
      assertThat(pairs).isZero();
      RemovableEdges removable = new RemovableEdges(snapshot, RemovalRules.OPEN);
      for (CutChange change : plan.changes()) {
        Set<Integer> others = new HashSet<>(gone);
        others.removeAll(removable.edgesOf(change.removal()));
        assertThat(drawn.exposure(others)).isPositive();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noPlanTakesWhatIsSparedOrMoreThanItsBudgetAndTheSameQuestionHasTheSameAnswer(long seed) {
    Drawn drawn = RandomCuts.draw(seed, 3, 3);
    for (Spare spare : Spare.values()) {
      for (int budget = 1; budget <= 3; budget++) {
        for (double share : new double[] {0.5, 0.9, 1}) {
          CutPlan plan = drawn.planner().lower(List.of(), List.of(), share, budget, spare);
          assertThat(plan.changes()).hasSizeLessThanOrEqualTo(budget);
          assertThat(edges(drawn, plan))
              .allSatisfy(
                  e -> assertThat(spare.spares(drawn.rules().use().apply(e).kind())).isFalse());
          assertThat(plan.attained()).isEqualTo(plan.share() >= share - 1e-9);
          assertThat(plan.after().weight()).isEqualTo(drawn.exposure(edges(drawn, plan)));
          assertThat(plan.changes().stream().mapToLong(CutChange::gain).sum())
              .isEqualTo(plan.before().weight() - plan.after().weight());
          assertThat(drawn.planner().lower(List.of(), List.of(), share, budget, spare))
              .isEqualTo(plan);
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void gainsAreWhatAPlainSearchCountsBeforeAndAfterEveryStep(long seed) {
    Drawn drawn = RandomCuts.draw(seed, 0, 0);
    Choices choices = new Choices(drawn.snapshot(), drawn.rules(), Spare.NOTHING);
    GainGraph graph = new GainGraph(drawn.snapshot(), drawn.starts(), drawn.targets(), choices);
    Set<Integer> gone = new HashSet<>();
    for (int step = 0; step < Math.min(4, graph.choices().size()); step++) {
      assertThat(graph.exposure()).isEqualTo(drawn.exposure(gone));
      for (int at = 0; at < graph.choices().size(); at++) {
        if (!graph.isMade(at)) {
          Set<Integer> then = new HashSet<>(gone);
          then.addAll(graph.choices().get(at).edges());
          assertThat(graph.gain(at)).isEqualTo(drawn.exposure(gone) - drawn.exposure(then));
        }
      }
      graph.make(step);
      gone.addAll(graph.choices().get(step).edges());
    }
    graph.undo(0);
    gone.removeAll(graph.choices().getFirst().edges());
    assertThat(graph.exposure()).isEqualTo(drawn.exposure(gone));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyResidualWayHoldsWithoutItsChangeAndIsTakenByTheOneItNames(long seed) {
    Drawn drawn = RandomCuts.draw(seed, 0, 0);
    CutPlan plan = part(drawn, 20, Spare.NOTHING);
    List<String> sentences = plan.changes().stream().map(CutChange::sentence).toList();
    for (CutChange change : plan.changes()) {
      for (CutChange.Residual residual : change.residual()) {
        assertThat(sentences).contains(residual.alsoCut());
        assertThat(residual.alsoCut()).isNotEqualTo(change.sentence());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whoeverUsedSomethingStillHoldsItAfterEveryPlanThatSparesUse(long seed) {
    Drawn drawn = RandomCuts.draw(seed, 0, 0);
    GraphSnapshot snapshot = drawn.snapshot();
    SplittableRandom chance = new SplittableRandom(seed);
    List<int[]> held = new ArrayList<>();
    List<Usage.Use> uses = new ArrayList<>();
    snapshot
        .nodes(NodeKind.ACCOUNT)
        .forEach(account ->
            drawn.targets().stream()
                .filter(target -> RandomCuts.reaches(snapshot, account, target, e -> true))
                .filter(target -> chance.nextInt(3) == 0)
                .forEach(target -> {
                  held.add(new int[] {account, target});
                  uses.add(
                      new Usage.Use(
                          snapshot.key(account),
                          snapshot.key(target),
                          CutGraph.NOW.minus(Duration.ofDays(9)),
                          1));
                }));
    Usage usage =
        new Usage(
            uses,
            List.of(
                new Usage.Coverage(
                    "s",
                    Usage.EVERY,
                    new UseVerdict.Period(
                        CutGraph.NOW.minus(Duration.ofDays(200)), CutGraph.NOW))));
    CutPlanner planner =
        new CutPlanner(
            snapshot, new CutRules(RemovalRules.OPEN, new AccessInUse(snapshot, usage, 90)));
    for (Spare spare : List.of(Spare.USED, Spare.USED_AND_UNKNOWN)) {
      for (double share : new double[] {0.5, 1}) {
        Set<Integer> gone = edges(drawn, planner.lower(List.of(), List.of(), share, 20, spare));
        assertThat(held)
            .allMatch(
                pair -> RandomCuts.reaches(snapshot, pair[0], pair[1], e -> !gone.contains(e)));
      }
    }
  }

  @Test
  void bruteForceSeesACutThatIsTooLarge() {
    Drawn drawn = RandomCuts.draw(1, 0, 0);
    List<Choice> choices = drawn.choices(Spare.NOTHING);
    assertThat(drawn.exposure(RandomCuts.edges(choices))).isZero();
    assertThat(choices).hasSizeGreaterThan(drawn.fewest(choices, exposure -> exposure == 0));
  }
}
