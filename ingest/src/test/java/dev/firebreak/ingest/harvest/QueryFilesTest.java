package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.Mode;
import dev.firebreak.ingest.correlate.Correlator;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.usage.UsageImport;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.summary.GqlStatusObject;
import org.neo4j.driver.summary.QueryType;
import org.neo4j.driver.summary.ResultSummary;

/// What must hold of every query file of this module.
@ExtendWith(SharedNeo4j.class)
class QueryFilesTest {

  @Test
  void everyFileIsBoundOnce() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../cypher/src/main/resources/cypher/ingest"))) {
      assertThat(queries())
          .extracting(Query::path)
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> "ingest/" + file.getFileName().toString().replace(".cypher", ""))
                  .toList());
    }
  }

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
    try (Scene scene = new Scene();
        Driver driver = GraphDatabase.driver(uri, AuthTokens.none());
        var session = driver.session()) {
      // Everything that the module writes, there at least once.
      Stream.of(Example.directory(scene), Example.application(scene), Example.vault(scene))
          .forEach(Served::harvestAll);
      scene.correlate();
      session
          .run(
              """
              CREATE (:AccessChange {at: datetime(), change: 'x', kind: 'x', from: 'a', to: 'b',
                source: 's', via: 'v', stamp: 's', firstSeen: datetime()})
              CREATE (:Use {source: 's', account: 'a', entitlement: 'e', lastUsed: datetime(),
                count: 1, stamp: 's'})
              CREATE (:UsageCoverage {source: 's', entitlement: '*', from: datetime(), to: datetime()})
              CREATE (:HarvestPart {stamp: 's', endpoint: 'e', promised: 1, distinct: 1,
                complete: true, problem: 'x'})
              CREATE (:Harvest {stamp: 's', source: 's', problem: 'x', complete: false})
              """)
          .consume();
      Map<String, Object> found = new HashMap<>();
      for (Query<?, ?> query : queries()) {
        Map<String, Object> parameters = new HashMap<>();
        query.header().params().keySet().forEach(name -> parameters.put(name, null));
        query
            .header()
            .params()
            .forEach((name, type) -> {
              if (type.equals("INTEGER")) {
                parameters.put(name, 1L);
              }
            });
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
      assertThat(
              session
                  .run("EXPLAIN MATCH (n:Node) RETURN n.lastSeeen AS x")
                  .consume()
                  .gqlStatusObjects())
          .as("a misspelt property is noticed")
          .anyMatch(status -> !isFine(status));
    }
  }

  private static boolean isFine(GqlStatusObject status) {
    return status.gqlStatus().startsWith("00") || status.gqlStatus().startsWith("02");
  }

  private static List<Query<?, ?>> queries() {
    List<Query<?, ?>> queries = new ArrayList<>();
    for (Class<?> asks : List.of(HarvestQueries.class, Correlator.class, UsageImport.class)) {
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
    return queries;
  }

  private static List<String> components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }
}
