package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.types.Path;
import tools.jackson.databind.JsonNode;

/// What the page of one finding tells beside its paths and its fix.
class FindingPageTest {

  private final Browser person = Browser.signedIn();
  private final Program program = new Program();

  private String first(String query) {
    return Program.good(program.get("/api/v1/findings?" + query), 200)
        .at("/findings/0/id")
        .asString();
  }

  private String page(String query) {
    return person.get("/findings/" + first(query)).body();
  }

  private static List<List<String>> shown(String cypher) {
    try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none());
        var session = driver.session()) {
      return session.run(cypher).list(row -> keys(row.get("path").asPath()));
    }
  }

  private static List<String> keys(Path path) {
    List<String> keys = new ArrayList<>();
    path.nodes().forEach(node -> keys.add(node.get("key").asString()));
    return keys;
  }

  private static List<List<String>> told(JsonNode finding) {
    List<List<String>> paths = new ArrayList<>();
    finding
        .at("/finding/finding/because")
        .forEach(path -> {
          List<String> keys = new ArrayList<>();
          path.get("stops").forEach(stop -> keys.add(stop.get("key").asString()));
          paths.add(keys);
        });
    return paths;
  }

  @Test
  void theCypherRunsAsItIsAndShowsThePathsOfTheFinding() {
    TestServer.running().show(Larkspur.GRAPH);
    JsonNode found = Program.good(program.get("/api/v1/findings/" + first("kind=TOXIC")), 200);
    String cypher = found.get("cypher").asString();
    assertThat(shown(cypher)).hasSize(2).containsExactlyInAnyOrderElementsOf(told(found));
    assertThat(page("kind=TOXIC"))
        .contains("Show the Cypher")
        .contains(cypher.replace("'", "&#39;").replace(">", "&gt;"));
  }

  @Test
  void keysThatLookLikeCypherStayKeys() {
    for (String nasty :
        List.of(
            "o'neill\\",
            "x'}) DETACH DELETE n //",
            "back\\u0027}) DETACH DELETE n //",
            "\\\\u005c'",
            "new\nline\u0000",
            "«Zoë» \u2028 🔥 `\"$x")) {
      TestServer.running()
          .show(
              """
              source ledger name=Ledger
              account ledger/User/stray name=stray userName=stray active
              entitlement ledger/Entitlement/pay name=Pay sensitivity=90 crown
              ledger/User/stray -HOLDS-> ledger/Entitlement/pay source=ledger
              """);
      try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none());
          var session = driver.session()) {
        session
            .run(
                "MATCH (n:Account {id: 'stray'}) SET n.key = $key, n.id = $id",
                java.util.Map.of("key", "ledger/User/" + nasty, "id", nasty))
            .consume();
      }
      TestServer.running().invalidate();
      TestServer.running().analyse();
      JsonNode found = Program.good(program.get("/api/v1/findings/" + first("kind=ORPHAN")), 200);
      assertThat(told(found).getFirst()).as(nasty).contains("ledger/User/" + nasty);
      assertThat(shown(found.get("cypher").asString())).as(nasty).isEqualTo(told(found));
      assertThat(shown("MATCH path = (n:Node) RETURN path"))
          .as(nasty)
          .hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void eachEdgeSaysWhetherItIsUsedAndWhatNobodyKnows() {
    TestServer.running().show(Larkspur.GRAPH);
    assertThat(page("kind=TOXIC"))
        .contains("<th>Use</th>")
        .containsPattern("<abbr title=\"no usage feed tells of [^\"]+\">unknown</abbr>");
  }

  @Test
  void anEdgeThatIsGoneSaysSo() {
    TestServer.running().show(Larkspur.GRAPH);
    String id = first("kind=TOXIC");
    try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none());
        var session = driver.session()) {
      session.run("MATCH (:Group {id: 'night'})-[r:HOLDS]->() DELETE r").consume();
      session.run("MATCH (p:GraphPart) DELETE p").consume();
    }
    TestServer.running().invalidate();
    assertThat(person.get("/findings/" + id).body()).contains("> (gone)</abbr>");
  }

  @Test
  void peersAreThoseOfTheSameWorkAndItIsSaidWhoOfThemReachesTheSame() {
    TestServer.running()
        .show(
            Larkspur.GRAPH
                + """
                identity ada name="Ada Same" kind=PERSON department=Finance title="ap clerk"
                identity bea name="Bea Other" kind=PERSON department=Finance title="AP clerk"
                identity cy inactive name="Cy Gone" kind=PERSON title="AP clerk"
                account vault/User/ada name=ada userName=ada active
                account ledger/User/ada name=ada userName=ada active
                ada -OWNS-> vault/User/ada rule=test
                ada -OWNS-> ledger/User/ada rule=test
                vault/User/ada -MEMBER_OF-> vault/Group/night source=vault
                ledger/User/ada -MEMBER_OF-> ledger/Group/vendors source=ledger
                """);
    assertThat(page("kind=TOXIC&q=Marta"))
        .contains("1 of 2 other identities with the title AP clerk reaches the same.")
        .contains("Ada Same")
        .doesNotContain("Bea Other");
    assertThat(page("kind=LEAVER"))
        .contains("Nobody shares a title, a department or a manager with Ben Left.");
  }

  @Test
  void keysLeadToTheFixTheAcceptanceTheAssignmentAndThePath() {
    TestServer.running().show(Larkspur.GRAPH);
    assertThat(page("kind=TOXIC"))
        .contains("data-key=\"f\"")
        .contains("data-key=\"a\"")
        .contains("data-key=\"s\"")
        .containsPattern("data-key=\"p\" href=\"/explore\\?focus=[^\"]+\"");
  }
}
