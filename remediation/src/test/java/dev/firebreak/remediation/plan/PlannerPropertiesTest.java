package dev.firebreak.remediation.plan;

import static dev.firebreak.remediation.plan.SampleGraph.reaches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.cut.Eligibility;
import dev.firebreak.analytics.cut.RemovableEdges;
import dev.firebreak.analytics.cut.RemovalRules;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The planner against brute force over all sets of changes, on small random graphs.
class PlannerPropertiesTest {
  private static final int MOST_CANDIDATES = 12;

  static LongStream seeds() {
    return Seeds.of(120);
  }

  private record Drawn(GraphSnapshot snapshot, String subject, List<String> ends, boolean toxic) {
    Finding finding() {
      String[] all = ends.toArray(String[]::new);
      return toxic
          ? SampleGraph.toxic(snapshot, subject, all)
          : SampleGraph.blastRadius(snapshot, subject, all);
    }

    boolean isResolved(GraphSnapshot after) {
      return toxic
          ? ends.stream().anyMatch(end -> !reaches(after, subject, end))
          : ends.stream().noneMatch(end -> reaches(after, subject, end));
    }
  }

  private static Drawn draw(long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    while (true) {
      SampleGraph graph = new SampleGraph();
      List<String> identities =
          IntStream.range(0, 3).mapToObj(i -> graph.identity("i" + i)).toList();
      List<String> accounts =
          IntStream.range(0, 4).mapToObj(i -> graph.account("s", "a" + i)).toList();
      List<String> groups = IntStream.range(0, 4).mapToObj(i -> graph.group("s", "g" + i)).toList();
      List<String> ends =
          IntStream.range(0, 3).mapToObj(i -> graph.entitlement("s", "e" + i)).toList();
      String safe = graph.container("s", "c");
      String secret = graph.privileged("s", "p");
      graph.contains(safe, secret);
      Set<String> once = new HashSet<>();
      for (int i = 0; i < 5; i++) {
        graph.owns(pick(chance, identities), pick(chance, accounts));
      }
      for (int i = 0; i < 3 + chance.nextInt(5); i++) {
        String from = chance.nextInt(3) == 0 ? pick(chance, groups) : pick(chance, accounts);
        String to = pick(chance, groups);
        if (!from.equals(to) && once.add(from + to)) {
          graph.member(from, to);
        }
      }
      for (int i = 0; i < 2 + chance.nextInt(5); i++) {
        String from = chance.nextBoolean() ? pick(chance, groups) : pick(chance, accounts);
        String to = pick(chance, ends);
        if (once.add(from + to)) {
          graph.holds(from, to);
        }
      }
      String holder = pick(chance, groups);
      graph.right(holder, safe, "UseAccounts");
      graph.right(holder, safe, "ListAccounts");
      if (chance.nextBoolean()) {
        graph.signsInAs(secret, pick(chance, accounts));
      }
      GraphSnapshot snapshot = graph.snapshot();
      String subject = pick(chance, identities);
      List<String> reached =
          Walk.forward(snapshot)
              .from(snapshot.find(subject).orElseThrow())
              .nodes()
              .filter(node ->
                  snapshot.node(node).kind() == NodeKind.ENTITLEMENT
                      || snapshot.node(node).kind() == NodeKind.PRIVILEGED_ACCOUNT)
              .filter(node -> !snapshot.node(node).right())
              .mapToObj(node -> snapshot.node(node).key())
              .toList();
      if (reached.size() >= 2 && candidates(snapshot).size() <= MOST_CANDIDATES) {
        return new Drawn(snapshot, subject, reached.subList(0, 2), chance.nextBoolean());
      }
    }
  }

  private static String pick(SplittableRandom chance, List<String> from) {
    return from.get(chance.nextInt(from.size()));
  }

  private static List<PlannedChange> candidates(GraphSnapshot snapshot) {
    RemovableEdges removable = new RemovableEdges(snapshot, RemovalRules.OPEN);
    Set<PlannedChange> changes = new LinkedHashSet<>();
    IntStream.range(0, snapshot.edgeCount())
        .filter(snapshot::isReach)
        .forEach(e -> {
          if (removable.eligibility(e) instanceof Eligibility.Eligible(var removal)) {
            changes.add(Removing.of(removal));
          }
        });
    return List.copyOf(changes);
  }

  /// The fewest changes that resolve it, by trying every set; -1 where none does.
  private static int bruteForce(Drawn drawn) {
    List<PlannedChange> candidates = candidates(drawn.snapshot());
    return IntStream.range(0, 1 << candidates.size())
        .filter(set -> drawn.isResolved(Planner.after(drawn.snapshot(), chosen(candidates, set))))
        .map(Integer::bitCount)
        .min()
        .orElse(-1);
  }

  private static List<PlannedChange> chosen(List<PlannedChange> candidates, int set) {
    List<PlannedChange> chosen = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      if ((set & 1 << i) != 0) {
        chosen.add(candidates.get(i));
      }
    }
    return chosen;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aProposalResolvesTheFindingWithTheFewestChangesThereAre(long seed) {
    Drawn drawn = draw(seed);
    Proposal proposal = new Planner(PlanningRules.OPEN).propose(drawn.finding(), drawn.snapshot());
    int fewest = bruteForce(drawn);
    assertThat(proposal.changes()).hasSize(Math.max(0, fewest));
    if (fewest > 0) {
      GraphSnapshot after = Planner.after(drawn.snapshot(), proposal.changes());
      assertThat(drawn.isResolved(after)).isTrue();
      assertThat(proposal.effect().closes()).contains(drawn.finding().id());
      assertThat(proposal.effect().identitiesLosing()).isEqualTo(losing(drawn, after));
    }
    assertThat(proposal.residual().isEmpty()).isEqualTo(fewest == 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aSingleChangeThatResolvesItHarmsAsFewOthersAsAnySingleChangeDoes(long seed) {
    Drawn drawn = draw(seed);
    Proposal proposal = new Planner(PlanningRules.OPEN).propose(drawn.finding(), drawn.snapshot());
    if (proposal.changes().size() == 1) {
      long least =
          candidates(drawn.snapshot()).stream()
              .map(change -> Planner.after(drawn.snapshot(), List.of(change)))
              .filter(drawn::isResolved)
              .mapToLong(after -> losing(drawn, after))
              .min()
              .orElseThrow();
      assertThat(proposal.effect().identitiesLosing()).isEqualTo((int) least);
    }
  }

  private static int losing(Drawn drawn, GraphSnapshot after) {
    return (int)
        drawn
            .snapshot()
            .nodes(NodeKind.IDENTITY)
            .filter(i -> reach(after, i) < reach(drawn.snapshot(), i))
            .count();
  }

  private static long reach(GraphSnapshot snapshot, int identity) {
    return Walk.forward(snapshot).from(identity).nodes().count();
  }

  @Test
  void bruteForceSeesAProposalThatIsTooLarge() {
    Drawn drawn =
        LongStream.range(1, 1000)
            .mapToObj(PlannerPropertiesTest::draw)
            .filter(each -> bruteForce(each) == 1)
            .findFirst()
            .orElseThrow();
    int all = (1 << candidates(drawn.snapshot()).size()) - 1;
    assertThat(chosen(candidates(drawn.snapshot()), all)).hasSizeGreaterThan(bruteForce(drawn));
    assertThat(drawn.isResolved(drawn.snapshot())).isFalse();
  }
}
