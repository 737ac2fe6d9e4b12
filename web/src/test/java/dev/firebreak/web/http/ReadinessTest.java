package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.cli.FirebreakCommand;
import dev.firebreak.web.server.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What remediation lacks before it may send anything, and its brake, by page, API and command
/// line.
class ReadinessTest {

  private static final String READINESS = "/api/v1/remediation/readiness";

  private final TestServer server = TestServer.running();
  private final Program program = new Program();
  private final Browser person = Browser.signedIn();

  @BeforeEach
  void somebodyHasLeft() {
    Leaver.harvested(server, program, "Ben Left");
  }

  @AfterEach
  void goOn() {
    program.post("/api/v1/remediation/resume", reason("the test has ended"));
  }

  private static String reason(String words) {
    return "{\"reason\": \"" + words + "\"}";
  }

  private JsonNode readiness() {
    return Program.good(program.get(READINESS), 200);
  }

  private String approved() {
    JsonNode found = Program.good(program.get("/api/v1/findings?kind=LEAVER"), 200);
    String finding = found.get("findings").get(0).get("id").asString();
    JsonNode plan =
        Program.good(
            program.post("/api/v1/remediations", "{\"finding\": \"" + finding + "\"}"), 201);
    String address = "/api/v1/remediations/" + plan.get("id").asString();
    Program.good(program.post(address + "/dry-run", ""), 200);
    Program.good(
        program.post(
            address + "/approval",
            "{\"planHash\": \"%s\", \"note\": \"He left.\"}"
                .formatted(plan.get("planHash").asString())),
        200);
    return address;
  }

  @Test
  void everyLineOfTheListSaysWhatThereIs() {
    JsonNode answer = readiness();
    assertThat(answer.get("ready").asBoolean()).isTrue();
    assertThat(answer.get("paused").isNull()).isTrue();
    assertThat(answer.get("checks").valueStream().map(check -> check.get("name").asString()))
        .containsExactly("enabled", "never-touch", "evidence", "approvers");
    assertThat(answer.get("checks").valueStream())
        .allMatch(check -> check.get("ok").asBoolean() && !check.get("text").asString().isBlank());
    assertThat(person.get("/remediation").body())
        .contains("Ready to send changes", "The never-touch list is empty on purpose.")
        .contains("Evidence is written, and signed with the key", "Pause remediation");
  }

  @Test
  void whatIsPausedSendsNothingAndSaysWho() {
    String run = approved();
    assertThat(Program.problem(program.post("/api/v1/remediation/pause", reason("no")), 400))
        .contains("say why (reason), in 4 characters or more");
    assertThat(Program.problem(program.post("/api/v1/remediation/pause", "{}"), 400))
        .contains("say why (reason)");
    JsonNode paused =
        Program.good(
            program.post("/api/v1/remediation/pause", reason("the ledger is being closed")), 200);
    assertThat(paused.get("paused").get("by").asString()).isEqualTo("admin");
    String why = "by admin: the ledger is being closed. Nothing is sent until somebody resumes it.";
    assertThat(Program.problem(program.post(run + "/start", ""), 403)).contains(why);
    assertThat(person.get("/remediation").body()).contains(why, "Resume remediation");

    assertThat(
            person
                .post("/remediation/resume", Map.of("reason", "the ledger is closed"))
                .statusCode())
        .isEqualTo(302);
    assertThat(readiness().get("paused").isNull()).isTrue();
    assertThat(person.get("/evidence").body())
        .contains("admin resumed remediation: the ledger is closed");
    assertThat(Program.problem(program.post("/api/v1/remediation/resume", reason("again")), 409))
        .isEqualTo("Remediation is not paused.");
    assertThat(program.post(run + "/start", "").statusCode()).isEqualTo(202);
  }

  @Test
  void theConsoleStopsAServerThatRuns() {
    assertThat(command("pause-remediation", "smoke in the server room"))
        .contains("Remediation is paused since", "smoke in the server room");
    assertThat(readiness().get("paused").get("by").asString()).startsWith("command line (");
    person.post("/remediation/pause", Map.of("reason", ""));
    assertThat(command("resume-remediation", "it was the toaster"))
        .contains("Remediation is resumed.");
    assertThat(readiness().get("paused").isNull()).isTrue();
    assertThat(command("resume-remediation", "once more")).contains("Remediation is not paused.");
  }

  private String command(String name, String reason) {
    StringWriter out = new StringWriter();
    int code =
        FirebreakCommand.commandLine()
            .setOut(new PrintWriter(out))
            .execute(name, "--config", server.config().toString(), "--reason", reason);
    assertThat(code).as(out.toString()).isZero();
    return out.toString();
  }
}
