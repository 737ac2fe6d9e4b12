package dev.firebreak.analytics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Standing;
import dev.firebreak.analytics.toxic.Mitigated;
import dev.firebreak.graph.snapshot.SnapshotReader;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.SharedNeo4j;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;

@ExtendWith(SharedNeo4j.class)
class AnalysisRunTest {

  private static final Instant START = Instant.parse("2026-11-22T06:12:00Z");

  private static final AnalysisRules RULES = VendorAndPayment.RULES;

  private static final String ORGANISATION =
      """
      source hr authoritative
      source ledger name=LedgerOne
      identity ana active name="Ana Costa"
      identity piotr inactive name="Piotr Lukasz"
      account hr/User/a active
      account ledger/User/a active name=acosta
      account ledger/User/p active name=plukasz
      account ledger/User/x active name=etl
      entitlement ledger/Entitlement/create sensitivity=40
      entitlement ledger/Entitlement/pay sensitivity=90
      entitlement ledger/Entitlement/idle sensitivity=10
      ana -OWNS-> hr/User/a
      ana -OWNS-> ledger/User/a
      piotr -OWNS-> ledger/User/p
      ledger/User/a -HOLDS-> ledger/Entitlement/create source=ledger via=ledger/User/a since=2025-01-01T00:00:00Z
      ledger/User/a -HOLDS-> ledger/Entitlement/pay since=2025-01-01T00:00:00Z
      ledger/User/a -HOLDS-> ledger/Entitlement/idle since=2025-01-01T00:00:00Z
      """;

  private IdentityGraph graph;
  private Driver driver;
  private FindingStore store;

  @BeforeEach
  void load(URI uri) {
    graph = IdentityGraph.connect(uri, null, null);
    driver = GraphDatabase.driver(uri, AuthTokens.none());
    store = new FindingStore(graph);
    Scenario.parse(ORGANISATION).load(uri);
    run(
        """
        CREATE (:UsageCoverage {source: 'ledger', entitlement: 'ledger/Entitlement/idle',
                                from: datetime('2026-01-01T00:00Z'), to: datetime('2026-11-22T00:00Z')})
        CREATE (:Use {source: 'ledger', account: 'ledger/User/a', entitlement: 'ledger/Entitlement/pay',
                      lastUsed: datetime('2026-11-20T00:00Z'), count: 3})
        """);
  }

  @AfterEach
  void close() {
    driver.close();
    graph.close();
  }

  private AnalysisRun analyse(int hour) {
    return analyse(hour, RULES);
  }

  private AnalysisRun analyse(int hour, AnalysisRules rules) {
    return AnalysisRun.execute(
        graph, rules, Clock.fixed(START.plus(Duration.ofHours(hour)), ZoneOffset.UTC));
  }

  private List<Record> run(String cypher) {
    try (var session = driver.session()) {
      return session.run(cypher).list();
    }
  }

  private String toxicId() {
    return store.open().stream()
        .filter(stored -> stored.finding().key().kind() == FindingKind.TOXIC)
        .map(StoredFinding::id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFirstRunOpensWhatItFindsAndKeepsItsFigures() {
    AnalysisRun run = analyse(0);

    assertThat(run.id()).isEqualTo("1");
    assertThat(run.opened()).isEqualTo(5);
    assertThat(run.nodes()).isEqualTo(11);
    assertThat(run.edges()).isEqualTo(6);
    assertThat(run.radiusTotal()).isEqualTo(140);
    assertThat(run.byKind())
        .isEqualTo(
            Map.of(
                FindingKind.TOXIC,
                1,
                FindingKind.UNUSED,
                1,
                FindingKind.LEAVER,
                1,
                FindingKind.ORPHAN,
                1,
                FindingKind.STANDING_PRIVILEGE,
                1));
    assertThat(run.grantsUsed()).isEqualTo(1);
    assertThat(run.grantsUnused()).isEqualTo(1);
    assertThat(run.grantsUnknown()).isEqualTo(1);
    assertThat(run.grantsSeasonal()).isZero();
    assertThat(run.grantsTooNew()).isZero();
    assertThat(run.creepIndex()).isBetween(1.0, 99.0);
    assertThat(store.runs(5)).containsExactly(run);
    assertThat(store.open())
        .extracting(stored -> stored.finding().severity())
        .containsExactly(
            Severity.CRITICAL, Severity.HIGH, Severity.LOW, Severity.LOW, Severity.LOW);
  }

  @Test
  void aStoredFindingIsReadBackAsItWas() {
    analyse(0);
    StoredFinding stored = store.find(toxicId()).orElseThrow();

    Analyses again = AnalysisInputs.read(graph, RULES).analyse(SnapshotReader.read(graph, START));
    assertThat(again.findings()).contains(stored.finding());
    assertThat(stored.openedAt()).isEqualTo(START);
    assertThat(stored.resolvedAt()).isNull();
    assertThat(stored.lastRun()).isEqualTo("1");
    assertThat(store.find("T-00000000")).isEmpty();
  }

  @Test
  void aSecondRunOverTheSameGraphOpensAndResolvesNothing() {
    analyse(0);
    AnalysisRun second = analyse(1);

    assertThat(second.id()).isEqualTo("2");
    assertThat(second.opened()).isZero();
    assertThat(second.persisting()).isEqualTo(5);
    assertThat(second.resolved()).isZero();
    assertThat(store.open())
        .allMatch(stored -> stored.openedAt().equals(START) && stored.lastRun().equals("2"));
    assertThat(store.history(toxicId())).hasSize(1);
  }

  @Test
  void aFindingThatNoLongerHoldsIsResolvedAndOpensAgainWhenItReturns() {
    analyse(0);
    String id = toxicId();
    run("MATCH (:Account)-[r:HOLDS]->({key: 'ledger/Entitlement/pay'}) DELETE r");
    AnalysisRun second = analyse(1);

    assertThat(second.resolved()).isEqualTo(2);
    assertThat(store.find(id).orElseThrow())
        .satisfies(stored -> {
          assertThat(stored.state()).isEqualTo(StoredFinding.State.RESOLVED);
          assertThat(stored.resolvedAt()).isEqualTo(START.plus(Duration.ofHours(1)));
          assertThat(stored.lastRun()).isEqualTo("1");
        });

    run(
        """
        MATCH (a {key: 'ledger/User/a'}), (e {key: 'ledger/Entitlement/pay'})
        CREATE (a)-[:HOLDS]->(e)
        """);
    analyse(2);

    assertThat(store.find(id).orElseThrow())
        .satisfies(stored -> {
          assertThat(stored.state()).isEqualTo(StoredFinding.State.OPEN);
          assertThat(stored.openedAt()).isEqualTo(START.plus(Duration.ofHours(2)));
          assertThat(stored.resolvedAt()).isNull();
        });
    assertThat(store.history(id))
        .extracting(FindingEvent::change, FindingEvent::run)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(FindingEvent.Change.OPENED, "1"),
            org.assertj.core.api.Assertions.tuple(FindingEvent.Change.RESOLVED, "2"),
            org.assertj.core.api.Assertions.tuple(FindingEvent.Change.REOPENED, "3"));
    assertThat(store.runs(2)).extracting(AnalysisRun::id).containsExactly("3", "2");
  }

  @Test
  void aMitigatedFindingIsSetAsideAndOpensAgainWhenItsMitigationEnds() {
    AnalysisRules mitigated =
        AnalysisRules.of(Mitigated.until(RULES.sod(), null, null, "2026-11-22", 5));
    analyse(0);
    String id = toxicId();
    AnalysisRun second = analyse(1, mitigated);

    assertThat(second.resolved()).isZero();
    assertThat(second.byKind()).doesNotContainKey(FindingKind.TOXIC);
    assertThat(store.open()).extracting(StoredFinding::id).doesNotContain(id);
    StoredFinding aside = store.find(id).orElseThrow();
    assertThat(aside.state()).isEqualTo(StoredFinding.State.MITIGATED);
    assertThat(aside.openedAt()).isEqualTo(START);
    assertThat(aside.finding().standing().mitigation())
        .isEqualTo(
            new Standing.Mitigation(
                "Second signature", "Treasury", null, Instant.parse("2026-11-23T00:00:00Z"), true));

    analyse(2, mitigated);
    analyse(24, mitigated);
    StoredFinding again = store.find(id).orElseThrow();
    assertThat(again.state()).isEqualTo(StoredFinding.State.OPEN);
    assertThat(again.finding().standing().sentence()).startsWith("Its mitigation ended on ");
    assertThat(store.history(id))
        .extracting(FindingEvent::change)
        .containsExactly(
            FindingEvent.Change.OPENED,
            FindingEvent.Change.MITIGATED,
            FindingEvent.Change.REOPENED);
  }

  @Test
  void aCombinationThatIsYetToComeIsUpcomingUntilItHolds() {
    run(
        """
        MATCH (:Account)-[r:HOLDS]->({key: 'ledger/Entitlement/pay'})
        SET r.validFrom = datetime('2026-11-22T09:00Z'), r.validTo = datetime('2026-11-22T20:00Z')
        """);
    AnalysisRun first = analyse(0);
    assertThat(first.byKind()).doesNotContainKey(FindingKind.TOXIC);
    StoredFinding upcoming =
        store
            .all(
                new FindingFilter(
                    Set.of(StoredFinding.State.UPCOMING), Set.of(), Set.of(), null, null),
                10,
                0)
            .findings()
            .getFirst();
    assertThat(upcoming.finding().standing().from()).isEqualTo("2026-11-22T09:00:00Z");
    assertThat(upcoming.finding().standing().until()).isEqualTo("2026-11-22T20:00:00Z");

    analyse(3);
    assertThat(store.find(upcoming.id()).orElseThrow().state()).isEqualTo(StoredFinding.State.OPEN);
    analyse(14);
    assertThat(store.find(upcoming.id()).orElseThrow().state())
        .isEqualTo(StoredFinding.State.RESOLVED);
  }

  @Test
  void aListIsFilteredPagedAndCounted() {
    analyse(0);

    FindingPage low =
        store.all(new FindingFilter(Set.of(), Set.of(), Set.of(Severity.LOW), null, null), 1, 1);
    assertThat(low.total()).isEqualTo(3);
    assertThat(low.findings()).hasSize(1);
    assertThat(filtered(FindingKind.ORPHAN, null, null)).containsExactly("ledger/User/x");
    assertThat(filtered(null, "firebreak/Identity/ana", null))
        .containsExactly("firebreak/Identity/ana");
    assertThat(filtered(null, null, "PIOTR")).containsExactly("firebreak/Identity/piotr");
    assertThat(
            store
                .all(
                    new FindingFilter(
                        Set.of(StoredFinding.State.RESOLVED), Set.of(), Set.of(), null, null),
                    10,
                    0)
                .total())
        .isZero();
    assertThat(store.all(FindingFilter.ALL, 10, 0).findings()).hasSize(5);
  }

  private List<String> filtered(FindingKind kind, String subject, String text) {
    FindingFilter filter =
        new FindingFilter(
            Set.of(), kind == null ? Set.of() : Set.of(kind), Set.of(), subject, text);
    return store.all(filter, 10, 0).findings().stream()
        .map(stored -> stored.finding().key().subject())
        .toList();
  }

  @Test
  void aRunThatFailsStoresNothing() {
    analyse(0);
    String before = everythingStored();
    run("MATCH (a {key: 'ledger/User/p'}) SET a.kind = 'NO_SUCH_KIND'");

    assertThatThrownBy(() -> analyse(1)).hasMessageContaining("NO_SUCH_KIND");

    assertThat(everythingStored()).isEqualTo(before);
  }

  @Test
  void aFailureWhileStoringLeavesNothingBehind() {
    run("MATCH (:Account)-[r:HOLDS]->() DELETE r");
    analyse(0);
    String before = everythingStored();

    assertThatThrownBy(() ->
            FindingWriter.store(
                graph,
                1,
                open -> {
                  throw new IllegalStateException("planted");
                }))
        .hasMessageContaining("planted");

    assertThat(everythingStored()).isEqualTo(before);
    assertThat(analyse(1).id()).isEqualTo("2");
  }

  @Test
  void aRunThatWasOvertakenByAnotherStoresNothing() {
    analyse(0);
    String before = everythingStored();

    assertThatThrownBy(() ->
            FindingWriter.store(
                graph,
                0,
                open -> {
                  throw new AssertionError("not reached");
                }))
        .hasMessageContaining("Another analysis was stored");

    assertThat(everythingStored()).isEqualTo(before);
  }

  @Test
  void anAnalysisDoesNotChangeTheIdentityGraph() {
    String before = identityGraph();
    analyse(0);
    assertThat(identityGraph()).isEqualTo(before);
  }

  private String identityGraph() {
    return lines("MATCH (n:Node) OPTIONAL MATCH (n)-[r]->(m) RETURN n, properties(n), r, m.key");
  }

  private String everythingStored() {
    return lines(
        """
        MATCH (n) WHERE n:Finding OR n:FindingEvent OR n:AnalysisRun OR n:AnalysisCounter
        RETURN labels(n) AS labels, properties(n) AS properties
        """);
  }

  private String lines(String cypher) {
    return run(cypher).stream()
        .map(row -> row.asMap().toString())
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
