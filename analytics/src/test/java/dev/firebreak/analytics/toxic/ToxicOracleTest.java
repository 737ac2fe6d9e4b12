package dev.firebreak.analytics.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.RandomGraphs;
import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.reach.Oracle;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.Scenario.ScenarioNode;
import dev.firebreak.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bits carried over components find what the definition finds, read literally: the reach set of
/// every node, then every rule, then who is blamed.
class ToxicOracleTest {

  static LongStream seeds() {
    return Seeds.of(400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSameSubjectsAreBlamedForTheSameIdentitiesAsByBruteForce(long seed) {
    Scenario scenario = RandomGraphs.of(seed);
    SodRules rules = rules(seed);

    assertThat(fast(scenario, rules)).isEqualTo(bruteForce(scenario, rules, true));
  }

  @Test
  void theComparisonSeesSomethingAndCatchesAnOracleThatBlamesEverybody() {
    AtomicInteger blamed = new AtomicInteger();
    AtomicInteger wrong = new AtomicInteger();
    seeds()
        .forEach(seed -> {
          Scenario scenario = RandomGraphs.of(seed);
          Map<String, Set<String>> fast = fast(scenario, rules(seed));
          blamed.addAndGet(fast.size());
          if (!fast.equals(bruteForce(scenario, rules(seed), false))) {
            wrong.incrementAndGet();
          }
        });
    assertThat(blamed.get()).isGreaterThan(50);
    assertThat(wrong.get()).isGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyPathOfAFindingLeadsFromItsSubjectToItsFunction(long seed) {
    SodRules rules = rules(seed);
    var snapshot = Snapshots.of(RandomGraphs.of(seed), Snapshots.NOW);
    for (Finding finding : ToxicCombinations.find(snapshot, rules)) {
      assertThat(finding.because()).hasSize(2);
      for (var path : finding.because()) {
        assertThat(path.first().key()).isEqualTo(finding.key().subject());
        SodFunction function =
            rules.functions().stream()
                .filter(each -> each.name().equals(path.title()))
                .findFirst()
                .orElseThrow();
        assertThat(function.matches(snapshot.node(Snapshots.at(snapshot, path.last().key()))))
            .isTrue();
        assertThat(path.hops()).allMatch(hop -> EdgeKind.WALKABLE.contains(hop.kind()));
      }
    }
  }

  /// Three functions over the entitlements 0 to 6 of a graph, and the three pairs of them.
  private static SodRules rules(long seed) {
    String source = "s" + seed;
    return new SodRules(
        List.of(
            function("f0", source, 0, 1),
            function("f1", source, 2, 3),
            function("f2", source, 3, 4)),
        List.of(rule("R01", "f0", "f1"), rule("R02", "f0", "f2"), rule("R12", "f1", "f2")));
  }

  private static SodFunction function(String id, String source, int... entitlements) {
    List<Selector> selectors = new ArrayList<>();
    for (int each : entitlements) {
      selectors.add(new Selector(source, "Entitlement " + each));
    }
    return new SodFunction(id, "Do " + id, selectors);
  }

  private static SodRule rule(String id, String... functions) {
    return new SodRule(id, id, Severity.HIGH, 1, null, List.of(), List.of(functions));
  }

  private static Map<String, Set<String>> fast(Scenario scenario, SodRules rules) {
    Map<String, Set<String>> blamed = new HashMap<>();
    for (Finding finding : ToxicCombinations.find(Snapshots.of(scenario, Snapshots.NOW), rules)) {
      blamed.put(
          finding.key().rule() + " " + finding.key().subject(),
          Set.of("affected: " + finding.affected()));
    }
    return blamed;
  }

  private static Map<String, Set<String>> bruteForce(
      Scenario scenario, SodRules rules, boolean onlyHighest) {
    Oracle oracle = new Oracle(scenario, Snapshots.NOW);
    Map<String, Set<String>> reach = new HashMap<>();
    scenario.nodes().keySet().forEach(key -> reach.put(key, oracle.from(key).keySet()));
    Map<String, Set<String>> blamed = new HashMap<>();
    for (SodRule rule : rules.rules()) {
      Set<String> hits = new HashSet<>();
      reach.forEach((key, reached) -> {
        if (!isInactiveAccount(scenario.nodes().get(key))
            && rule.functions().stream()
                .allMatch(id -> reached.stream().anyMatch(to -> does(rules, id, scenario, to)))) {
          hits.add(key);
        }
      });
      Map<String, Set<String>> affected = new HashMap<>();
      for (String hit : hits) {
        boolean highest =
            reach.get(hit).stream()
                .filter(hits::contains)
                .allMatch(below -> reach.get(below).contains(hit));
        boolean first =
            reach.get(hit).stream()
                .filter(other -> reach.get(other).contains(hit))
                .allMatch(other -> hit.compareTo(other) <= 0);
        if (!onlyHighest || (highest && first)) {
          for (String subject : lifted(scenario, hit)) {
            Set<String> identities = affected.computeIfAbsent(subject, key -> new TreeSet<>());
            reach.forEach((key, reached) -> {
              if (scenario.nodes().get(key).label().equals("Identity") && reached.contains(hit)) {
                identities.add(key);
              }
            });
          }
        }
      }
      affected.forEach((subject, identities) ->
          blamed.put(rule.id() + " " + subject, Set.of("affected: " + identities.size())));
    }
    return blamed;
  }

  private static Set<String> lifted(Scenario scenario, String hit) {
    Set<String> owners = new TreeSet<>();
    if (scenario.nodes().get(hit).label().equals("Account")) {
      scenario.edges().stream()
          .filter(edge -> edge.type().equals("OWNS") && edge.to().equals(hit))
          .forEach(edge -> owners.add(edge.from()));
    }
    return owners.isEmpty() ? Set.of(hit) : owners;
  }

  private static boolean does(SodRules rules, String id, Scenario scenario, String key) {
    ScenarioNode node = scenario.nodes().get(key);
    return node.label().equals("Entitlement")
        && rules.functions().stream()
            .filter(function -> function.id().equals(id))
            .flatMap(function -> function.anyOf().stream())
            .anyMatch(selector -> selector.entitlement().equals(node.properties().get("name")));
  }

  private static boolean isInactiveAccount(ScenarioNode node) {
    return node.label().equals("Account") && Boolean.FALSE.equals(node.properties().get("active"));
  }
}
