package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.Mode;
import dev.firebreak.testkit.SharedNeo4j;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.summary.QueryType;

/// What must hold of every query file of this module.
@ExtendWith(SharedNeo4j.class)
class QueryFilesTest {

  static List<Query<?, ?>> queries() {
    return List.of(RunStore.SAVE, RunStore.FIND, RunStore.LATEST);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void theHeaderTellsTheParametersAndColumns(Query<?, ?> query) {
    var names = new TreeSet<String>();
    var uses = Pattern.compile("\\$([a-zA-Z]+)").matcher(query.text());
    while (uses.find()) {
      names.add(uses.group(1));
    }
    assertThat(names).isEqualTo(new TreeSet<>(query.header().params().keySet()));
    assertThat(components(query.parameters()))
        .isEqualTo(List.copyOf(query.header().params().keySet()));
    assertThat(components(query.rows())).isEqualTo(List.copyOf(query.header().returns().keySet()));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void theStatementPlansWithoutAWarning(Query<?, ?> query, URI uri) {
    try (var driver = GraphDatabase.driver(uri, AuthTokens.none());
        var session = driver.session()) {
      session
          .run(
              """
              CREATE (:RemediationRun {id: 'R-1', state: 'DONE', plan: '{}', planHash: 'h',
                findings: [], proposedBy: 'ana', proposedAt: datetime(), dryRun: '{}',
                approval: '{}', started: '{}', finishedAt: datetime(), items: '[]', message: 'm'})
              """)
          .consume();
      Map<String, Object> parameters = new HashMap<>();
      query.header().params().keySet().forEach(name -> parameters.put(name, null));
      var result = session.run("EXPLAIN " + query.text(), parameters);
      assertThat(result.keys()).isEqualTo(List.copyOf(query.header().returns().keySet()));
      var summary = result.consume();
      assertThat(summary.gqlStatusObjects())
          .allMatch(
              status -> status.gqlStatus().startsWith("00") || status.gqlStatus().startsWith("02"));
      assertThat(summary.queryType() == QueryType.READ_ONLY).isEqualTo(query.mode() == Mode.READ);
    }
  }

  private static List<String> components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }
}
