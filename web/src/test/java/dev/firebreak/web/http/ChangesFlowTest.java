package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.server.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;
import tools.jackson.databind.JsonNode;

/// What became of memberships and grants, on the pages of who has and of what is had, and by the
/// API.
class ChangesFlowTest {

  private static final Program program = new Program();

  @BeforeAll
  static void cameAndWent() {
    TestServer.running().show(Larkspur.GRAPH);
    try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none())) {
      driver
          .executableQuery(
              """
              MATCH (i:Identity {key: 'firebreak/Identity/marta'})-[:OWNS]->(a)
              WITH a ORDER BY a.key LIMIT 1
              UNWIND range(1, 102) AS day
              CREATE (:AccessChange {at: datetime('2026-01-01T06:00:00Z') + duration({days: day}),
                change: CASE day % 2 WHEN 1 THEN 'APPEARED' ELSE 'REMOVED' END, kind: 'MEMBER_OF',
                from: a.key, to: 'ledger/Group/vendors', source: 'ledger',
                via: 'ledger/Group/vendors', stamp: 's',
                firstSeen: CASE day % 2 WHEN 0 THEN datetime('2025-12-01T06:00:00Z') END})
              """)
          .execute();
    }
  }

  @Test
  void theApiTellsThemAPageAtATimeNewestFirst() {
    JsonNode first = Program.good(program.get("/api/v1/changes?key=firebreak/Identity/marta"), 200);
    assertThat(first.get("lines")).hasSize(100);
    assertThat(first.get("more").asBoolean()).isTrue();
    JsonNode newest = first.get("lines").get(0);
    assertThat(newest.get("at").asString()).isEqualTo("2026-04-13T06:00:00Z");
    assertThat(newest.get("word").asString()).isEqualTo("left");
    assertThat(newest.get("firstSeen").asString()).isEqualTo("2025-12-01T06:00:00Z");
    assertThat(newest.get("to").get("name").asString()).isEqualTo("Vendor Maintenance");
    JsonNode second =
        Program.good(program.get("/api/v1/changes?key=ledger/Group/vendors&page=2"), 200);
    assertThat(second.get("lines")).hasSize(2);
    assertThat(second.get("more").asBoolean()).isFalse();
    assertThat(second.get("lines").get(1).get("word").asString()).isEqualTo("joined");
  }

  @Test
  void aKeyThatNobodyHasAndAPageThatCannotBeAreToldAsSuch() {
    assertThat(Program.problem(program.get("/api/v1/changes?key=nobody"), 404)).contains("nobody");
    assertThat(Program.problem(program.get("/api/v1/changes?key=ledger/Group/vendors&page=0"), 400))
        .isEqualTo("page must be a number from 1 on, not 0.");
  }

  @Test
  void thePagesShowThem() {
    Browser person = Browser.signedIn();
    assertThat(person.get("/identities?tab=changes&key=firebreak/Identity/marta").body())
        .contains("13 Apr 06:00", "Vendor Maintenance", "Older ones");
    assertThat(person.get("/nodes?key=ledger/Group/vendors").body())
        .contains("Changes, newest first", "13 Apr 06:00", "Older ones");
    assertThat(person.get("/changes?key=ledger/Group/vendors&page=2").body())
        .contains("2 Jan 06:00", "Newer")
        .doesNotContain("Older");
    assertThat(person.get("/changes?key=ledger/Group/vendors&page=9").body())
        .contains("There are no older changes.");
  }
}
