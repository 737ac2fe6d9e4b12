package dev.firebreak.web.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.testkit.Seeds;
import dev.firebreak.web.explore.Wanted.Point;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is drawn of random graphs: nothing is lost, nothing is too much, nothing lies on another.
class DrawnTest {

  static LongStream seeds() {
    return Seeds.of(40);
  }

  private static GraphSnapshot random(Random random) {
    GraphSnapshot.Builder graph = GraphSnapshot.builder(Instant.EPOCH);
    int groups = 2 + random.nextInt(60);
    int accounts = 1 + random.nextInt(900);
    int entitlements = 1 + random.nextInt(300);
    IntStream.range(0, groups).forEach(i -> graph.add(Node.of(NodeKind.GROUP, "s/Group/" + i)));
    IntStream.range(0, accounts).forEach(i -> graph.add(Node.of(NodeKind.ACCOUNT, "s/User/" + i)));
    IntStream.range(0, entitlements)
        .forEach(i ->
            graph.add(
                Node.of(NodeKind.ENTITLEMENT, "s/E/" + i)
                    .withSensitivity(random.nextInt(100), random.nextInt(50) == 0)));
    for (int i = 0; i < accounts; i++) {
      graph.add(Edge.of(EdgeKind.MEMBER_OF, groups + i, random.nextInt(groups)));
    }
    for (int i = 0; i < entitlements; i++) {
      graph.add(Edge.of(EdgeKind.HOLDS, random.nextInt(groups), groups + accounts + i));
    }
    for (int i = 0; i < groups; i++) {
      graph.add(Edge.of(EdgeKind.MEMBER_OF, random.nextInt(groups), random.nextInt(groups)));
    }
    return graph.build();
  }

  private static Set<Integer> some(GraphSnapshot snapshot, Random random, int most) {
    return IntStream.range(0, random.nextInt(most + 1))
        .mapToObj(_ -> random.nextInt(snapshot.nodeCount()))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyNodeIsDrawnOrCountedAndTheSameGraphGivesTheSamePicture(long seed) {
    Random random = new Random(seed);
    GraphSnapshot snapshot = random(random);
    int focus = random.nextInt(snapshot.nodeCount());
    Direction way = Direction.values()[random.nextInt(3)];
    Set<Integer> expanded = some(snapshot, random, 4);
    Set<Integer> folded = some(snapshot, random, 2);
    folded.removeAll(expanded);
    Set<NodeKind> hidden =
        random.nextBoolean() ? Set.of() : Set.of(NodeKind.values()[random.nextInt(7)]);
    Drawn drawn = null;
    for (int round = 0; round < 2; round++) {
      Around around = Around.of(snapshot, focus, way, 6);
      expanded.forEach(around::grow);
      Drawn again =
          new Drawn(
              around, node -> !hidden.contains(snapshot.kind(node)), Set.of(), expanded, folded);
      if (drawn != null) {
        assertThat(again.branches()).isEqualTo(drawn.branches());
        assertThat(again.folds()).isEqualTo(drawn.folds());
      }
      drawn = again;
      int passing =
          (int)
              around.all().stream()
                  .filter(found ->
                      found.node() == focus || !hidden.contains(snapshot.kind(found.node())))
                  .count();
      assertThat(drawn.total()).isEqualTo(passing);
    }
    assertThat(drawn.branches().size()).isLessThanOrEqualTo(Drawn.MOST);
    assertThat(drawn.branches().size() + drawn.folds().stream().mapToInt(Drawn.Fold::hidden).sum())
        .isEqualTo(drawn.total());
    Drawn all = drawn;
    assertThat(drawn.branches().values()).allMatch(branch -> all.has(branch.parent()));
    Columns columns = new Columns(drawn);
    Set<Point> places = new HashSet<>();
    drawn.branches().keySet().forEach(node -> places.add(columns.of(node)));
    drawn.folds().forEach(fold -> places.add(columns.of(fold)));
    assertThat(places).hasSize(drawn.branches().size() + drawn.folds().size());
    assertThat(columns.of(focus)).isEqualTo(new Point(0, 0));
    for (Point one : places) {
      for (Point other : places) {
        assertThat(one.equals(other) || one.x() != other.x() || Math.abs(one.y() - other.y()) >= 35)
            .as("%s and %s", one, other)
            .isTrue();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsFoundIsAsFarAsTheShortestWay(long seed) {
    Random random = new Random(seed);
    GraphSnapshot snapshot = random(random);
    int focus = random.nextInt(snapshot.nodeCount());
    for (boolean onward : List.of(true, false)) {
      Walk walk = (onward ? Walk.forward(snapshot) : Walk.backward(snapshot)).from(focus);
      Around around =
          Around.of(snapshot, focus, onward ? Direction.REACHES : Direction.REACHED_BY, 12);
      assertThat(around.all().stream().map(Around.Found::node))
          .containsExactlyInAnyOrderElementsOf(
              walk.nodes().filter(node -> walk.hops(node) <= 12).boxed().toList());
      assertThat(around.all())
          .allMatch(found -> Math.abs(found.column()) == walk.hops(found.node()));
    }
  }
}
