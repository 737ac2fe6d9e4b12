package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.server.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;
import tools.jackson.databind.JsonNode;

/// Two analyses with one change between them: what the pages and the API say of it.
class AttributionFlowTest {

  private static final Program program = new Program();
  private static final String TOMAS = "firebreak/Identity/tomas";

  @BeforeAll
  static void nest() {
    TestServer.running().show(Larkspur.GRAPH);
    try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none())) {
      driver
          .executableQuery(
              """
              MATCH (a:Group {key: 'ledger/Group/vendors'})
              MATCH (b:Group {key: 'vault/Group/night'})
              CREATE (a)-[:MEMBER_OF {source: 'ledger',
                firstSeen: datetime('2026-11-03T10:00:00Z')}]->(b)
              """)
          .execute();
    }
    TestServer.running().analyse();
  }

  @Test
  void theApiTellsWhoseReachChangedAndWhichEdgeCausedIt() {
    JsonNode answer = Program.good(program.get("/api/v1/attribution"), 200);

    assertThat(answer.get("from").get("id").asString()).isEqualTo("1");
    assertThat(answer.get("to").get("id").asString()).isEqualTo("2");
    assertThat(answer.get("changed").asInt()).isEqualTo(1);
    JsonNode tomas = answer.get("identities").get(0);
    assertThat(tomas.get("identity").asString()).isEqualTo(TOMAS);
    assertThat(tomas.get("story").asString())
        .isEqualTo(
            "Tomas Lindqvist reaches 5 resources instead of 1, because the group Vendor Maintenance"
                + " was nested into the group Night-Batch (first seen by the harvest of Ledger,"
                + " 3 Nov 2026 10:00 UTC).");
    assertThat(tomas.get("method").asString()).isEqualTo("SHAPLEY");
    JsonNode part = tomas.get("contributions").get(0);
    assertThat(part.get("share").get("count").get("exact").asString()).isEqualTo("4");
    assertThat(part.get("undone").get("crownJewels").asInt()).isEqualTo(1);
    assertThat(part.get("causes").get(0).get("what").asString()).isEqualTo("MEMBER_OF");
    assertThat(answer.get("effects").get(0).get("identities").asInt()).isEqualTo(1);
  }

  @Test
  void oneIdentityCanBeAskedForAndOneThatDidNotChangeIsToldAsSuch() {
    JsonNode marta =
        Program.good(
            program.get("/api/v1/attribution?from=1&to=2&identity=firebreak/Identity/marta"), 200);
    assertThat(marta.get("identities").get(0).get("story").asString())
        .startsWith("Marta Okonjo reaches as much as before");
    assertThat(Program.problem(program.get("/api/v1/attribution?identity=nobody"), 404))
        .isEqualTo("Neither analysis 1 nor 2 knows a node with the key nobody.");
  }

  @Test
  void runsThatAreNotThereAreToldAndSoIsAnOrderThatCannotBe() {
    assertThat(Program.problem(program.get("/api/v1/attribution?from=9&to=12"), 404))
        .isEqualTo("There is no analysis 12; they count from 1 to 2.");
    assertThat(Program.problem(program.get("/api/v1/attribution?from=2&to=1"), 400))
        .isEqualTo("from must be an analysis before to: 2 is not before 1.");
    assertThat(Program.problem(program.get("/api/v1/attribution?from=first"), 400))
        .isEqualTo("from must be the number of an analysis, such as 12, not first.");
  }

  @Test
  void theFindingThatOpenedIsBlamedOnTheSameEdge() {
    JsonNode findings = Program.good(program.get("/api/v1/findings?kind=TOXIC"), 200);
    JsonNode answer =
        findings
            .get("findings")
            .valueStream()
            .map(finding -> "/api/v1/attribution/findings/" + finding.get("id").asString())
            .map(program::get)
            .filter(response -> response.statusCode() == 200)
            .map(response -> Program.good(response, 200))
            .filter(one -> one.get("to").get("id").asString().equals("2"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(findings.toString()));

    assertThat(answer.get("change").asString()).isEqualTo("OPENED");
    assertThat(answer.get("causes")).hasSize(1);
    assertThat(answer.get("causes").get(0).get("alone").asBoolean()).isTrue();
    assertThat(answer.get("causes").get(0).get("cause").get("words").asString())
        .startsWith("the group Vendor Maintenance was nested into the group Night-Batch");
    assertThat(Program.problem(program.get("/api/v1/attribution/findings/T-000000000000"), 404))
        .contains("T-000000000000");
  }

  @Test
  void thePagesSayIt() {
    Browser person = Browser.signedIn();
    assertThat(text(person.get("/").body()))
        .contains("Whose reach changed, and why")
        .contains("1 identity reaches more")
        .contains("The group Vendor Maintenance was nested into the group Night-Batch")
        .contains("1 → 5");
    assertThat(text(person.get("/identities?key=" + TOMAS).body()))
        .contains("Since the analysis before")
        .contains("Tomas Lindqvist reaches 5 resources instead of 1, because the group");
    assertThat(text(person.get(Larkspur.MARTA).body()))
        .contains("Reaches as much as at analysis 1.");
  }

  private static String text(String page) {
    return page.replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
  }
}
