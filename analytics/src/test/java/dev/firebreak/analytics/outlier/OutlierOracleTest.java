package dev.firebreak.analytics.outlier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.analytics.blastradius.Radii;
import dev.firebreak.analytics.blastradius.Reaches;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The definition again, naively, one identity after the other, by department and title only:
/// nobody has a manager, and what all are given is different enough that access makes no group.
class OutlierOracleTest {

  private static final OutlierRules RULES = new OutlierRules(4, 2.5, 0.02);

  private final Map<Integer, Set<Integer>> given = new HashMap<>();
  private final Map<Integer, Long> weighted = new HashMap<>();

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  private static GraphSnapshot draw(long seed) {
    Random chance = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int e = 0; e < 120; e++) {
      text.append(
          "entitlement a/Entitlement/e%d sensitivity=%d%n".formatted(e, chance.nextInt(40)));
    }
    int people = 20 + chance.nextInt(30);
    for (int i = 0; i < people; i++) {
      text.append(
          "identity p%d department=D%d title=T%d%n"
              .formatted(i, chance.nextInt(3), chance.nextInt(3)));
      text.append("p%1$d -OWNS-> a/User/u%1$d%n".formatted(i));
      int held = chance.nextInt(12) == 0 ? 30 + chance.nextInt(60) : 1 + chance.nextInt(2);
      for (int n = 0; n < held; n++) {
        text.append("a/User/u%d -HOLDS-> a/Entitlement/e%d%n".formatted(i, chance.nextInt(120)));
      }
    }
    return Snapshots.of(text.toString());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOutliersAreThoseOfTheDefinition(long seed) {
    GraphSnapshot snapshot = draw(seed);
    List<Integer> people = snapshot.nodes(NodeKind.IDENTITY).boxed().toList();
    given.clear();
    weighted.clear();
    people.forEach(person -> given.put(person, held(snapshot, person)));
    people.forEach(person -> weighted.put(person, BlastRadius.of(snapshot, person).weighted()));
    TreeMap<Integer, Double> least = new TreeMap<>();
    Holdings holdings = Holdings.of(snapshot);
    PeerGroups.of(snapshot, holdings, RULES.peers())
        .judging(Way.ACCESS)
        .forEach(group -> {
          List<Integer> members = IntStream.of(group).boxed().toList();
          members.forEach(person -> least.merge(person, z(person, members), Math::min));
        });
    for (int person : people) {
      for (boolean department : new boolean[] {true, false}) {
        List<Integer> peers =
            people.stream()
                .filter(other ->
                    value(snapshot, other, department).equals(value(snapshot, person, department)))
                .toList();
        if (peers.size() > RULES.peers()) {
          least.merge(person, z(person, peers), Math::min);
        }
      }
    }
    Set<Integer> expected = new TreeSet<>();
    for (int person : least.keySet()) {
      double z = least.get(person);
      double p = UpperTail.probability(z);
      // passes if some k has at least k probabilities up to k q / m, this one among them
      boolean discovered = false;
      for (int k = 1; k <= least.size(); k++) {
        double limit = k * RULES.falseDiscovery() / least.size();
        long below =
            least.values().stream().filter(each -> UpperTail.probability(each) <= limit).count();
        discovered |= below >= k && p <= limit;
      }
      if (z >= RULES.bar() && discovered) {
        expected.add(person);
      }
    }

    Reaches reaches = Reaches.of(snapshot, Radii.all(snapshot));
    assertThat(IntStream.of(Outliers.of(snapshot, reaches, RULES).outlying()).boxed().toList())
        .isEqualTo(List.copyOf(expected));
  }

  private static String value(GraphSnapshot snapshot, int person, boolean department) {
    return String.valueOf(
        department ? snapshot.node(person).department() : snapshot.node(person).title());
  }

  private double z(int person, List<Integer> peers) {
    List<Double> radii = new ArrayList<>();
    List<Double> rarities = new ArrayList<>();
    for (int peer : peers) {
      radii.add(Math.log(1.0 + weighted.getOrDefault(peer, 0L)));
      rarities.add(Math.log(1 + rarity(peer, peers)));
    }
    int at = peers.indexOf(person);
    return Math.max(robust(radii, at), robust(rarities, at));
  }

  private double rarity(int person, List<Integer> peers) {
    double sum = 0;
    int rare = 0;
    for (int each : given.getOrDefault(person, Set.of())) {
      long holders =
          peers.stream()
              .filter(peer -> peer != person && given.getOrDefault(peer, Set.of()).contains(each))
              .count();
      if (20 * holders <= peers.size() - 1) {
        rare++;
        sum += Math.log((double) peers.size() / (holders + 1)) / Math.log(2);
      }
    }
    return rare < 2 ? 0 : sum;
  }

  private static Set<Integer> held(GraphSnapshot snapshot, int person) {
    return snapshot
        .edges(EdgeKind.HOLDS)
        .mapToObj(snapshot::edge)
        .filter(edge ->
            snapshot
                .edges(EdgeKind.OWNS)
                .mapToObj(snapshot::edge)
                .anyMatch(owns -> owns.from() == person && owns.to() == edge.from()))
        .map(edge -> edge.to())
        .collect(Collectors.toSet());
  }

  private static double robust(List<Double> values, int at) {
    double median = quantile(values, 5);
    double mad = quantile(values.stream().map(value -> Math.abs(value - median)).toList(), 5);
    double upper = (quantile(values, 9) - median) / 1.2815515655446;
    return (values.get(at) - median) / Math.max(0.5, Math.max(upper, 1.4826 * mad));
  }

  /// Where `tenths` of ten of the way from the first to the last sorted value is covered.
  private static double quantile(List<Double> values, int tenths) {
    List<Double> sorted = values.stream().sorted().toList();
    int steps = tenths * (sorted.size() - 1);
    double low = sorted.get(steps / 10);
    double high = steps % 10 == 0 ? low : sorted.get(steps / 10 + 1);
    return low + (high - low) * (steps % 10) / 10;
  }
}
