package dev.firebreak.analytics.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.RandomGraphs;
import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.testkit.Seeds;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rows of leaves of every width, some of them of many words, hold what a plain search from each
/// node finds.
class LeafReachTest {

  private static final int[] WIDTHS = {1, 63, 64, 65, 128, 192, 257, 300, 520};

  static LongStream seeds() {
    return Seeds.of(300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyNodeReachesTheLeavesThatAPlainSearchFinds(long seed) {
    RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    ReachGraph graph =
        ReachGraph.of(
            Snapshots.of(
                RandomGraphs.union(
                    Stream.of(1, 2, 3).map(each -> RandomGraphs.of(3 * seed + each)).toList()),
                Snapshots.NOW));
    int[] held =
        IntStream.range(0, graph.nodeCount())
            .filter(node ->
                graph.kind(node) == NodeKind.ENTITLEMENT || graph.kind(node) == NodeKind.GROUP)
            .toArray();
    List<int[]> leaves =
        Stream.generate(() -> some(held, chance))
            .limit(WIDTHS[(int) (seed % WIDTHS.length)])
            .toList();

    LeafReach rows = new LeafReach(graph, leaves);

    assertThat(rows.width()).isEqualTo((leaves.size() + 63) / 64);
    for (int node = 0; node < graph.nodeCount(); node++) {
      BitSet reached = reached(graph.rows(), node);
      long[] bits = new long[rows.width()];
      boolean any = rows.add(node, bits, 0);
      BitSet expected = new BitSet();
      for (int leaf = 0; leaf < leaves.size(); leaf++) {
        expected.set(leaf, IntStream.of(leaves.get(leaf)).anyMatch(reached::get));
      }
      assertThat(BitSet.valueOf(bits)).isEqualTo(expected);
      assertThat(any).isEqualTo(!expected.isEmpty());
    }
  }

  /// Up to three of them, each once.
  private static int[] some(int[] all, RandomGenerator chance) {
    return all.length == 0
        ? all
        : IntStream.generate(() -> all[chance.nextInt(all.length)])
            .limit(chance.nextInt(4))
            .distinct()
            .toArray();
  }

  private static BitSet reached(Adjacency rows, int from) {
    BitSet seen = new BitSet();
    Deque<Integer> open = new ArrayDeque<>(List.of(from));
    seen.set(from);
    while (!open.isEmpty()) {
      rows.targets(open.pop())
          .filter(to -> !seen.get(to))
          .forEach(to -> {
            seen.set(to);
            open.push(to);
          });
    }
    return seen;
  }
}
