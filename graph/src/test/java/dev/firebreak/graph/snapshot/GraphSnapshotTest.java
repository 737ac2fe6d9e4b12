package dev.firebreak.graph.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphSnapshotTest {

  private static final Instant NOW = Instant.parse("2026-11-22T06:12:00Z");

  /// A node and edges by keys, so that they can be added in any order.
  private record Drawn(List<Node> nodes, List<DrawnEdge> edges) {

    GraphSnapshot shuffled(Random random) {
      List<Node> inAnyOrder = new ArrayList<>(nodes);
      Collections.shuffle(inAnyOrder, random);
      GraphSnapshot.Builder builder = GraphSnapshot.builder(NOW);
      Map<String, Integer> numbers = new HashMap<>();
      inAnyOrder.forEach(node -> numbers.put(node.key(), builder.add(node)));
      List<DrawnEdge> edgesInAnyOrder = new ArrayList<>(edges);
      Collections.shuffle(edgesInAnyOrder, random);
      edgesInAnyOrder.forEach(edge ->
          builder.add(
              edge.between(
                  numbers.getOrDefault(edge.from(), -1), numbers.getOrDefault(edge.to(), -1))));
      return builder.build();
    }
  }

  private record DrawnEdge(String from, String to, Edge of) {
    Edge between(int start, int end) {
      return new Edge(
          of.kind(),
          start,
          end,
          of.source(),
          of.via(),
          of.attribute(),
          of.rule(),
          of.confidence(),
          of.since(),
          of.validFrom(),
          of.validTo(),
          of.firstSeen(),
          of.lastSeen());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyNodeAndEdgeComesBackAsItWasWhateverTheOrder(long seed) {
    Random random = new Random(seed);
    Drawn drawn = draw(random);
    GraphSnapshot one = drawn.shuffled(random);
    GraphSnapshot other = drawn.shuffled(random);

    assertThat(nodes(one))
        .isEqualTo(nodes(other))
        .containsExactlyInAnyOrderElementsOf(drawn.nodes());
    assertThat(edges(one)).isEqualTo(edges(other));
    assertThat(edges(one))
        .containsExactlyInAnyOrderElementsOf(
            drawn.edges().stream()
                .map(edge ->
                    edge.between(
                        one.find(edge.from()).orElseThrow(), one.find(edge.to()).orElseThrow()))
                .toList());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void propertiesRowsAndRangesAgreeWithTheRecords(long seed) {
    Random random = new Random(seed);
    GraphSnapshot snapshot = draw(random).shuffled(random);
    int[] out = new int[snapshot.nodeCount()];
    int[] in = new int[snapshot.nodeCount()];
    for (int e = 0; e < snapshot.edgeCount(); e++) {
      Edge edge = snapshot.edge(e);
      assertThat(snapshot.from(e)).isEqualTo(edge.from());
      assertThat(snapshot.to(e)).isEqualTo(edge.to());
      assertThat(snapshot.edgeKind(e)).isEqualTo(edge.kind());
      assertThat(snapshot.validFrom(e)).isEqualTo(edge.validFrom());
      assertThat(snapshot.validTo(e)).isEqualTo(edge.validTo());
      assertThat(snapshot.via(e)).isEqualTo(edge.via());
      assertThat(snapshot.edgeSource(e)).isEqualTo(edge.source());
      assertThat(snapshot.holds(e)).isEqualTo(edge.holdsAt(NOW));
      Node to = snapshot.node(edge.to());
      boolean reach =
          edge.kind().walkable()
              && edge.holdsAt(NOW)
              && (to.kind() != NodeKind.ACCOUNT || to.active() != Active.NO);
      assertThat(snapshot.isReach(e)).isEqualTo(reach);
      assertThat(snapshot.find(edge.kind(), edge.from(), edge.to())).contains(e);
      out[edge.from()] += reach ? 1 : 0;
      in[edge.to()] += reach ? 1 : 0;
    }
    for (int n = 0; n < snapshot.nodeCount(); n++) {
      Node node = snapshot.node(n);
      assertThat(snapshot.find(node.key())).hasValue(n);
      assertThat(snapshot.kind(n)).isEqualTo(node.kind());
      assertThat(snapshot.name(n)).isEqualTo(node.name());
      assertThat(snapshot.source(n)).isEqualTo(node.source());
      assertThat(snapshot.sensitivity(n)).isEqualTo(node.sensitivity());
      assertThat(snapshot.crownJewel(n)).isEqualTo(node.crownJewel());
      assertThat(snapshot.identityKind(n)).isEqualTo(node.identityKind());
      assertThat(n).isBetween(snapshot.first(node.kind()), snapshot.end(node.kind()) - 1);
      List<Integer> left = new ArrayList<>();
      snapshot.forEachOut(n, left::add);
      assertThat(left).hasSize(out[n]).isSorted().allMatch(snapshot::isReach);
      List<Integer> entered = new ArrayList<>();
      snapshot.forEachIn(n, entered::add);
      assertThat(entered).hasSize(in[n]).isSorted().allMatch(snapshot::isReach);
    }
    assertThat(snapshot.find("no/such/key")).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void atAnotherInstantEverythingIsAsIfItHadBeenBuiltForThatInstant(long seed) {
    Random random = new Random(seed);
    GraphSnapshot snapshot = draw(random).shuffled(random);
    List<Instant> changes = snapshot.changesAfter(Instant.EPOCH).toList();
    assertThat(changes).isNotEmpty().isSorted().doesNotHaveDuplicates();
    List<Instant> instants = new ArrayList<>(changes);
    changes.forEach(change -> instants.add(change.minusNanos(1)));
    for (Instant instant : instants) {
      GraphSnapshot then = snapshot.at(instant);
      assertThat(then.asOf()).isEqualTo(instant);
      for (int e = 0; e < then.edgeCount(); e++) {
        assertThat(then.holds(e)).isEqualTo(then.edge(e).holdsAt(instant));
      }
      Instant next = then.changesAfter(instant).findFirst().orElse(Instant.MAX);
      int[] reach = reach(then);
      assertThat(reach(snapshot.at(next.minusNanos(1)))).isEqualTo(reach);
    }
    for (int e = 0; e < snapshot.edgeCount(); e++) {
      int edge = e;
      snapshot
          .nextChange(edge, NOW)
          .ifPresent(change ->
              assertThat(snapshot.edge(edge).holdsAt(change))
                  .isNotEqualTo(snapshot.edge(edge).holdsAt(change.minusNanos(1))));
    }
  }

  @Test
  void whatIsTakenAwayNoLongerHoldsAndKeepsItsIndex() {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(NOW);
    int account = builder.add(Node.of(NodeKind.ACCOUNT, "s/User/a"));
    int ana = builder.add(Node.of(NodeKind.IDENTITY, "firebreak/Identity/ana"));
    int group = builder.add(Node.of(NodeKind.GROUP, "s/Group/g"));
    builder.add(Edge.of(EdgeKind.MEMBER_OF, account, group));
    builder.add(Edge.of(EdgeKind.OWNS, ana, account));
    GraphSnapshot snapshot = builder.build();
    int a = snapshot.find("s/User/a").orElseThrow();
    int membership = snapshot.edges(EdgeKind.MEMBER_OF).findFirst().orElseThrow();

    GraphSnapshot without = snapshot.without(IntStream.of(membership));
    assertThat(without.edges(EdgeKind.MEMBER_OF)).isEmpty();
    assertThat(without.isReach(membership)).isFalse();
    assertThat(without.edges(EdgeKind.OWNS)).hasSize(1);
    assertThat(without.at(NOW.plusSeconds(1)).holds(membership)).isFalse();
    assertThat(snapshot.isReach(membership)).isTrue();

    GraphSnapshot inactive = without.withInactive(a);
    assertThat(inactive.active(a)).isEqualTo(Active.NO);
    assertThat(inactive.node(a).active()).isEqualTo(Active.NO);
    assertThat(reach(inactive)).isEmpty();
    assertThat(inactive.edges(EdgeKind.OWNS)).hasSize(1);
    assertThat(snapshot.active(a)).isEqualTo(Active.UNKNOWN);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void withMoreEdgesItIsAsIfItHadBeenBuiltWithThem(long seed) {
    Random random = new Random(seed);
    GraphSnapshot whole = draw(random).shuffled(random);
    int[] gone =
        IntStream.range(0, whole.edgeCount()).filter(e -> random.nextInt(3) == 0).toArray();
    int[] back = IntStream.of(gone).filter(e -> random.nextBoolean()).toArray();
    List<Edge> more = IntStream.of(back).mapToObj(whole::edge).toList();
    GraphSnapshot expected = of(whole, e -> !is(gone, e) || is(back, e));

    GraphSnapshot changed = of(whole, e -> !is(gone, e)).with(more);
    assertThat(edges(changed)).isEqualTo(edges(expected));
    assertThat(reach(changed)).isEqualTo(reach(expected));
    assertThat(in(changed)).isEqualTo(in(expected));
    IntStream.range(0, changed.edgeCount())
        .forEach(e -> assertThat(changed.holds(e)).isEqualTo(expected.holds(e)));

    GraphSnapshot partly = whole.without(IntStream.of(gone)).with(more);
    assertThat(partly.edgeCount()).isEqualTo(whole.edgeCount() + back.length);
    int[] there =
        IntStream.range(0, partly.edgeCount()).filter(e -> !partly.isLeftOut(e)).toArray();
    assertThat(IntStream.of(there).mapToObj(partly::edge).toList()).isEqualTo(edges(expected));
    assertThat(IntStream.of(there).mapToObj(partly::isReach).toList())
        .isEqualTo(IntStream.range(0, there.length).mapToObj(expected::isReach).toList());
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  private static boolean is(int[] any, int edge) {
    return IntStream.of(any).anyMatch(each -> each == edge);
  }

  private static List<List<Integer>> in(GraphSnapshot snapshot) {
    return IntStream.range(0, snapshot.nodeCount())
        .mapToObj(node ->
            IntStream.range(snapshot.firstIn(node), snapshot.endIn(node))
                .mapToObj(snapshot::in)
                .toList())
        .toList();
  }

  private static GraphSnapshot of(GraphSnapshot whole, IntPredicate edges) {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(NOW);
    nodes(whole).forEach(builder::add);
    IntStream.range(0, whole.edgeCount()).filter(edges).forEach(e -> builder.add(whole.edge(e)));
    return builder.build();
  }

  @Test
  void anAccountThatIsSwitchedOnIsReachedAndOffAgainIsNot() {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(NOW);
    int ana = builder.add(Node.of(NodeKind.IDENTITY, "firebreak/Identity/ana"));
    int account = builder.add(Node.of(NodeKind.ACCOUNT, "s/User/a"));
    builder.add(Edge.of(EdgeKind.OWNS, ana, account));
    GraphSnapshot snapshot = builder.build();
    int a = snapshot.find("s/User/a").orElseThrow();

    GraphSnapshot off = snapshot.withInactive(a);
    assertThat(reach(off)).isEmpty();
    assertThat(off.withActive(a).active(a)).isEqualTo(Active.YES);
    assertThat(reach(off.withActive(a))).hasSize(1);
    assertThat(reach(off.withActive(a).withInactive(a))).isEmpty();
    assertThat(off.with(List.of()).active(a)).isEqualTo(Active.NO);
  }

  @Test
  void twoNodesWithOneKeyAreRefused() {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(NOW);
    builder.add(Node.of(NodeKind.GROUP, "s/Group/g"));
    assertThatThrownBy(() -> builder.add(Node.of(NodeKind.GROUP, "s/Group/g")))
        .hasMessage("two nodes have the key s/Group/g");
  }

  static int[] reach(GraphSnapshot snapshot) {
    return IntStream.range(0, snapshot.edgeCount()).filter(snapshot::isReach).toArray();
  }

  static List<Node> nodes(GraphSnapshot snapshot) {
    return IntStream.range(0, snapshot.nodeCount()).mapToObj(snapshot::node).toList();
  }

  static List<Edge> edges(GraphSnapshot snapshot) {
    return IntStream.range(0, snapshot.edgeCount()).mapToObj(snapshot::edge).toList();
  }

  /// A graph with every property there or not, odd keys, parallel edges and loops.
  static GraphSnapshot random(long seed) {
    Random random = new Random(seed);
    return draw(random).shuffled(random);
  }

  private static Drawn draw(Random random) {
    List<Node> nodes = new ArrayList<>();
    int count = 1 + random.nextInt(60);
    for (int i = 0; i < count; i++) {
      NodeKind kind = any(random, NodeKind.values());
      String id = random.nextInt(4) == 0 ? "é/" + i : "n" + i;
      String key =
          random.nextInt(5) == 0 ? "key " + i : "s" + i % 3 + "/T/" + id.replace("/", "%2F");
      nodes.add(
          new Node(
              kind,
              key,
              random.nextBoolean() ? key : "Name " + i,
              text(random, "s" + i % 3),
              text(random, "T"),
              text(random, id),
              any(random, Active.values()),
              any(random, IdentityKind.values()),
              random.nextInt(101),
              random.nextBoolean(),
              text(random, "value " + i),
              random.nextBoolean(),
              text(random, "user" + i),
              text(random, ""),
              text(random, "Dept " + i % 4),
              text(random, "Größe " + i),
              time(random),
              time(random)));
    }
    List<DrawnEdge> edges = new ArrayList<>();
    for (int i = random.nextInt(4 * count); i > 0; i--) {
      String from = nodes.get(random.nextInt(count)).key();
      String to = nodes.get(random.nextInt(count)).key();
      String via =
          switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> from;
            case 2 -> to;
            case 3 -> nodes.get(random.nextInt(count)).key();
            default -> "s/Permission/" + random.nextInt(9);
          };
      Edge of =
          new Edge(
              any(random, EdgeKind.values()),
              0,
              0,
              text(random, "s" + i % 3),
              via,
              text(random, "members"),
              text(random, "rule"),
              random.nextBoolean() ? null : (Integer) random.nextInt(101),
              random.nextInt(6) == 0 ? time(random) : null,
              random.nextInt(3) == 0 ? time(random) : null,
              random.nextInt(3) == 0 ? time(random) : null,
              time(random),
              time(random));
      edges.add(new DrawnEdge(from, to, of));
      if (random.nextInt(9) == 0) {
        edges.add(edges.getLast());
      }
    }
    Instant soon = NOW.plusSeconds(3600);
    edges.add(
        new DrawnEdge(
            nodes.getFirst().key(),
            nodes.getLast().key(),
            new Edge(
                EdgeKind.HOLDS, 0, 0, "s0", null, null, null, null, null, null, soon, null, null)));
    return new Drawn(nodes, edges);
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static @Nullable String text(Random random, String text) {
    return random.nextInt(3) == 0 ? null : text;
  }

  private static @Nullable Instant time(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> NOW;
      case 2 -> NOW.plusNanos(random.nextInt(3) - 1);
      default -> NOW.plusSeconds(random.nextInt(2000) - 1000);
    };
  }
}
