package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.evidence.Trust;
import dev.firebreak.remediation.pack.PackVerdict;
import dev.firebreak.remediation.pack.PackVerifier;
import dev.firebreak.web.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The evidence pack of a run, fetched as people and programs do, and checked as an auditor does.
class PackFlowTest {

  private static final String RUNS = "/api/v1/remediations";

  private final TestServer server = TestServer.running();
  private final Program program = new Program();

  @BeforeEach
  void somebodyHasLeft() {
    Leaver.harvested(server, program, "Łódź Μαρία");
    server.analysts("ana");
  }

  private JsonNode planned() {
    JsonNode found = Program.good(program.get("/api/v1/findings?kind=LEAVER"), 200);
    String finding = found.get("findings").get(0).get("id").asString();
    return Program.good(program.post(RUNS, "{\"finding\": \"" + finding + "\"}"), 201);
  }

  private PackVerdict verdict(String id) {
    byte[] pack = program.bytes(RUNS + "/" + id + "/pack");
    byte[] again = program.bytes(RUNS + "/" + id + "/pack");
    Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
    while (!Arrays.equals(pack, again)) {
      assertThat(Instant.now())
          .as("the same evidence makes the same pack, once nothing is added to it")
          .isBefore(deadline);
      pack = again;
      again = program.bytes(RUNS + "/" + id + "/pack");
    }
    return PackVerifier.verify(pack, Trust.NOTHING);
  }

  @Test
  void thePackOfARunProvesItWithoutTheServer() {
    JsonNode plan = planned();
    String id = plan.get("id").asString();
    assertThat(verdict(id).sentence()).endsWith("is genuine; missing: its approval.");
    Program.good(program.post(RUNS + "/" + id + "/dry-run", ""), 200);
    Program.good(
        program.post(
            RUNS + "/" + id + "/approval",
            "{\"planHash\": \"%s\", \"note\": \"She left.\"}"
                .formatted(plan.get("planHash").asString())),
        200);
    Program.good(program.post(RUNS + "/" + id + "/start", ""), 202);
    program.until(RUNS + "/" + id, run -> run.get("state").asString().equals("DONE"));
    PackVerdict verdict = verdict(id);
    assertThat(verdict)
        .as(verdict.sentence())
        .isInstanceOfSatisfying(
            PackVerdict.Proven.class,
            proven -> {
              assertThat(proven.runId()).isEqualTo(id);
              assertThat(proven.findings()).hasSize(1);
            });
    Browser person = Browser.signedIn();
    String link = RUNS + "/" + id + "/pack";
    assertThat(person.get("/remediation/" + id).body()).contains(link);
    assertThat(person.get("/evidence?run=" + id).body()).contains(link);
    assertThat(person.get("/evidence").body())
        .doesNotContain("/pack\"")
        .containsPattern(
            "Evidence key <a class=\"hash nowrap\" href=\"/evidence\" title=\"[0-9a-f]{64}\"");
  }

  @Test
  void aRunThatIsNotThereHasNone() {
    assertThat(Program.problem(program.get(RUNS + "/R-999999/pack"), 404))
        .isEqualTo("There is no remediation run R-999999.");
  }

  @Test
  void whatTheGraphShowsOfTheEvidenceIsMadeAgainAfterItWasLost() {
    String id = planned().get("id").asString();
    JsonNode found = Program.good(program.get("/api/v1/findings?state=OPEN"), 200);
    String leaver = found.get("findings").get(0).get("id").asString();
    post("/api/v1/findings/" + leaver + "/assignee", "{\"assignee\": \"ana\"}");
    post("/api/v1/findings/" + leaver + "/comments", "{\"text\": \"seen\"}");
    String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();
    post(
        "/api/v1/findings/" + leaver + "/acceptance",
        "{\"until\": \"%sT00:00:00Z\", \"reason\": \"a contract\"}".formatted(tomorrow));
    Program.good(
        program.send("DELETE", "/api/v1/findings/" + leaver + "/acceptance?reason=not+now", ""),
        200);
    post(
        "/api/v1/findings/" + leaver + "/acceptance",
        "{\"until\": \"%sT00:00:00Z\", \"reason\": \"again\"}".formatted(tomorrow));
    server.linkByHand("ledger/User/u1", null, "a test account");
    server.linkByHand("ledger/User/u2", null, "another");
    server.withdrawLink("ledger/User/u2", "used after all");
    server.believe("ledger");

    List<Map<String, Object>> before = server.projected();
    assertThat(before).hasSizeGreaterThan(7);
    server.loseProjection();
    assertThat(server.projected()).hasSizeLessThan(before.size());
    var rebuilt = server.rebuildProjection();
    assertThat(rebuilt.runs()).isPositive();
    assertThat(rebuilt.decisions()).isGreaterThanOrEqualTo(5);
    assertThat(rebuilt.links()).isPositive();
    assertThat(rebuilt.drops()).isPositive();
    List<Map<String, Object>> after = server.projected();
    assertThat(after).as("what other tests left in the journal is there, too").containsAll(before);
    assertThat(Program.good(program.get(RUNS + "/" + id), 200).get("state").asString())
        .isEqualTo("PROPOSED");
    server.rebuildProjection();
    assertThat(server.projected()).as("twice is once").isEqualTo(after);
  }

  private void post(String path, String body) {
    assertThat(program.post(path, body).statusCode()).as(path).isBetween(200, 204);
  }
}
