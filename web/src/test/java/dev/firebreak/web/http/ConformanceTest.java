package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The conformance page of a source, and the same by the API.
class ConformanceTest {

  private static final String PAGE = "/sources/hr/conformance";
  private static final String PROBE = "/api/v1/sources/hr/probe";

  private final TestServer server = TestServer.running();
  private final Browser person = Browser.signedIn();
  private final Program program = new Program();

  @BeforeEach
  void somebodyToAskAbout() {
    server.empty();
    SharedNeo4j.clear();
    server
        .directory()
        .load(
            "/Users",
            List.of(
                RunFlowTest.USER.formatted("c1", "ana", "Ana Costa", "1001", "true"),
                RunFlowTest.USER.formatted("c2", "ben", "Ben Left", "1002", "false"),
                RunFlowTest.USER.formatted("c3", "cleo", "Cleo Park", "1003", "true")));
    program.harvest();
  }

  @Test
  void aSourceThatWasNeverProbedIsUnknownOnEveryPoint() {
    assertThat(person.get(PAGE).body())
        .contains("Personnel was never probed.")
        .contains("Not asked: it takes a change to find out.")
        .doesNotContain(">Yes<");
    JsonNode profile = Program.good(program.get("/api/v1/sources/hr/profile"), 200);
    assertThat(profile.get("probedAt").isNull()).isTrue();
    assertThat(profile.get("points")).allMatch(p -> p.get("verdict").asString().equals("UNKNOWN"));
  }

  @Test
  void aProbeFillsThePageAndTheNextOneIsCompared() {
    assertThat(person.get("/sources").body()).contains("href=\"" + PAGE + "\"");
    assertThat(person.post("/sources/hr/probe", Map.of()).statusCode()).isEqualTo(302);
    assertThat(person.get(PAGE).body())
        .contains("asked for a name that nobody has; nothing came")
        .contains("pages by cursor")
        .doesNotContain("since the probe of");
    JsonNode profile = Program.good(program.post(PROBE, "{}"), 200);
    assertThat(profile.get("changed").asInt()).isZero();
    assertThat(point(profile, "INDEX_PAGES").get("verdict").asString()).isEqualTo("YES");
    assertThat(point(profile, "INDEX_PAGES").get("claimed").asString()).isEqualTo("UNKNOWN");
    assertThat(point(profile, "PATCH_REPLACE").get("at").isNull()).isTrue();
    assertThat(person.get(PAGE).body()).contains("Nothing changed").contains("since the probe of");
  }

  @Test
  void aChangeNeedsAResourceNamedForItAndIsInTheEvidence() {
    JsonNode profile = Program.good(program.post(PROBE, "{\"on\": \"Users/c1\"}"), 200);
    assertThat(point(profile, "PATCH_REPLACE").get("verdict").asString()).isEqualTo("YES");
    assertThat(point(profile, "IF_MATCH").get("verdict").asString()).isEqualTo("YES");
    assertThat(server.directory().get("/Users", "c1").orElseThrow()).contains("Ana Costa");
    assertThat(person.get("/evidence").body())
        .contains("About to change User c1 of hr for a probe")
        .contains("A probe changed User c1 of hr: the answer was 200.");
  }

  @Test
  void whatCannotBeProbedIsRefusedWithAReason() {
    assertThat(Program.problem(program.post(PROBE, "{\"on\": \"Containers/1\"}"), 400))
        .contains("Users and Groups only");
    assertThat(Program.problem(program.post(PROBE, "{\"on\": \"Users/nobody\"}"), 502))
        .contains("Users/nobody cannot be read");
    assertThat(Program.problem(program.post("/api/v1/sources/nobody/probe", "{}"), 404))
        .contains("no source with the id nobody");
    assertThat(person.get("/sources/nobody/conformance").statusCode()).isEqualTo(404);
    try (var _ = server.talkingNonsense()) {
      assertThat(program.post(PROBE, "{}").statusCode()).isEqualTo(502);
      person.post("/sources/hr/probe", Map.of());
      assertThat(person.get(PAGE).body()).contains("Personnel was never probed.");
    }
  }

  private static JsonNode point(JsonNode profile, String name) {
    for (JsonNode each : profile.get("points")) {
      if (each.get("point").asString().equals(name)) {
        return each;
      }
    }
    throw new AssertionError(name + " is not in " + profile);
  }
}
