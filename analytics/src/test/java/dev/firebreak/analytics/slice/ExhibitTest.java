package dev.firebreak.analytics.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.analytics.RandomGraphs;
import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.run.AnalysisRules;
import dev.firebreak.analytics.run.RiskRules;
import dev.firebreak.analytics.toxic.Requirement;
import dev.firebreak.analytics.toxic.Scope;
import dev.firebreak.analytics.toxic.Selector;
import dev.firebreak.analytics.toxic.SodFunction;
import dev.firebreak.analytics.toxic.SodRule;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.Scenario.ScenarioEdge;
import dev.firebreak.testkit.Scenario.ScenarioNode;
import dev.firebreak.testkit.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Every finding of every kind on random graphs, found again in what is kept of the graph.
class ExhibitTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int GRAPHS = 6;

  static LongStream seeds() {
    return Seeds.of(60);
  }

  /// A finding with the graph that it was found in.
  private record Found(Finding finding, GraphSnapshot snapshot, AnalysisInputs inputs) {
    Exhibit exhibit() {
      return Exhibit.of(finding, snapshot, inputs);
    }
  }

  private static List<Found> found(long seed) {
    RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Scenario scenario =
        aged(
            RandomGraphs.union(
                LongStream.range(0, GRAPHS)
                    .mapToObj(i -> RandomGraphs.of(seed * 100 + i))
                    .toList()),
            chance);
    GraphSnapshot snapshot = Snapshots.of(scenario, Snapshots.NOW);
    AnalysisInputs inputs =
        new AnalysisInputs(
            usage(scenario, chance),
            Set.of("s" + seed * 100),
            List.of(),
            new AnalysisRules(rules(), 90, 1.5, RiskRules.DEFAULT));
    return inputs.analyse(snapshot).findings().stream()
        .map(finding -> new Found(finding, snapshot, inputs))
        .toList();
  }

  /// The same graph with departments, programs and grants of some age.
  private static Scenario aged(Scenario scenario, RandomGenerator chance) {
    var nodes = new LinkedHashMap<String, ScenarioNode>();
    scenario
        .nodes()
        .forEach((key, node) -> {
          Map<String, Object> properties = new HashMap<>(node.properties());
          if (node.label().equals("Identity")) {
            properties.put("department", "D" + chance.nextInt(2));
            properties.put("kind", List.of("PERSON", "SERVICE", "AGENT").get(chance.nextInt(3)));
          }
          if (node.label().equals("Account")) {
            properties.put("firstSeen", ago(chance));
            properties.put("department", chance.nextInt(12) == 0 ? "Other" : " Sales");
            properties.put("email", chance.nextInt(9) == 0 ? key + "@EXAMPLE" : "all@example");
            properties.put("title", "T" + chance.nextInt(20));
          }
          nodes.put(key, new ScenarioNode(node.label(), key, properties));
        });
    List<ScenarioEdge> edges = new ArrayList<>();
    for (ScenarioEdge edge : scenario.edges()) {
      Map<String, Object> properties = new HashMap<>(edge.properties());
      properties.put("source", edge.from().substring(0, edge.from().indexOf('/')));
      properties.put("firstSeen", ago(chance));
      if (chance.nextInt(3) == 0) {
        properties.put("since", ago(chance));
      }
      edges.add(new ScenarioEdge(edge.type(), edge.from(), edge.to(), properties));
    }
    return new Scenario(nodes, edges);
  }

  private static Object ago(RandomGenerator chance) {
    return Snapshots.NOW.minus(Duration.ofDays(chance.nextInt(10, 400))).atZone(ZoneOffset.UTC);
  }

  private static Usage usage(Scenario scenario, RandomGenerator chance) {
    List<Usage.Use> uses = new ArrayList<>();
    List<Usage.Coverage> covered = new ArrayList<>();
    Instant from = Snapshots.NOW.minus(Duration.ofDays(380));
    for (ScenarioEdge edge : scenario.edges()) {
      if (edge.type().equals("HOLDS") && edge.from().contains("/User/") && chance.nextInt(3) == 0) {
        uses.add(
            new Usage.Use(
                edge.from(),
                edge.to(),
                Snapshots.NOW.minus(Duration.ofDays(chance.nextInt(1, 200))),
                3));
      }
    }
    scenario.nodes().values().stream()
        .map(node -> String.valueOf(node.properties().get("source")))
        .distinct()
        .forEach(source ->
            covered.add(
                new Usage.Coverage(
                    source, Usage.EVERY, new Period(from, Snapshots.NOW.minusSeconds(60)))));
    return new Usage(uses, covered);
  }

  private static SodRules rules() {
    List<SodFunction> functions =
        List.of(
            new SodFunction(
                "f0", "Create vendor", List.of(named("Entitlement 0"), named("Entitlement 1"))),
            new SodFunction("f1", "Release payment", List.of(named("Entitlement 2"))),
            new SodFunction(
                "f2",
                "Run payroll",
                new Requirement.AllOf(
                    List.of(
                        named("Entitlement 3"),
                        new Requirement.AnyOf(
                            List.of(named("Entitlement 4"), named("Entitlement 5")))))));
    return SodRules.of(
        functions,
        List.of(
            rule("R0", Scope.ACROSS_SYSTEMS, "f0", "f1"),
            rule("R1", Scope.SAME_SYSTEM, "f0", "f2"),
            rule("R2", Scope.ACROSS_SYSTEMS, "f1", "f2")));
  }

  private static Selector named(String name) {
    return new Selector(null, null, name, null, null, null, null, null);
  }

  private static SodRule rule(String id, Scope scope, String... functions) {
    return new SodRule(
        id,
        "Rule " + id,
        Severity.HIGH,
        2,
        "Finance",
        null,
        List.of("SOX ITGC"),
        scope,
        List.of(functions));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyFindingIsFoundAgainInItsSliceReadFromText(long seed) {
    for (Found each : found(seed)) {
      Exhibit exhibit = each.exhibit();
      assertThat(exhibit.slice()).as("%s: %s", each.finding().key(), exhibit.missing()).isNotNull();
      FindingSlice read =
          FindingSlice.read(
              MAPPER.readTree(Objects.requireNonNull(exhibit.slice()).json().toString()));
      Finding shown = Exhibit.finding(MAPPER.readTree(exhibit.findingJson().toString()));
      assertThat(read.recompute(shown))
          .as("%s", each.finding().key())
          .hasValueSatisfying(again -> assertThat(Exhibit.same(each.finding(), again)).isTrue());
      assertThat(read.lacks(shown)).isEmpty();
    }
  }

  @Test
  void everyKindThatCanBeRemediedIsAmongThem() {
    Map<FindingKind, Integer> kinds = new EnumMap<>(FindingKind.class);
    Seeds.of(60)
        .forEach(seed ->
            found(seed).forEach(each -> kinds.merge(each.finding().key().kind(), 1, Integer::sum)));
    assertThat(kinds)
        .containsKeys(
            FindingKind.TOXIC,
            FindingKind.BLAST_RADIUS,
            FindingKind.UNUSED,
            FindingKind.LEAVER,
            FindingKind.ORPHAN,
            FindingKind.OWNERLESS,
            FindingKind.DORMANT,
            FindingKind.DRIFT);
  }

  @Test
  void whatAccountsDisagreeAboutIsKeptAsSignsAndAnotherShareFindsNothing() {
    StringBuilder text = new StringBuilder("source hr name=People\nsource app name=App\n");
    for (int i = 0; i < 20; i++) {
      text.append(
          """
          identity p%1$d active
          account hr/User/%1$d active department=Sales email=p%1$d@example userName=person.%1$d
          account app/User/%1$d active department=%2$s email=p%1$d@example userName=u%1$d
          p%1$d -OWNS-> hr/User/%1$d
          p%1$d -OWNS-> app/User/%1$d
          """
              .formatted(i, i < 5 ? "Other" : "Sales"));
    }
    GraphSnapshot snapshot = Snapshots.of(text.toString());
    AnalysisInputs inputs =
        new AnalysisInputs(
            Usage.none(),
            Set.of("hr"),
            List.of(),
            new AnalysisRules(SodRules.NONE, 90, 8, RiskRules.DEFAULT));
    List<Found> drifts =
        inputs.analyse(snapshot).findings().stream()
            .filter(finding -> finding.key().kind() == FindingKind.DRIFT)
            .map(finding -> new Found(finding, snapshot, inputs))
            .toList();
    assertThat(drifts).extracting(each -> each.finding().key().rule()).contains("drift-source");
    for (Found each : drifts) {
      ObjectNode json = Objects.requireNonNull(each.exhibit().slice()).json();
      assertThat(json.toString().toLowerCase(Locale.ROOT))
          .doesNotContain("@example", "sales", "other")
          .contains("value 1");
      ObjectNode fewer = json.deepCopy();
      for (JsonNode agreed : fewer.at("/rule/agreed")) {
        ((ObjectNode) agreed).put("agree", 0);
      }
      assertThat(FindingSlice.read(fewer).recompute(each.finding())).isEmpty();
      assertThat(json.path("nodes").size()).isLessThan(40);
    }
  }

  @Test
  void aBlastRadiusWhosePeersAreTooManyIsKeptWithTheirMedianInTheirPlace() {
    StringBuilder text =
        new StringBuilder(
            """
            identity jo department=IT
            account dir/User/jo
            entitlement vault/Entitlement/use right sensitivity=10
            safe vault/Container/adm
            privileged vault/PrivilegedData/root sensitivity=20
            account erp/User/root
            entitlement erp/Entitlement/all sensitivity=100 crown
            jo -OWNS-> dir/User/jo
            dir/User/jo -HOLDS-> vault/Entitlement/use
            vault/Entitlement/use -OPENS-> vault/Container/adm
            vault/Container/adm -CONTAINS-> vault/PrivilegedData/root
            vault/PrivilegedData/root -SIGNS_IN_AS-> erp/User/root
            erp/User/root -HOLDS-> erp/Entitlement/all
            entitlement app/Entitlement/x sensitivity=10
            """);
    for (int i = 0; i < Exhibit.MOST_NODES / 2 + 100; i++) {
      text.append(
          """
          identity p%1$d department=IT
          account app/User/p%1$d
          p%1$d -OWNS-> app/User/p%1$d
          app/User/p%1$d -HOLDS-> app/Entitlement/x
          """
              .formatted(i));
    }
    GraphSnapshot snapshot = Snapshots.of(text.toString());
    AnalysisInputs inputs =
        new AnalysisInputs(
            Usage.none(),
            Set.of(),
            List.of(),
            new AnalysisRules(SodRules.NONE, 90, 8, RiskRules.DEFAULT));
    Finding wide =
        inputs.analyse(snapshot).findings().stream()
            .filter(finding -> finding.key().kind() == FindingKind.BLAST_RADIUS)
            .findFirst()
            .orElseThrow();
    FindingSlice slice = Objects.requireNonNull(Exhibit.of(wide, snapshot, inputs).slice());
    assertThat(slice).isEqualTo(FindingSlice.withoutPeers(wide, snapshot, inputs));
    assertThat(slice.nodes()).hasSizeLessThan(20);
    assertThat(slice.rule().peerMedian()).isEqualTo("10.0");
    FindingSlice read = FindingSlice.read(MAPPER.readTree(slice.json().toString()));
    assertThat(read.recompute(wide))
        .hasValueSatisfying(again -> assertThat(Exhibit.same(wide, again)).isTrue());
    ObjectNode ordinary = slice.json();
    ((ObjectNode) ordinary.path("rule")).put("peerMedian", "100.0");
    assertThat(FindingSlice.read(ordinary).recompute(wide)).isEmpty();
  }

  /// A toxic combination rests on its paths: without any one edge of a slice it is another finding,
  /// or the edge was not on the only way.
  @ParameterizedTest
  @MethodSource("seeds")
  void aSliceHoldsNothingThatLeadsNowhere(long seed) {
    for (Found each : found(seed)) {
      if (each.finding().key().kind() == FindingKind.TOXIC) {
        FindingSlice slice = Objects.requireNonNull(each.exhibit().slice());
        Set<String> starts = new HashSet<>();
        slice.edges().forEach(edge -> starts.add(edge.from()));
        assertThat(slice.nodes())
            .as("%s", each.finding().key())
            .allMatch(node ->
                starts.contains(node.key())
                    || slice.edges().stream().anyMatch(edge -> edge.to().equals(node.key()))
                    || node.key().equals(each.finding().key().subject()))
            .hasSizeLessThanOrEqualTo(each.snapshot().nodeCount());
        assertThat(slice.nodes()).noneMatch(node -> node.department() != null);
      }
    }
  }

  @Test
  void whatWasTakenOutOfASliceOrPutInIsNoticed() {
    Found toxic =
        Seeds.of(60)
            .boxed()
            .flatMap(seed -> found(seed).stream())
            .filter(each -> each.finding().key().kind() == FindingKind.TOXIC)
            .filter(each -> each.finding().because().getFirst().hops().size() == 1)
            .findFirst()
            .orElseThrow();
    ObjectNode json = Objects.requireNonNull(toxic.exhibit().slice()).json();
    ObjectNode cut = json.deepCopy();
    Finding finding = toxic.finding();
    AccessPath.Hop hop = finding.because().getFirst().hops().getFirst();
    ArrayNode edges = cut.putArray("edges");
    for (JsonNode edge : json.path("edges")) {
      if (!edge.path("from").asString().equals(hop.from())
          || !edge.path("to").asString().equals(hop.to())) {
        edges.add(edge);
      }
    }
    assertThat(
            FindingSlice.read(cut).recompute(finding).filter(again -> Exhibit.same(finding, again)))
        .isEmpty();
    ObjectNode more = json.deepCopy();
    more.put("note", "nothing to see");
    assertThatThrownBy(() -> FindingSlice.read(more)).isInstanceOf(IllegalArgumentException.class);
    ObjectNode milder = json.deepCopy();
    ((ObjectNode) milder.path("rule").path("combination")).put("level", "LOW");
    assertThat(FindingSlice.read(milder).recompute(finding))
        .hasValueSatisfying(again -> assertThat(Exhibit.same(finding, again)).isFalse());
  }
}
