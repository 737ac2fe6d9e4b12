package dev.firebreak.benchmarks.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.benchmarks.graph.GeneratedGraph.Mode;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratedGraphTest {

  private final GeneratedGraph graph = GeneratedGraph.of(2_000, 7, Mode.BASE);

  @Test
  void theSameSeedDrawsTheSameGraphAndAnotherSeedAnother() {
    assertThat(edges(GeneratedGraph.of(2_000, 7, Mode.BASE))).isEqualTo(edges(graph));
    assertThat(edges(GeneratedGraph.of(2_000, 8, Mode.BASE))).isNotEqualTo(edges(graph));
    assertThat(edges(GeneratedGraph.of(2_000, 7, Mode.NOPROFILES))).isNotEqualTo(edges(graph));
  }

  @Test
  void theSnapshotHasTheSameNodesAndEdgesAndEveryEdgeIsReach() {
    GraphSnapshot snapshot = graph.snapshot();
    assertThat(snapshot.nodeCount()).isEqualTo(graph.nodeCount());
    assertThat(snapshot.edgeCount()).isEqualTo(graph.edgeCount());
    assertThat(snapshot.nodes(NodeKind.IDENTITY).count()).isEqualTo(2_000);
    assertThat(IntStream.range(0, snapshot.edgeCount()).allMatch(snapshot::isReach)).isTrue();
    for (int edge = 0; edge < snapshot.edgeCount(); edge++) {
      assertThat(snapshot.edge(edge).from()).isEqualTo(graph.from(edge));
      assertThat(snapshot.edge(edge).kind().from())
          .contains(snapshot.node(graph.from(edge)).kind());
      assertThat(snapshot.edge(edge).kind().to()).contains(snapshot.node(graph.to(edge)).kind());
    }
  }

  @Test
  void aCascadeHasTwiceThePrivilegedAccounts() {
    GeneratedGraph cascade = GeneratedGraph.of(2_000, 7, Mode.CASCADE);
    assertThat(count(cascade)).isEqualTo(2 * count(graph));
  }

  @Test
  void tooFewIdentitiesAreRefused() {
    assertThatThrownBy(() -> GeneratedGraph.of(999, 1, Mode.BASE))
        .hasMessageContaining("at least 1,000 identities");
  }

  private static long count(GeneratedGraph graph) {
    return IntStream.range(0, graph.nodeCount())
        .filter(node -> graph.kind(node) == NodeKind.PRIVILEGED_ACCOUNT)
        .count();
  }

  private static int[] edges(GeneratedGraph graph) {
    return IntStream.range(0, graph.edgeCount())
        .flatMap(edge -> IntStream.of(graph.from(edge), graph.to(edge)))
        .toArray();
  }
}
