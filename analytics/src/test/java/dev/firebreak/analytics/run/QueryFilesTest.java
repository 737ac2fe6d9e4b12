package dev.firebreak.analytics.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.blastradius.GraphReach;
import dev.firebreak.analytics.unused.UsageReader;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.Mode;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.SharedNeo4j;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.summary.GqlStatusObject;
import org.neo4j.driver.summary.QueryType;
import org.neo4j.driver.summary.ResultSummary;

/// What must hold of every query file that the analyses ask.
@ExtendWith(SharedNeo4j.class)
class QueryFilesTest {

  private static final String ONE_OF_EACH =
      """
      identity ana active department=Finance kind=PERSON
      source ledger authoritative
      account ledger/User/a active
      group ledger/Group/g
      entitlement ledger/Entitlement/e sensitivity=1 crown value=x
      safe vault/Container/c
      privileged vault/PrivilegedData/p
      ana -OWNS-> ledger/User/a
      ana -REPORTS_TO-> ana
      ledger/User/a -MEMBER_OF-> ledger/Group/g from=2026-01-01T00:00:00Z until=2027-01-01T00:00:00Z
      ledger/Group/g -HOLDS-> ledger/Entitlement/e
      ledger/Entitlement/e -IMPLIES-> ledger/Entitlement/e
      ledger/Entitlement/e -OPENS-> vault/Container/c
      vault/Container/c -CONTAINS-> vault/PrivilegedData/p
      vault/PrivilegedData/p -SIGNS_IN_AS-> ledger/User/a
      """;

  @Test
  void everyHeaderTellsTheParametersAndColumnsOfItsRecords() {
    List<String> wrong = new ArrayList<>();
    for (Query<?, ?> query : queries()) {
      var names = new TreeSet<String>();
      var uses = Pattern.compile("\\$([a-zA-Z]+)").matcher(query.text());
      while (uses.find()) {
        names.add(uses.group(1));
      }
      if (!names.equals(new TreeSet<>(query.header().params().keySet()))
          || !components(query.parameters()).equals(List.copyOf(query.header().params().keySet()))
          || !components(query.rows()).equals(List.copyOf(query.header().returns().keySet()))) {
        wrong.add(query.path());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyStatementPlansWithoutAWarningAndReturnsWhatItsHeaderSays(URI uri) {
    try (IdentityGraph graph = IdentityGraph.connect(uri, null, null);
        Driver driver = GraphDatabase.driver(uri, AuthTokens.none());
        var session = driver.session()) {
      assertThat(graph).isNotNull();
      Scenario.parse(ONE_OF_EACH).load(uri);
      session
          .run(
              """
              CREATE (:Use {source: 's', account: 'a', entitlement: 'e', lastUsed: datetime(), count: 1})
              CREATE (:UsageCoverage {source: 's', entitlement: '*', from: datetime(), to: datetime()})
              CREATE (:AnalysisCounter {name: 'analysis', runs: 1, touched: true})
              CREATE (:AnalysisRun {id: '1', at: datetime(), nodes: 1, edges: 1, opened: 1, persisting: 1,
                resolved: 1, tookMillis: 1, radiusTotal: 1, bySeverity: '{}', byKind: '{}', grantsUsed: 1,
                grantsUnused: 1, grantsUnknown: 1})
              CREATE (:FindingEvent {key: 'k', at: datetime(), run: '1', change: 'OPENED'})
              CREATE (:Finding {key: 'k', id: 'i', kind: 'k', rule: 'r', ruleName: 'r', ruleVersion: 1,
                severity: 'HIGH', subject: 's', detail: '', subjectKind: 'IDENTITY', subjectName: 's',
                story: 's', because: '[]', affected: 1, frameworks: [], state: 'RESOLVED',
                openedAt: datetime(), resolvedAt: datetime(), lastRun: '1'})
              """)
          .consume();
      Map<String, Object> found = new HashMap<>();
      for (Query<?, ?> query : queries()) {
        Map<String, Object> parameters = new HashMap<>();
        query.header().params().keySet().forEach(name -> parameters.put(name, null));
        var result = session.run("EXPLAIN " + query.text(), parameters);
        List<String> columns = result.keys();
        ResultSummary summary = result.consume();
        if (!summary.gqlStatusObjects().stream().allMatch(QueryFilesTest::isFine)) {
          found.put(query.path(), summary.gqlStatusObjects());
        }
        if (!columns.equals(List.copyOf(query.header().returns().keySet()))) {
          found.put(query.path() + " columns", columns);
        }
        if ((summary.queryType() == QueryType.READ_ONLY) != (query.mode() == Mode.READ)) {
          found.put(query.path() + " mode", summary.queryType());
        }
      }
      assertThat(found).isEmpty();
    }
  }

  private static boolean isFine(GqlStatusObject status) {
    return status.gqlStatus().startsWith("00") || status.gqlStatus().startsWith("02");
  }

  @Test
  void aMisspeltPropertyAndACartesianProductAreWarnings(URI uri) {
    Scenario.parse(ONE_OF_EACH).load(uri);
    try (Driver driver = GraphDatabase.driver(uri, AuthTokens.none());
        var session = driver.session()) {
      for (String faulty :
          List.of(
              "MATCH (n:Node) RETURN n.sensitivty AS x",
              "MATCH (n:Nodee) RETURN n.key AS x",
              "MATCH (:Account)-[:MEMBER_OFF]->(n:Group) RETURN n.key AS x",
              "MATCH (a:Account), (n:Group) RETURN n.key AS x")) {
        assertThat(session.run("EXPLAIN " + faulty).consume().gqlStatusObjects())
            .as(faulty)
            .anyMatch(status -> !isFine(status));
      }
    }
  }

  private static List<Query<?, ?>> queries() {
    List<Query<?, ?>> queries = new ArrayList<>();
    for (Class<?> asks :
        List.of(
            GraphReach.class,
            UsageReader.class,
            AuthoritativeSources.class,
            FindingStore.class,
            FindingWriter.class)) {
      for (Field field : asks.getDeclaredFields()) {
        if (field.getType().equals(Query.class)) {
          try {
            field.setAccessible(true);
            queries.add((Query<?, ?>) field.get(null));
          } catch (IllegalAccessException e) {
            throw new AssertionError(e);
          }
        }
      }
    }
    assertThat(queries).hasSize(18);
    return queries;
  }

  private static List<String> components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }
}
