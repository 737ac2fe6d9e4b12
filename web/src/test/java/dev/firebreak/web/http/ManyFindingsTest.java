package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.server.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;
import tools.jackson.databind.JsonNode;

/// Twenty thousand findings in the graph: a decision is in the list at once, and a file has every
/// row.
class ManyFindingsTest {

  private static final int MANY = 20_000;

  private static final Browser person = Browser.signedIn();
  private static final Program program = new Program();

  @BeforeAll
  static void load() {
    TestServer.running().show(Larkspur.GRAPH);
    TestServer.running().analysts("ana");
    try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none());
        var session = driver.session()) {
      session
          .run(
              """
              MATCH (one:Finding {kind: 'TOXIC'})
              WITH properties(one) AS p LIMIT 1
              UNWIND range(1, $many) AS i
              CREATE (f:Finding)
              SET f = p {.*, key: 'UNUSED|unused|ledger/User/' + i + '|', kind: 'UNUSED', rule: 'unused',
                  subject: 'ledger/User/' + i, detail: '', subjectName: 'Person ' + (i % 900), id: 'U-' + i,
                  story: 'Person ' + i + ' holds what nobody used for 200 days',
                  severity: ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO'][i % 5], affected: i % 40,
                  sources: ['ledger'], assignee: CASE i % 7 WHEN 0 THEN 'person-' + (i % 3) END}
              """,
              Map.of("many", MANY))
          .consume();
      session.run("MATCH (r:AnalysisRun) SET r.at = r.at + duration({seconds: 1})").consume();
    }
    Program.good(program.get("/api/v1/findings?size=1"), 200);
  }

  @AfterAll
  static void clear() {
    SharedNeo4j.clear();
  }

  @Test
  void aDecisionIsInTheListOfManyAtOnce() {
    Program.good(program.post("/api/v1/findings/U-5/assignee", "{\"assignee\":\"ana\"}"), 200);
    JsonNode list = Program.good(program.get("/api/v1/findings?assignee=ana"), 200);
    assertThat(list.get("total").asInt()).isEqualTo(1);
    assertThat(person.get("/findings?assignee=ana").body())
        .contains("Person 5 holds what nobody used");
  }

  @Test
  void theFileHasEveryRowOfTheListAndNoOther() {
    JsonNode list =
        Program.good(program.get("/api/v1/findings?rule=unused&severity=LOW&size=1"), 200);
    String csv = person.get("/api/v1/findings?rule=unused&severity=LOW&format=csv").body();
    assertThat(csv.lines().count() - 1).isEqualTo(list.get("total").asLong()).isEqualTo(MANY / 5);
    assertThat(csv.lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
        .doesNotHaveDuplicates();
  }
}
