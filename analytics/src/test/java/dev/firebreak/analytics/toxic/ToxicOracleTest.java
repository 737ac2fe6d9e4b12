package dev.firebreak.analytics.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bits carried over components find what the definition finds, read literally.
class ToxicOracleTest {

  static LongStream seeds() {
    return Seeds.of(500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSameSubjectsAreBlamedForTheSameIdentitiesAsByBruteForce(long seed) {
    Scenario scenario = LiteralRules.graph(seed);
    SodRules rules = LiteralRules.rules(seed);

    assertThat(fast(scenario, rules))
        .isEqualTo(counts(new LiteralRules(scenario, rules, Snapshots.NOW).blamed(true)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theColumnsCountTheIdentitiesThatBruteForceCounts(long seed) {
    Scenario scenario = LiteralRules.graph(seed);
    SodRules rules = LiteralRules.rules(seed);
    LiteralRules literal = new LiteralRules(scenario, rules, Snapshots.NOW);

    GraphSnapshot snapshot = Snapshots.of(scenario, Snapshots.NOW);

    assertThat(
            new FunctionColumns(ReachGraph.of(snapshot), new CompiledRules(snapshot, rules))
                .counts())
        .isEqualTo(rules.rules().stream().map(rule -> literal.matching(rule).size()).toList());
  }

  @Test
  void theComparisonSeesSomethingAndCatchesAnOracleThatBlamesEverybody() {
    AtomicInteger blamed = new AtomicInteger();
    AtomicInteger inOneSystem = new AtomicInteger();
    AtomicInteger wrong = new AtomicInteger();
    seeds()
        .forEach(seed -> {
          Scenario scenario = LiteralRules.graph(seed);
          SodRules rules = LiteralRules.rules(seed);
          Map<String, Integer> fast = fast(scenario, rules);
          blamed.addAndGet(fast.size());
          inOneSystem.addAndGet((int) fast.keySet().stream().filter(k -> !k.endsWith(" ")).count());
          if (!fast.equals(
              counts(new LiteralRules(scenario, rules, Snapshots.NOW).blamed(false)))) {
            wrong.incrementAndGet();
          }
        });
    assertThat(blamed.get()).isGreaterThan(100);
    assertThat(inOneSystem.get()).isGreaterThan(30);
    assertThat(wrong.get()).isGreaterThan(30);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyPathOfAFindingLeadsFromItsSubjectToWhatItsFunctionSelects(long seed) {
    SodRules rules = LiteralRules.rules(seed);
    GraphSnapshot snapshot = Snapshots.of(LiteralRules.graph(seed), Snapshots.NOW);
    Selection selection = new Selection(snapshot);
    for (Finding finding : ToxicCombinations.find(snapshot, rules)) {
      assertThat(finding.because()).hasSizeGreaterThanOrEqualTo(2);
      for (var path : finding.because()) {
        assertThat(path.first().key()).isEqualTo(finding.key().subject());
        SodFunction function =
            rules.rulesets().getFirst().functions().stream()
                .filter(each -> path.title().startsWith(each.name()))
                .findFirst()
                .orElseThrow();
        int end = Snapshots.at(snapshot, path.last().key());
        assertThat(function.needs().selectors())
            .anyMatch(selector -> Arrays.stream(selection.nodes(selector)).anyMatch(n -> n == end));
        assertThat(path.hops()).allMatch(hop -> EdgeKind.WALKABLE.contains(hop.kind()));
        if (!finding.key().detail().isEmpty()) {
          assertThat(path.last().source()).isEqualTo(finding.key().detail());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aGrantIsSaidToMakeTheSameIdentitiesMatchAsWhenItIsMade(long seed) {
    Scenario scenario = LiteralRules.graph(seed);
    SodRules rules = LiteralRules.rules(seed);
    List<String> principals = keys(scenario, "Identity", "Account", "Group");
    List<String> grantable = keys(scenario, "Entitlement", "Group");
    if (principals.isEmpty() || grantable.isEmpty()) {
      return;
    }
    String principal = principals.get((int) (seed % principals.size()));
    String granted = grantable.get((int) (seed * 31 % grantable.size()));
    var edges = new ArrayList<>(scenario.edges());
    edges.add(
        new Scenario.ScenarioEdge(
            scenario.nodes().get(granted).label().equals("Group") ? "MEMBER_OF" : "HOLDS",
            principal,
            granted,
            Map.of()));
    LiteralRules before = new LiteralRules(scenario, rules, Snapshots.NOW);
    LiteralRules after =
        new LiteralRules(new Scenario(scenario.nodes(), edges), rules, Snapshots.NOW);
    Map<String, Integer> expected = new TreeMap<>();
    for (SodRule rule : rules.rules()) {
      for (String system : before.systems(rule)) {
        int newly = after.matching(rule, system).size() - before.matching(rule, system).size();
        boolean itself =
            after.holds(principal, rule, system) && !before.holds(principal, rule, system);
        if (newly > 0 || itself) {
          expected.put(rule.id() + " " + system, newly);
        }
      }
    }
    GraphSnapshot snapshot = Snapshots.of(scenario, Snapshots.NOW);
    GrantCheck check =
        GrantCheck.of(
            snapshot, rules, Snapshots.at(snapshot, principal), Snapshots.at(snapshot, granted));

    Map<String, Integer> found = new TreeMap<>();
    check
        .hits()
        .forEach(hit ->
            found.put(
                hit.rule() + " " + (hit.system() == null ? "" : hit.system()), hit.concerned()));
    assertThat(found).isEqualTo(expected);
    for (var hit : check.hits()) {
      assertThat(hit.because())
          .allMatch(path -> path.first().key().equals(hit.subject()))
          .anyMatch(path -> path.stops().stream().anyMatch(stop -> stop.key().equals(granted)));
    }
  }

  private static List<String> keys(Scenario scenario, String... labels) {
    return scenario.nodes().values().stream()
        .filter(node -> List.of(labels).contains(node.label()))
        .map(Scenario.ScenarioNode::key)
        .toList();
  }

  private static Map<String, Integer> counts(Map<String, ? extends java.util.Set<String>> blamed) {
    return blamed.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().size()));
  }

  private static Map<String, Integer> fast(Scenario scenario, SodRules rules) {
    return ToxicCombinations.find(Snapshots.of(scenario, Snapshots.NOW), rules).stream()
        .collect(
            Collectors.toMap(
                finding ->
                    finding.key().rule()
                        + " "
                        + finding.key().subject()
                        + " "
                        + finding.key().detail(),
                Finding::affected));
  }
}
