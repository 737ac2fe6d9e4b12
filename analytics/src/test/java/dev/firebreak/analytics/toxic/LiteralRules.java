package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.RandomGraphs;
import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.reach.Oracle;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.Scenario.ScenarioEdge;
import dev.firebreak.testkit.Scenario.ScenarioNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/// The definition of a toxic combination, read literally from a scenario: the reach set of every
/// node, then every rule in every system, then who is blamed. And random rules and graphs to read
/// it on.
final class LiteralRules {

  private final Scenario scenario;
  private final Ruleset rules;
  private final Map<String, Set<String>> reach = new HashMap<>();

  LiteralRules(Scenario scenario, SodRules rules, Instant at) {
    this.scenario = scenario;
    this.rules = rules.rulesets().getFirst();
    Oracle oracle = new Oracle(scenario, at);
    scenario.nodes().keySet().forEach(key -> reach.put(key, oracle.from(key).keySet()));
  }

  /// A random graph whose entitlements are in two sources, and whose grants begin and end here and
  /// there.
  static Scenario graph(long seed) {
    RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed + 7_000_000);
    Scenario drawn = RandomGraphs.of(seed);
    var nodes = new LinkedHashMap<String, ScenarioNode>();
    drawn
        .nodes()
        .forEach((key, node) -> {
          Map<String, Object> properties = new HashMap<>(node.properties());
          if (node.label().equals("Entitlement") && key.charAt(key.length() - 1) % 2 == 1) {
            properties.put("source", "other");
          }
          nodes.put(key, new ScenarioNode(node.label(), key, properties));
        });
    List<ScenarioEdge> edges = new ArrayList<>();
    for (ScenarioEdge edge : drawn.edges()) {
      Map<String, Object> properties = new HashMap<>(edge.properties());
      if (edge.type().equals("MEMBER_OF") || edge.type().equals("HOLDS")) {
        if (chance.nextInt(3) == 0) {
          properties.put("validFrom", around(chance));
        }
        if (chance.nextInt(3) == 0) {
          properties.put("validTo", around(chance));
        }
      }
      edges.add(new ScenarioEdge(edge.type(), edge.from(), edge.to(), properties));
    }
    return new Scenario(nodes, edges);
  }

  private static ZonedDateTime around(RandomGenerator chance) {
    return Snapshots.NOW.plusSeconds(60L * chance.nextInt(-6, 7)).atZone(ZoneOffset.UTC);
  }

  /// Rules of two or three functions, of nested requirements, in one system or across.
  static SodRules rules(long seed) {
    RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed + 9_000_000);
    List<SodFunction> functions = new ArrayList<>();
    for (int f = 0; f < 4; f++) {
      List<Requirement> of = new ArrayList<>();
      boolean any = chance.nextInt(3) > 0;
      for (int i = 0; i <= chance.nextInt(2, 4); i++) {
        List<Requirement> inner = List.of(selector(seed, chance), selector(seed, chance));
        of.add(
            chance.nextInt(3) > 0
                ? selector(seed, chance)
                : any ? new Requirement.AllOf(inner) : new Requirement.AnyOf(inner));
      }
      functions.add(
          new SodFunction(
              "f" + f,
              "Do f" + f,
              any ? new Requirement.AnyOf(of) : new Requirement.AllOf(of.subList(0, 2))));
    }
    List<SodRule> rules = new ArrayList<>();
    for (int r = 0; r < 4; r++) {
      List<String> ids = new ArrayList<>(List.of("f0", "f1", "f2", "f3"));
      ids.remove(chance.nextInt(4));
      rules.add(
          new SodRule(
              "R" + r,
              "R" + r,
              Severity.HIGH,
              1,
              null,
              null,
              List.of(),
              chance.nextBoolean() ? Scope.SAME_SYSTEM : Scope.ACROSS_SYSTEMS,
              chance.nextInt(3) == 0 ? ids : ids.subList(0, 2)));
    }
    return SodRules.of(functions, rules);
  }

  private static Selector selector(long seed, RandomGenerator chance) {
    String name = "Entitlement " + chance.nextInt(7);
    return switch (chance.nextInt(4)) {
      case 0 -> new Selector("s" + seed, name);
      case 1 -> new Selector("other", name);
      default -> new Selector(null, null, name, null, null, null, null, null);
    };
  }

  /// `rule subject system` of everybody to blame, with the identities concerned.
  Map<String, Set<String>> blamed(boolean onlyHighest) {
    Map<String, Set<String>> blamed = new TreeMap<>();
    for (SodRule rule : rules.rules()) {
      for (String system : systems(rule)) {
        Set<String> hits = new HashSet<>();
        scenario
            .nodes()
            .forEach((key, node) -> {
              if (!inactive(node) && holds(key, rule, system)) {
                hits.add(key);
              }
            });
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
            for (String subject : lifted(hit)) {
              blamed
                  .computeIfAbsent(rule.id() + " " + subject + " " + system, key -> new TreeSet<>())
                  .addAll(identities().filter(key -> reach.get(key).contains(hit)).toList());
            }
          }
        }
      }
    }
    return blamed;
  }

  /// The identities that match a rule.
  Set<String> matching(SodRule rule) {
    Set<String> matching = new TreeSet<>();
    for (String system : systems(rule)) {
      matching.addAll(matching(rule, system));
    }
    return matching;
  }

  Set<String> matching(SodRule rule, String system) {
    Set<String> matching = new TreeSet<>();
    identities().filter(key -> holds(key, rule, system)).forEach(matching::add);
    return matching;
  }

  /// The systems that a rule is to be read in; one empty text across systems.
  List<String> systems(SodRule rule) {
    return switch (rule.scope()) {
      case ACROSS_SYSTEMS -> List.of("");
      case SAME_SYSTEM ->
          scenario.nodes().values().stream()
              .filter(node -> node.label().equals("Entitlement"))
              .map(node -> String.valueOf(node.properties().get("source")))
              .distinct()
              .sorted()
              .toList();
    };
  }

  boolean holds(String key, SodRule rule, String system) {
    return rule.functions().stream()
        .allMatch(id -> meets(rules.function(id).needs(), reach.get(key), system));
  }

  private boolean meets(Requirement requirement, Set<String> reached, String system) {
    return switch (requirement) {
      case Selector selector ->
          reached.stream().anyMatch(key -> picks(selector, scenario.nodes().get(key), system));
      case Requirement.AnyOf(List<Requirement> of) ->
          of.stream().anyMatch(each -> meets(each, reached, system));
      case Requirement.AllOf(List<Requirement> of) ->
          of.stream().allMatch(each -> meets(each, reached, system));
    };
  }

  private static boolean picks(Selector selector, ScenarioNode node, String system) {
    Object source = node.properties().get("source");
    return node.label().equals("Entitlement")
        && Objects.equals(selector.entitlement(), node.properties().get("name"))
        && (selector.source() == null || selector.source().equals(source))
        && (system.isEmpty() || system.equals(source));
  }

  private Stream<String> identities() {
    return scenario.nodes().values().stream()
        .filter(node -> node.label().equals("Identity"))
        .map(ScenarioNode::key);
  }

  private Set<String> lifted(String hit) {
    Set<String> owners = new TreeSet<>();
    if (scenario.nodes().get(hit).label().equals("Account")) {
      scenario.edges().stream()
          .filter(edge -> edge.type().equals("OWNS") && edge.to().equals(hit))
          .forEach(edge -> owners.add(edge.from()));
    }
    return owners.isEmpty() ? Set.of(hit) : owners;
  }

  private static boolean inactive(ScenarioNode node) {
    return node.label().equals("Account") && Boolean.FALSE.equals(node.properties().get("active"));
  }
}
