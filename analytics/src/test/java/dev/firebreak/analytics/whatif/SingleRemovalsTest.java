package dev.firebreak.analytics.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.analytics.RandomGraphs;
import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.blastradius.Figures;
import dev.firebreak.analytics.blastradius.PlainSearch;
import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/// One pass against taking everything away in turn: each node and each edge of many random graphs.
class SingleRemovalsTest {

  private static final int GRAPHS = 400;

  @Test
  void everyNodeAndEdgeOfSmallGraphsCostsWhatItsRemovalTakesAway() {
    for (long seed : Seeds.of(GRAPHS).toArray()) {
      GraphSnapshot snapshot = Snapshots.of(RandomGraphs.of(seed), Snapshots.NOW);
      ReachGraph graph = ReachGraph.of(snapshot);
      int[] identities = snapshot.nodes(NodeKind.IDENTITY).toArray();
      assertThat(disagreements(graph, identities, 1, loss -> loss)).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void everyNodeAndEdgeOfDenseGraphsCostsWhatItsRemovalTakesAway() {
    for (long seed : Seeds.of(GRAPHS).toArray()) {
      ReachGraph graph = DenseGraphs.of(seed);
      int[] identities = DenseGraphs.identities(graph);
      assertThat(disagreements(graph, identities, (int) (seed % 3) + 1, loss -> loss))
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @Test
  void aLossThatIsOffByOneIsCaught() {
    int caught = 0;
    for (long seed : Seeds.of(20).toArray()) {
      ReachGraph graph = DenseGraphs.of(seed);
      int[] identities = DenseGraphs.identities(graph);
      caught += disagreements(graph, identities, 1, loss -> loss + 1).isEmpty() ? 0 : 1;
    }
    assertThat(caught).isEqualTo(20);
  }

  @Test
  void anEdgeFromAccountToAccountIsRefused() {
    short[] payload = {
      ReachGraph.payload(NodeKind.IDENTITY, 0, false),
      ReachGraph.payload(NodeKind.ACCOUNT, 0, false),
      ReachGraph.payload(NodeKind.ACCOUNT, 0, false)
    };
    Adjacency rows = new Adjacency(new int[] {0, 1, 2, 2}, new int[] {1, 2});
    ReachGraph graph = new ReachGraph(rows, payload);
    assertThatThrownBy(() -> SingleRemovals.of(graph, new int[] {0}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the schema has no such edge");
  }

  /// What the pass and the removals say differently.
  ///
  /// @param fault what is made of each loss that the pass found, to see the test fail
  private static List<String> disagreements(
      ReachGraph graph, int[] identities, int threads, LongUnaryOperator fault) {
    List<String> lines = new ArrayList<>();
    SingleRemovals pass = SingleRemovals.of(graph, identities, threads);
    Figures before = new PlainSearch(graph).of(identities);
    Loss all = new Loss(pass.total(), identities.length);
    compare(lines, "all", all, new Loss(sum(before), identities.length));
    Adjacency rows = graph.rows();
    for (int node = 0; node < graph.nodeCount(); node++) {
      if (graph.kind(node) != NodeKind.IDENTITY) {
        Loss found = new Loss(fault.applyAsLong(pass.ofNode(node)), pass.identitiesOfNode(node));
        compare(lines, "node " + node, found, brute(graph, before, identities, node, -1));
      }
      Set<Integer> seen = new HashSet<>();
      for (int at = rows.first(node); at < rows.end(node); at++) {
        Loss found = new Loss(pass.ofEdge(at), pass.identitiesOfEdge(at));
        Loss expected =
            seen.add(rows.target(at))
                ? brute(graph, before, identities, node, rows.target(at))
                : new Loss(0, 0);
        compare(lines, "edge " + node + " to " + rows.target(at), found, expected);
      }
    }
    return lines;
  }

  private record Loss(long weight, int identities) {}

  private static void compare(List<String> lines, String what, Loss found, Loss expected) {
    if (!found.equals(expected)) {
      lines.add(what + ": " + found + ", by removal " + expected);
    }
  }

  private static long sum(Figures figures) {
    long sum = 0;
    for (int row = 0; row < figures.size(); row++) {
      sum += figures.weighted(row);
    }
    return sum;
  }

  /// Searches for everybody without what leads from one node to another.
  ///
  /// @param to -1 for all that leads to and from the node
  private static Loss brute(ReachGraph graph, Figures before, int[] identities, int node, int to) {
    Adjacency rows = graph.rows();
    int[] offsets = new int[graph.nodeCount() + 1];
    int[] targets = new int[rows.edgeCount()];
    int next = 0;
    for (int from = 0; from < graph.nodeCount(); from++) {
      for (int at = rows.first(from); at < rows.end(from); at++) {
        int target = rows.target(at);
        boolean gone = to < 0 ? from == node || target == node : from == node && target == to;
        if (!gone) {
          targets[next++] = target;
        }
      }
      offsets[from + 1] = next;
    }
    Figures after = new PlainSearch(graph.with(new Adjacency(offsets, targets))).of(identities);
    int losing = 0;
    for (int row = 0; row < after.size(); row++) {
      losing += after.weighted(row) < before.weighted(row) ? 1 : 0;
    }
    return new Loss(sum(before) - sum(after), losing);
  }
}
