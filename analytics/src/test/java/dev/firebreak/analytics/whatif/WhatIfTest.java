package dev.firebreak.analytics.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firebreak.analytics.RandomGraphs;
import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.analytics.blastradius.Reached;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.run.AnalysisRules;
import dev.firebreak.analytics.toxic.Mitigated;
import dev.firebreak.analytics.toxic.Selector;
import dev.firebreak.analytics.toxic.SodFunction;
import dev.firebreak.analytics.toxic.SodRule;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.analytics.whatif.WhatIf.Concluded;
import dev.firebreak.analytics.whatif.WhatIfRefused.Problem;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhatIfTest {

  private static final List<EdgeKind> KINDS = List.of(EdgeKind.values());

  private static final AnalysisInputs INPUTS = inputs(rules("R"));

  private static AnalysisInputs inputs(SodRules rules) {
    return new AnalysisInputs(Usage.none(), Set.of("hr"), List.of(), AnalysisRules.of(rules));
  }

  private static SodRules rules(String id) {
    return SodRules.of(
        List.of(
            new SodFunction("create", "Create", List.of(new Selector("*", "create"))),
            new SodFunction("pay", "Pay", List.of(new Selector("*", "pay")))),
        List.of(
            new SodRule(
                id,
                "Create and pay",
                Severity.HIGH,
                1,
                "Finance",
                List.of(),
                List.of("create", "pay"))));
  }

  private static final String CLERKS =
      """
      source app
      identity ana name=Ana kind=PERSON
      identity bo name=Bo kind=PERSON
      account app/User/a active
      account app/User/b inactive
      group app/Group/clerks name=Clerks
      group app/Group/heads name=Heads
      entitlement app/Entitlement/create name=create sensitivity=30
      entitlement app/Entitlement/pay name=pay sensitivity=70 crown
      ana -OWNS-> app/User/a
      bo -OWNS-> app/User/b
      app/User/a -MEMBER_OF-> app/Group/clerks via=app/Group/clerks attribute=members
      app/User/b -MEMBER_OF-> app/Group/heads via=app/Group/heads attribute=members
      app/Group/clerks -HOLDS-> app/Entitlement/create source=app
      app/Group/heads -HOLDS-> app/Entitlement/pay source=app
      """;

  private static final String HIRED =
      """
      source app
      source hr
      identity ana name=Ana kind=PERSON STATE
      account hr/User/a STATE
      account app/User/a active
      entitlement app/Entitlement/create name=create sensitivity=30
      ana -OWNS-> hr/User/a rule="authoritative source"
      ana -OWNS-> app/User/a
      app/User/a -HOLDS-> app/Entitlement/create source=app
      """;

  private static Change.Remove remove(EdgeKind kind, String from, String to) {
    return new Change.Remove("/remove/0", kind, from, to, null);
  }

  private static Change.Add add(EdgeKind kind, String from, String to) {
    return new Change.Add("/add/0", kind, from, to, null, null, null, null, null);
  }

  @Test
  void nestingOneGroupIntoAnotherGivesItsMembersMoreAndOpensAToxicCombination() {
    GraphSnapshot snapshot = Snapshots.of(CLERKS);
    WhatIf outcome =
        WhatIf.of(
            snapshot,
            List.of(add(EdgeKind.MEMBER_OF, "app/Group/clerks", "app/Group/heads")),
            INPUTS);

    assertThat(outcome.identities()).hasSize(1);
    IdentityChange ana = outcome.identities().getFirst();
    assertThat(ana.identity().name()).isEqualTo("Ana");
    assertThat(ana.before()).isEqualTo(new IdentityChange.Sums(1, 30, 0, 1));
    assertThat(ana.after()).isEqualTo(new IdentityChange.Sums(2, 100, 1, 2));
    assertThat(ana.gained()).isEqualTo(1);
    assertThat(ana.lost()).isZero();
    assertThat(ana.mostGained().getFirst().resource().key()).isEqualTo("app/Entitlement/pay");
    assertThat(outcome.radiusTotal()).isEqualTo(30);
    assertThat(outcome.radiusTotalAfter()).isEqualTo(100);
    assertThat(outcome.opened())
        .anySatisfy(finding -> {
          assertThat(finding.key().kind()).isEqualTo(FindingKind.TOXIC);
          assertThat(finding.story()).contains("Members of Clerks (1 identity)");
        });
    assertThat(snapshot.edges(EdgeKind.MEMBER_OF)).hasSize(2);
  }

  @Test
  void whatOpensAFindingClosesItWhenItIsTakenAwayAgain() {
    GraphSnapshot snapshot = Snapshots.of(CLERKS);
    GraphSnapshot nested =
        WhatIf.suppose(
            snapshot, List.of(add(EdgeKind.MEMBER_OF, "app/Group/clerks", "app/Group/heads")));
    WhatIf there = WhatIf.between(snapshot, Concluded.of(INPUTS.analyse(snapshot)), nested, INPUTS);
    WhatIf back =
        WhatIf.of(
            nested,
            List.of(remove(EdgeKind.MEMBER_OF, "app/Group/clerks", "app/Group/heads")),
            INPUTS);
    assertThat(keys(back.closed())).isEqualTo(keys(there.opened()));
    assertThat(keys(back.opened())).isEqualTo(keys(there.closed()));
    assertThat(back.identities().getFirst().lost()).isEqualTo(1);
  }

  @Test
  void takingAwayWhatAControlMakesAcceptableClosesThatToo() {
    GraphSnapshot nested =
        WhatIf.suppose(
            Snapshots.of(CLERKS),
            List.of(add(EdgeKind.MEMBER_OF, "app/Group/clerks", "app/Group/heads")));
    WhatIf back =
        WhatIf.of(
            nested,
            List.of(remove(EdgeKind.MEMBER_OF, "app/Group/clerks", "app/Group/heads")),
            inputs(Mitigated.until(rules("AP-03"), null, null, "2027-01-01", 5)));
    assertThat(back.closed())
        .filteredOn(finding -> finding.key().kind() == FindingKind.TOXIC)
        .singleElement()
        .matches(finding -> !finding.open());
  }

  @Test
  void switchingAnAccountOnGivesBackWhatSleptBehindIt() {
    GraphSnapshot snapshot = Snapshots.of(CLERKS);
    WhatIf outcome =
        WhatIf.of(snapshot, List.of(new Change.Switch("/accounts/0", "app/User/b", true)), INPUTS);
    assertThat(outcome.identities()).hasSize(1);
    assertThat(outcome.identities().getFirst().after().weighted()).isEqualTo(70);
    WhatIf off =
        WhatIf.of(snapshot, List.of(new Change.Switch("/accounts/0", "app/User/a", false)), INPUTS);
    assertThat(off.identities().getFirst().after().count()).isZero();
  }

  @Test
  void switchingOffTheAccountThatAPersonComesFromOpensWhatAHarvestOfThatWouldOpen() {
    GraphSnapshot active = Snapshots.of(HIRED.replace("STATE", "active"));
    GraphSnapshot harvested = Snapshots.of(HIRED.replace("STATE", "inactive"));
    List<Change> off = List.of(new Change.Switch("/accounts/0", "hr/User/a", false));
    List<Change> on = List.of(new Change.Switch("/accounts/0", "hr/User/a", true));

    WhatIf outcome = WhatIf.of(active, off, INPUTS);
    assertThat(outcome.opened())
        .singleElement()
        .satisfies(leaver -> assertThat(leaver.key().kind()).isEqualTo(FindingKind.LEAVER));
    WhatIf difference =
        WhatIf.between(active, Concluded.of(INPUTS.analyse(active)), harvested, INPUTS);
    assertThat(outcome.opened()).isEqualTo(difference.opened());
    assertThat(outcome.closed()).isEqualTo(difference.closed());
    assertThat(WhatIf.of(harvested, on, INPUTS).closed()).isEqualTo(difference.opened());
  }

  @Test
  void whatCannotBeMeantIsToldAllAtOnceWithItsPlace() {
    WhatIfRefused refused =
        catchThrowableOfType(
            WhatIfRefused.class,
            () ->
                WhatIf.suppose(
                    Snapshots.of(CLERKS),
                    List.of(
                        new Change.Remove(
                            "/remove/0", EdgeKind.HOLDS, "app/User/a", "app/Entitlement/pay", null),
                        new Change.Remove(
                            "/remove/1", EdgeKind.HOLDS, "app/User/x", "app/Entitlement/pay", null),
                        new Change.Add(
                            "/add/0",
                            EdgeKind.MEMBER_OF,
                            "app/User/a",
                            "app/Group/clerks",
                            null,
                            null,
                            null,
                            null,
                            null),
                        new Change.Add(
                            "/add/1",
                            EdgeKind.HOLDS,
                            "firebreak/Identity/ana",
                            "app/Group/heads",
                            null,
                            null,
                            null,
                            null,
                            null),
                        new Change.Switch("/accounts/0", "app/User/a", true),
                        new Change.Switch("/accounts/1", "app/Group/heads", false))));
    assertThat(refused.problems())
        .extracting(Problem::at)
        .containsExactly(
            "/remove/0",
            "/remove/1/from",
            "/add/0",
            "/add/1/from",
            "/add/1/to",
            "/accounts/0",
            "/accounts/1");
    assertThat(refused)
        .hasMessageContaining("There is no edge HOLDS from app/User/a to app/Entitlement/pay")
        .hasMessageContaining("There is no node with the key app/User/x")
        .hasMessageContaining("exists already")
        .hasMessageContaining("is of the kind identity; such an edge starts at: account, group")
        .hasMessageContaining("is active already")
        .hasMessageContaining("is no account");
  }

  @Test
  void everyAnswerOverRandomGraphsIsWhatTheChangedGraphSaysWhenItIsBuiltAnew() {
    int changed = 0;
    int findings = 0;
    for (long seed : Seeds.of(200).toArray()) {
      GraphSnapshot snapshot = Snapshots.of(RandomGraphs.of(seed), Snapshots.NOW);
      SplittableRandom random = new SplittableRandom(seed);
      List<Change> changes = draw(snapshot, random);
      GraphSnapshot after = rebuilt(snapshot, changes);
      WhatIf outcome = WhatIf.of(snapshot, changes, INPUTS);

      assertThat(summary(outcome)).as("seed %d", seed).isEqualTo(expected(snapshot, after));
      List<Finding> before = INPUTS.analyse(snapshot).findings();
      List<Finding> then = INPUTS.analyse(after).findings();
      assertThat(keys(outcome.opened())).as("seed %d", seed).isEqualTo(only(then, before));
      assertThat(keys(outcome.closed())).as("seed %d", seed).isEqualTo(only(before, then));
      changed += outcome.identities().size();
      findings += outcome.opened().size() + outcome.closed().size();
    }
    if (Long.getLong("prop.seed") == null) {
      assertThat(changed).isGreaterThan(50);
      assertThat(findings).isGreaterThan(50);
    }
  }

  /// Some removals, some additions and a switch that can be supposed.
  private static List<Change> draw(GraphSnapshot snapshot, SplittableRandom random) {
    List<Change> changes = new ArrayList<>();
    Set<List<Object>> said = new HashSet<>();
    for (int i = 0; i < 2 && snapshot.edgeCount() > 0; i++) {
      Edge edge = snapshot.edge(random.nextInt(snapshot.edgeCount()));
      if (said.add(List.of(edge.kind(), edge.from(), edge.to()))) {
        changes.add(remove(edge.kind(), snapshot.key(edge.from()), snapshot.key(edge.to())));
      }
    }
    for (int i = 0; i < 12; i++) {
      EdgeKind kind = KINDS.get(random.nextInt(KINDS.size()));
      int from = random.nextInt(snapshot.nodeCount());
      int to = random.nextInt(snapshot.nodeCount());
      if (kind.from().contains(snapshot.kind(from))
          && kind.to().contains(snapshot.kind(to))
          && snapshot.find(kind, from, to).noneMatch(snapshot::holds)
          && said.add(Arrays.asList(kind, from, to))) {
        changes.add(add(kind, snapshot.key(from), snapshot.key(to)));
      }
    }
    snapshot
        .nodes(NodeKind.ACCOUNT)
        .limit(1)
        .filter(account -> random.nextBoolean())
        .forEach(account ->
            changes.add(
                new Change.Switch(
                    "/accounts/0", snapshot.key(account), snapshot.active(account) != Active.YES)));
    return changes;
  }

  /// The changed graph from nothing.
  private static GraphSnapshot rebuilt(GraphSnapshot snapshot, List<Change> changes) {
    GraphSnapshot after = WhatIf.suppose(snapshot, changes);
    GraphSnapshot.Builder builder = GraphSnapshot.builder(snapshot.asOf());
    IntStream.range(0, snapshot.nodeCount()).forEach(node -> builder.add(after.node(node)));
    IntStream.range(0, snapshot.edgeCount())
        .mapToObj(snapshot::edge)
        .filter(edge ->
            changes.stream()
                .noneMatch(change ->
                    change instanceof Change.Remove gone
                        && gone.kind() == edge.kind()
                        && gone.from().equals(snapshot.key(edge.from()))
                        && gone.to().equals(snapshot.key(edge.to()))))
        .forEach(builder::add);
    for (Change change : changes) {
      if (change instanceof Change.Add more) {
        int from = Snapshots.at(snapshot, more.from());
        int to = Snapshots.at(snapshot, more.to());
        builder.add(
            after
                .find(more.kind(), from, to)
                .mapToObj(after::edge)
                .filter(edge -> Objects.equals(edge.firstSeen(), snapshot.asOf()))
                .findFirst()
                .orElseThrow());
      }
    }
    return builder.build();
  }

  private static Set<String> expected(GraphSnapshot snapshot, GraphSnapshot after) {
    Set<String> lines = new TreeSet<>();
    snapshot
        .nodes(NodeKind.IDENTITY)
        .forEach(identity -> {
          BlastRadius one = BlastRadius.of(snapshot, identity);
          BlastRadius other = BlastRadius.of(after, identity);
          Set<String> had = one.reached().stream().map(Reached::key).collect(Collectors.toSet());
          Set<String> has = other.reached().stream().map(Reached::key).collect(Collectors.toSet());
          if (!had.equals(has)) {
            lines.add(
                line(
                    snapshot.key(identity),
                    one.count(),
                    one.weighted(),
                    one.crownJewels().size(),
                    other.count(),
                    other.weighted(),
                    other.crownJewels().size(),
                    has.stream().filter(key -> !had.contains(key)).count(),
                    had.stream().filter(key -> !has.contains(key)).count()));
          }
        });
    return lines;
  }

  private static Set<String> summary(WhatIf outcome) {
    return outcome.identities().stream()
        .map(change ->
            line(
                change.identity().key(),
                change.before().count(),
                change.before().weighted(),
                change.before().crownJewels(),
                change.after().count(),
                change.after().weighted(),
                change.after().crownJewels(),
                change.gained(),
                change.lost()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String line(Object... values) {
    return Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static Set<String> keys(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.key().value())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> only(List<Finding> these, List<Finding> others) {
    Set<String> keys = keys(these.stream().filter(Finding::open).toList());
    keys.removeAll(keys(others.stream().filter(Finding::open).toList()));
    return keys;
  }
}
