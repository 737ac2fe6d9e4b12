package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.user.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Problems (RFC 9457) say what to send, and have the same members wherever they come from.
class ProblemsTest {

  private static final TestServer SERVER = TestServer.running();

  private final Program program = new Program();

  @BeforeAll
  static void show() {
    SERVER.show(Larkspur.GRAPH);
  }

  private static JsonNode problem(HttpResponse<String> answer, int status) {
    Program.problem(answer, status);
    return new JsonMapper().readTree(answer.body());
  }

  @Test
  void whatTheDoorRefusesNamesWhatWasAskedForToo() {
    Browser stranger = new Browser();
    assertThat(problem(stranger.get("/api/v1/findings"), 401).get("instance").asString())
        .isEqualTo("/api/v1/findings");
    SERVER.user("problem-vera", Role.VIEWER);
    HttpResponse<String> refused =
        stranger.send(
            stranger
                .request("/api/v1/findings/T-1/comments")
                .header("Authorization", SignInTest.basic("problem-vera", TestServer.PASSWORD))
                .POST(BodyPublishers.noBody()));
    assertThat(problem(refused, 403).get("instance").asString())
        .isEqualTo("/api/v1/findings/T-1/comments");
    assertThat(problem(program.get("/api/v1/findings/T-0"), 404).get("instance").asString())
        .isEqualTo("/api/v1/findings/T-0");
  }

  @Test
  void aMissingParameterIsNamed() {
    JsonNode missing = problem(program.send("DELETE", "/api/v1/findings/T-1/acceptance", ""), 400);
    assertThat(missing.get("title").asString()).isEqualTo("Not understood");
    assertThat(missing.get("detail").asString())
        .isEqualTo("The parameter reason is missing. Send it in the address, as ?reason=…");
  }

  @Test
  void whatIsNotThereIsCalledSo() {
    JsonNode none = problem(program.post("/api/v1/remediations", "{\"finding\": \"T-0\"}"), 404);
    assertThat(none.get("title").asString()).isEqualTo("Not found");
    assertThat(none.get("reason").asString()).isEqualTo("no_such_finding");
  }

  @Test
  void anEmptySimulationIsToldWhatToSend() {
    assertThat(problem(program.post("/api/v1/simulate", "{}"), 400).get("detail").asString())
        .startsWith("source is missing. Send {\"source\": ")
        .contains("method", "path", "body");
    JsonNode edge = problem(program.post("/api/v1/what-if", "{\"remove\": [{}]}"), 400);
    assertThat(edge.get("detail").asString()).endsWith(" is missing.").doesNotStartWith("It");
  }

  @Test
  void aNameOfThousandsOfCharactersIsNotRepeatedWhole() {
    String name = "n".repeat(3_000);
    String body = "{\"userName\": \"" + name + "\", \"roles\": [\"viewer\"]}";
    String detail = Program.problem(program.post("/api/v1/users", body), 400);
    assertThat(detail).contains("n…' cannot be a name").hasSizeLessThan(300);
  }
}
