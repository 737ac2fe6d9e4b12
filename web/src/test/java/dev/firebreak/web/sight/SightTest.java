package dev.firebreak.web.sight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.testkit.Seeds;
import dev.firebreak.web.user.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What of a graph is seen, held against a plain filter of it, and against another rest.
class SightTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final List<String> SOURCES = List.of("hr", "ledger", "vault");
  private static final List<String> DEPARTMENTS = List.of("Finance", "Sales", "IT");
  private static final int PEOPLE = 12;

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final List<Said> edges = new ArrayList<>();

  private record Said(
      EdgeKind kind, String from, String to, @Nullable String source, @Nullable String via) {}

  private void node(NodeKind kind, String key, @Nullable String source, @Nullable String unit) {
    nodes.put(
        key,
        new Node(
            kind,
            key,
            "name of " + key,
            source,
            null,
            key.substring(key.lastIndexOf('/') + 1),
            Active.YES,
            IdentityKind.PERSON,
            7,
            false,
            null,
            false,
            null,
            null,
            unit,
            null,
            NOW,
            NOW));
  }

  private GraphSnapshot built() {
    var builder = GraphSnapshot.builder(NOW);
    Map<String, Integer> numbers = new TreeMap<>();
    nodes.forEach((key, node) -> numbers.put(key, builder.add(node)));
    for (Said said : edges) {
      builder.add(
          new Edge(
              said.kind(),
              numbers.get(said.from()),
              numbers.get(said.to()),
              said.source(),
              said.via(),
              null,
              null,
              null,
              null,
              null,
              null,
              NOW,
              NOW));
    }
    return builder.build();
  }

  private static <T> T pick(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private SightTest random(Random random) {
    SOURCES.forEach(id -> node(NodeKind.SOURCE, "firebreak/Source/" + id, null, null));
    for (int i = 0; i < PEOPLE; i++) {
      String unit = random.nextInt(5) == 0 ? null : pick(random, DEPARTMENTS);
      node(NodeKind.IDENTITY, "firebreak/Identity/" + i, null, unit);
      for (String source : SOURCES) {
        String account = source + "/User/" + i;
        node(NodeKind.ACCOUNT, account, source, random.nextBoolean() ? unit : null);
        if (random.nextInt(4) > 0) {
          owns(random.nextInt(PEOPLE) > 1 ? i : 0, account);
        }
      }
    }
    for (String source : SOURCES) {
      for (int i = 0; i < 4; i++) {
        node(NodeKind.GROUP, source + "/Group/" + i, source, null);
        node(NodeKind.ENTITLEMENT, source + "/Entitlement/" + i, source, null);
      }
    }
    List<String> all = List.copyOf(nodes.keySet());
    for (int i = 0; i < 80; i++) {
      String source = pick(random, SOURCES);
      edges.add(
          new Said(
              pick(random, List.of(EdgeKind.MEMBER_OF, EdgeKind.HOLDS, EdgeKind.REPORTS_TO)),
              pick(random, all),
              pick(random, all),
              source,
              random.nextInt(3) == 0 ? pick(random, all) : null));
    }
    return this;
  }

  private void owns(int person, String account) {
    String identity = "firebreak/Identity/" + person;
    if (nodes.containsKey(identity)) {
      edges.add(new Said(EdgeKind.OWNS, identity, account, null, null));
    }
  }

  private static Limits limits(Random random) {
    return new Limits(
        Set.copyOf(SOURCES.subList(0, random.nextInt(3))),
        Set.copyOf(DEPARTMENTS.subList(0, random.nextInt(3))));
  }

  /// What is seen, said by the keys alone and by other code.
  private boolean sees(String key, Limits limits) {
    Node node = nodes.get(key);
    Predicate<@Nullable String> unit =
        name -> limits.departments().isEmpty() || limits.departments().contains(name + "");
    Predicate<@Nullable String> source =
        id -> limits.sources().isEmpty() || limits.sources().contains(id + "");
    List<Said> owning =
        edges.stream()
            .filter(said -> said.kind() == EdgeKind.OWNS)
            .filter(said -> said.from().equals(key) || said.to().equals(key))
            .toList();
    return switch (node.kind()) {
      case SOURCE -> source.test(key.substring(key.lastIndexOf('/') + 1));
      case IDENTITY ->
          unit.test(node.department())
              && (limits.sources().isEmpty()
                  || owning.stream().anyMatch(said -> source.test(said.to().split("/")[0])));
      case ACCOUNT ->
          source.test(node.source())
              && (owning.isEmpty()
                  ? unit.test(node.department())
                  : owning.stream()
                      .allMatch(said -> unit.test(nodes.get(said.from()).department())));
      case GROUP, ENTITLEMENT, CONTAINER, PRIVILEGED_ACCOUNT -> source.test(node.source());
    };
  }

  private static List<String> keys(GraphSnapshot snapshot) {
    return IntStream.range(0, snapshot.nodeCount()).mapToObj(snapshot::key).toList();
  }

  /// Everything that a snapshot holds, as a text.
  private static List<String> all(GraphSnapshot snapshot) {
    List<String> all = new ArrayList<>();
    IntStream.range(0, snapshot.nodeCount()).forEach(i -> all.add(snapshot.node(i).toString()));
    IntStream.range(0, snapshot.edgeCount()).forEach(i -> all.add(snapshot.edge(i).toString()));
    all.add(snapshot.complete() + " " + snapshot.firstHarvests());
    return all;
  }

  static LongStream seeds() {
    return Seeds.of(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsSeenIsTheWholeFiltered(long seed) {
    Random random = new Random(seed);
    GraphSnapshot whole = random(random).built();
    Limits limits = limits(random);
    GraphSnapshot part = Sight.narrowed(whole, limits);
    List<String> seen = keys(whole).stream().filter(key -> sees(key, limits)).toList();
    assertThat(keys(part)).isEqualTo(seen);
    List<String> expected = new ArrayList<>();
    for (int e = 0; e < whole.edgeCount(); e++) {
      Edge edge = whole.edge(e);
      boolean is =
          seen.contains(whole.key(edge.from()))
              && seen.contains(whole.key(edge.to()))
              && (edge.via() == null || seen.contains(edge.via()))
              && (edge.source() == null
                  || limits.sources().isEmpty()
                  || limits.sources().contains(edge.source()));
      if (is) {
        expected.add(told(whole, edge));
      }
    }
    assertThat(IntStream.range(0, part.edgeCount()).mapToObj(e -> told(part, part.edge(e))))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String told(GraphSnapshot snapshot, Edge edge) {
    return "%s %s %s %s %s"
        .formatted(
            edge.kind(),
            snapshot.key(edge.from()),
            snapshot.key(edge.to()),
            edge.source(),
            edge.via());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anotherRestMakesNoDifference(long seed) {
    Random random = new Random(seed);
    GraphSnapshot whole = random(random).built();
    Limits limits = limits(random);
    List<String> before = all(Sight.narrowed(whole, limits));
    for (int i = 0; i < 5; i++) {
      String key = "vault/User/more" + i;
      node(NodeKind.ACCOUNT, key, "vault", "IT");
      node(NodeKind.GROUP, "vault/Group/more" + i, "vault", null);
      edges.add(new Said(EdgeKind.MEMBER_OF, key, "vault/Group/more" + i, "vault", null));
      edges.add(new Said(EdgeKind.MEMBER_OF, key, "ledger/Group/1", "vault", null));
    }
    Limits without =
        new Limits(
            limits.sources().isEmpty() ? Set.of("hr", "ledger") : limits.sources(),
            limits.departments());
    assertThat(all(Sight.narrowed(built(), without)))
        .isEqualTo(limits.equals(without) ? before : all(Sight.narrowed(whole, without)));
  }

  @Test
  void partsAreKeptWhileTheirGraphIsAndNotWithoutBound() {
    GraphSnapshot whole = random(new Random(1)).built();
    Sights sights = new Sights();
    Limits ledger = Limits.of(List.of("ledger"), List.of());
    GraphSnapshot part = sights.of(whole, ledger);
    assertThat(sights.of(whole, ledger)).isSameAs(part);
    GraphSnapshot later = sights.of(whole.at(NOW.plusSeconds(300)), ledger);
    assertThat(later.isAlike(part)).isTrue();
    assertThat(later.asOf()).isEqualTo(NOW.plusSeconds(300));
    GraphSnapshot other = whole.at(NOW.plusSeconds(300));
    GraphSnapshot kept = sights.of(other, ledger);
    for (int i = 0; i < 20; i++) {
      sights.of(other, Limits.of(SOURCES, List.of("Finance", "Sales", "IT", "unit " + i)));
    }
    assertThat(sights.of(other, ledger)).as("crowded out").isNotSameAs(kept);
    assertThat(all(sights.of(other, ledger))).isEqualTo(all(kept));
  }

  @Test
  void aLimitIsWithinAnotherIfItTellsOfNothingMore() {
    Limits ledger = Limits.of(List.of("ledger"), List.of());
    Limits both = Limits.of(List.of("ledger", "hr"), List.of());
    assertThat(ledger.isWithin(both)).isTrue();
    assertThat(both.isWithin(ledger)).isFalse();
    assertThat(ledger.isWithin(Limits.NONE)).isTrue();
    assertThat(Limits.NONE.isWithin(ledger)).isFalse();
    assertThat(Limits.of(List.of("ledger"), List.of("IT")).isWithin(ledger)).isTrue();
  }
}
