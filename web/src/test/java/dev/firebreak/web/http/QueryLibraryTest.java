package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.user.Role;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The query library over HTTP: pages and API.
class QueryLibraryTest {

  private static final String GROUPS =
      "MATCH (a:Account)-[:MEMBER_OF]->(g:Group) WHERE g.name <> $not RETURN a AS account, g AS group, 7 AS n ORDER BY group.name";

  private final Browser person = Browser.signedIn();
  private final Program program = new Program();

  @BeforeEach
  void show() {
    TestServer.running().show(Larkspur.GRAPH);
  }

  private static String query(String name, String cypher, String parameters) {
    return "{\"query\": {\"name\": %s, \"tags\": [\"mine\"], \"cypher\": %s, \"parameters\": %s}, \"shared\": %s}"
        .formatted(quoted(name), quoted(cypher), parameters, name.startsWith("Shared"));
  }

  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  private String saved(String name) {
    return Program.good(
            program.post(
                "/api/v1/queries",
                query(
                    name,
                    GROUPS,
                    "[{\"name\": \"not\", \"type\": \"string\", \"default\": \"x\"}]")),
            201)
        .get("id")
        .asString();
  }

  private JsonNode run(String id, String body) {
    return Program.good(program.post("/api/v1/queries/" + id + "/runs", body), 200);
  }

  @Test
  void whatShipsIsListedAndEachOfItRuns() {
    JsonNode all = Program.good(program.get("/api/v1/queries"), 200);
    assertThat(all).hasSizeGreaterThanOrEqualTo(12);
    for (JsonNode each : all) {
      if (each.get("ships").asBoolean()) {
        JsonNode ran = run(each.get("id").asString(), "{}");
        assertThat(ran.get("end").asString()).as(each.get("id").asString()).isEqualTo("ALL");
      }
    }
    assertThat(Program.good(program.get("/api/v1/queries?q=circle%20groups&tag=groups"), 200))
        .hasSize(1);
  }

  @Test
  void aQueryIsSavedRunChangedAndDeleted() {
    String id = saved("Who is where");
    JsonNode ran = run(id, "{\"values\": {\"not\": \"nothing\"}, \"rows\": 1}");
    assertThat(ran.get("columns").toString()).isEqualTo("[\"account\",\"group\",\"n\"]");
    assertThat(ran.get("rows")).hasSize(1);
    assertThat(ran.at("/rows/0/0/labels").toString()).contains("Account");
    assertThat(ran.at("/rows/0/2").asInt()).isEqualTo(7);
    assertThat(run(id, "{}").get("end").asString()).isEqualTo("ALL");

    String page = person.get("/queries/" + id + "?v.not=y&go=yes").body();
    assertThat(page).contains("Who is where").contains("value=\"y\"").contains("Cancel");
    String rows = person.get("/queries/" + id + "/rows?run=run-of-a-test&v.not=y").body();
    assertThat(rows).contains("class=\"node").contains("/explore?focus=").contains("format=csv");
    assertThat(program.get("/api/v1/queries/" + id + "/rows?format=csv&v.not=y").body())
        .startsWith("account,group,n\r\n");
    assertThat(program.get("/api/v1/queries/" + id + "/rows?format=json").body())
        .startsWith("[{\"account\":{\"labels\"");

    Program.good(
        program.send("PUT", "/api/v1/queries/" + id, query("Renamed", "RETURN 1 AS one", "[]")),
        200);
    assertThat(run(id, "{}").at("/rows/0/0").asInt()).isEqualTo(1);
    assertThat(program.send("DELETE", "/api/v1/queries/" + id, "").statusCode()).isEqualTo(204);
    assertThat(Program.problem(program.get("/api/v1/queries/" + id), 404))
        .contains("There is no query");
  }

  @Test
  void aFormSavesAndSaysWhatIsWrongAtItsPlace() {
    Map<String, String> form = new HashMap<>();
    form.put("name", "<b>Mine</b>");
    form.put("cypher", "MATCH (u:User)\nRETURN u");
    form.put("tags", "a, <i>b</i>");
    assertThat(person.post("/queries/new", form).statusCode()).isEqualTo(302);
    assertThat(person.get("/queries/new").body())
        .contains("Queries do not read the label User.")
        .contains("Line 1, column 10")
        .contains("MATCH (u:User)")
        .contains("&lt;b&gt;Mine&lt;/b&gt;");
    form.put("cypher", "MATCH (u:Account)\nRETURN u AS `who`");
    String where = person.location(person.post("/queries/new", form));
    assertThat(person.get(where).body())
        .contains("Saved, for you alone.")
        .contains("&lt;b&gt;Mine&lt;/b&gt;")
        .doesNotContain("<b>Mine</b>")
        .doesNotContain("<i>b</i>");
    person.post(where + "/delete", Map.of());
    assertThat(person.get(where).statusCode()).isEqualTo(404);
  }

  @Test
  void othersSeeWhatIsSharedAndChangeNothing() {
    TestServer.running().user("lea", Role.ANALYST);
    Browser lea = Browser.signedIn("lea");
    String own = saved("Own");
    String shared = saved("Shared by the first");
    assertThat(lea.get("/queries").body()).contains("Shared by the first").doesNotContain(">Own<");
    assertThat(lea.get("/queries/" + own).statusCode()).isEqualTo(404);
    assertThat(lea.get("/queries/" + shared).statusCode()).isEqualTo(200);
    assertThat(lea.get("/queries/" + shared + "/edit").statusCode()).isEqualTo(404);
    assertThat(lea.post("/queries/" + shared + "/delete", Map.of()).statusCode()).isEqualTo(404);
    assertThat(lea.get("/queries/groups-that-contain-themselves/edit").statusCode()).isEqualTo(404);
    for (String id : new String[] {own, shared}) {
      program.send("DELETE", "/api/v1/queries/" + id, "");
    }
  }

  @Test
  void aViewerRunsAndSavesNothing() {
    TestServer.running().user("vic", Role.VIEWER);
    Browser vic = Browser.signedIn("vic");
    assertThat(vic.get("/queries").body())
        .doesNotContain("New query")
        .doesNotContain("Import a file");
    assertThat(vic.get("/queries/groups-nobody-is-in/rows?run=run-of-a-viewer").statusCode())
        .isEqualTo(200);
    assertThat(
            vic.post("/queries/new", Map.of("name", "x", "cypher", "RETURN 1 AS x")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aFileComesBackAsItWentAndAMistakeIsNamedWithItsPlace() {
    String id = saved("To and fro");
    for (String format : new String[] {"yaml", "json"}) {
      String file = program.get("/api/v1/queries/export?id=" + id + "&format=" + format).body();
      JsonNode taken =
          Program.good(
              program.post("/api/v1/queries/import", "{\"file\": %s}".formatted(quoted(file))),
              200);
      assertThat(taken).hasSize(1);
      assertThat(taken.at("/0/id").asString()).isEqualTo(id);
      assertThat(program.get("/api/v1/queries/export?id=" + id + "&format=" + format).body())
          .isEqualTo(file);
    }
    String wrong =
        """
        format: firebreak-queries
        version: 1
        queries:
          - name: Good
            cypher: RETURN 1 AS one
          - name: Bad
            colour: blue
            cypher: MATCH (k:ApiKey) RETURN k
        """;
    var refused = program.post("/api/v1/queries/import", "{\"file\": %s}".formatted(quoted(wrong)));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("/queries/1/colour").contains("\"line\":7");
    var hostile =
        program.post(
            "/api/v1/queries/import",
            "{\"file\": %s}".formatted(quoted(wrong.replace("    colour: blue\n", ""))));
    assertThat(hostile.body()).contains("/queries/1/cypher").contains("label ApiKey");
    assertThat(Program.good(program.get("/api/v1/queries?q=Good"), 200)).isEmpty();
    program.send("DELETE", "/api/v1/queries/" + id, "");
  }

  @Test
  void whatIsMissingOrCannotBeMeantIsSaid() {
    String many =
        "[{\"name\": \"n\", \"type\": \"number\"}, {\"name\": \"t\", \"type\": \"instant\"}, {\"name\": \"l\", \"type\": \"list\"}]";
    String id =
        Program.good(
                program.post(
                    "/api/v1/queries", query("Typed", "RETURN $n AS n, $t AS t, $l AS l", many)),
                201)
            .get("id")
            .asString();
    JsonNode ran =
        run(id, "{\"values\": {\"n\": 2.5, \"t\": \"2026-11-01\", \"l\": [\"a\", \"b\"]}}");
    assertThat(ran.get("rows").toString())
        .isEqualTo("[[2.5,\"2026-11-01T00:00:00Z\",[\"a\",\"b\"]]]");
    var refused =
        program.post(
            "/api/v1/queries/" + id + "/runs",
            "{\"values\": {\"n\": \"many\", \"t\": \"soon\", \"other\": 1}}");
    assertThat(Program.problem(refused, 400)).contains("n must be a number").contains("3 more");
    assertThat(person.get("/queries/" + id + "?go=yes&v.n=many").body())
        .contains("n must be a number")
        .doesNotContain("Running …");
    assertThat(
            Program.problem(
                program.post("/api/v1/queries", query("Typed 2", "RETURN $x AS x", "[]")), 400))
        .contains("The query uses $x");
    program.send("DELETE", "/api/v1/queries/" + id, "");
  }

  @Test
  void cancellingWhatIsNotThereSaysSo() {
    assertThat(
            Program.problem(program.send("DELETE", "/api/v1/queries/runs/nothing-there", ""), 404))
        .contains("You have no run");
    assertThat(Program.good(program.get("/api/v1/queries/runs"), 200)).isEmpty();
    assertThat(person.post("/queries/runs/nothing-there/cancel", Map.of()).body())
        .contains("over already");
  }
}
