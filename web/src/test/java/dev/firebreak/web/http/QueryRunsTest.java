package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.user.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Limits of what runs, and cancelling it, over HTTP.
class QueryRunsTest {

  private static final String ENDLESS =
      "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b UNWIND range(1, 10000) AS c WITH a WHERE a < 0 RETURN a";

  private static final String RUNS = "/api/v1/queries/runs";

  private final Program program = new Program();
  private String id = "";

  @BeforeEach
  void save() {
    TestServer.running().show(Larkspur.GRAPH);
    id = saved("Shared and slow", ENDLESS);
  }

  @AfterEach
  void delete() {
    program.send("DELETE", "/api/v1/queries/" + id, "");
  }

  private String saved(String name, String cypher) {
    String body =
        "{\"query\": {\"name\": \"%s\", \"cypher\": \"%s\"}, \"shared\": true}"
            .formatted(name, cypher);
    return Program.good(program.post("/api/v1/queries", body), 201).get("id").asString();
  }

  private CompletableFuture<HttpResponse<String>> begun(String run) {
    return CompletableFuture.supplyAsync(() ->
        new Program().post("/api/v1/queries/" + id + "/runs", "{\"run\": \"%s\"}".formatted(run)));
  }

  @Test
  void twoRunAtOnceAndEachIsCancelledByItsName() throws Exception {
    var one = begun("first-run");
    var two = begun("second-run");
    JsonNode listed = program.until(RUNS, runs -> runs.size() == 2);
    assertThat(listed.findValuesAsString("id"))
        .containsExactlyInAnyOrder("first-run", "second-run");
    assertThat(listed.findValuesAsString("query")).containsOnly(id);
    assertThat(Program.problem(program.post("/api/v1/queries/" + id + "/runs", "{}"), 429))
        .contains("You have 2 queries running");

    TestServer.running().user("rhea", Role.ANALYST);
    assertThat(Browser.signedIn("rhea").post("/queries/runs/first-run/cancel", Map.of()).body())
        .contains("over already");
    assertThat(Program.good(program.get(RUNS), 200)).hasSize(2);

    for (String run : new String[] {"first-run", "second-run"}) {
      assertThat(program.send("DELETE", RUNS + "/" + run, "").statusCode()).isEqualTo(204);
    }
    for (var each : List.of(one, two)) {
      JsonNode ran = Program.good(each.get(2, TimeUnit.MINUTES), 200);
      assertThat(ran.get("end").asString()).isEqualTo("CANCELLED");
      assertThat(ran.get("rows")).isEmpty();
    }
    program.until(RUNS, JsonNode::isEmpty);
  }

  @Test
  void rowsEndWhereTheyAreToEnd() {
    String many =
        saved("Shared and long", "UNWIND range(1, 10000) AS a UNWIND range(1, 3) AS b RETURN a, b");
    try {
      JsonNode some =
          Program.good(program.post("/api/v1/queries/" + many + "/runs", "{\"rows\": 7}"), 200);
      assertThat(some.get("rows")).hasSize(7);
      assertThat(some.get("end").asString()).isEqualTo("ROWS");
      assertThat(
              Program.good(program.post("/api/v1/queries/" + many + "/runs", "{}"), 200)
                  .get("rows"))
          .hasSize(1_000);
      assertThat(
              Program.problem(
                  program.post("/api/v1/queries/" + many + "/runs", "{\"rows\": 10001}"), 400))
          .contains("rows must be 1 to 10000");
      assertThat(program.get("/api/v1/queries/" + many + "/rows?format=csv").body().lines())
          .hasSize(10_001);
      assertThat(Browser.signedIn().get("/queries/" + many + "/rows?run=run-of-rows").body())
          .contains("The first 1,000 rows; there are more");
    } finally {
      program.send("DELETE", "/api/v1/queries/" + many, "");
    }
  }
}
