package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.evidence.Trust;
import dev.firebreak.remediation.pack.PackVerdict;
import dev.firebreak.remediation.pack.PackVerifier;
import dev.firebreak.web.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a run took is given back by a plan of its own, by page and API.
class UndoFlowTest {

  private static final String RUNS = "/api/v1/remediations/";

  private final TestServer server = TestServer.running();
  private final Program program = new Program();

  @BeforeEach
  void somebodyHasLeft() {
    Leaver.harvested(server, program, "Ben Left");
  }

  private JsonNode run(String id) {
    return Program.good(program.get(RUNS + id), 200);
  }

  /// Tries, approves and starts a plan, and waits for its end.
  private JsonNode carriedOut(JsonNode plan) {
    String id = plan.get("id").asString();
    Program.good(program.post(RUNS + id + "/dry-run", ""), 200);
    Program.good(
        program.post(
            RUNS + id + "/approval",
            "{\"planHash\": \"%s\", \"note\": \"as asked\"}"
                .formatted(plan.get("planHash").asString())),
        200);
    Program.good(program.post(RUNS + id + "/start", ""), 202);
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    JsonNode run = run(id);
    while (run.get("finishedAt").isNull()) {
      assertThat(Instant.now()).as(run.toString()).isBefore(deadline);
      Thread.onSpinWait();
      run = run(id);
    }
    return run;
  }

  private String active() {
    return server.application().get("/Users", "u2").orElseThrow().replaceAll("\\s", "");
  }

  @Test
  void aDeactivationIsUndoneByAPlanThatIsApprovedLikeAnyOther() {
    String finding =
        Program.good(program.get("/api/v1/findings?kind=LEAVER"), 200)
            .get("findings")
            .get(0)
            .get("id")
            .asString();
    JsonNode plan =
        Program.good(
            program.post(
                RUNS.substring(0, RUNS.length() - 1), "{\"finding\": \"" + finding + "\"}"),
            201);
    assertThat(plan.at("/plan/changes/0/reason").asString())
        .startsWith("Sent as a PATCH of just this value, since");
    String id = plan.get("id").asString();
    assertThat(Program.problem(program.post(RUNS + id + "/undo", ""), 409))
        .contains("Nothing of run " + id + " can be undone.")
        .contains("it is not verified that it was made.");

    carriedOut(plan);
    assertThat(active()).contains("\"active\":false");
    Browser person = Browser.signedIn();
    assertThat(person.get("/remediation/" + id).body()).contains("Plan the undo");

    JsonNode first = Program.good(program.post(RUNS + id + "/undo", "{}"), 201);
    assertThat(Program.problem(program.post(RUNS + id + "/undo", "{}"), 409))
        .contains("An undo of run " + id + " waits already", first.get("id").asString());
    assertThat(person.get("/remediation/" + id).body()).doesNotContain("Plan the undo");
    String withdrawal = RUNS + first.get("id").asString() + "/withdrawal";
    Program.problem(program.post(withdrawal, "{}"), 400);
    JsonNode withdrawn =
        Program.good(program.post(withdrawal, "{\"reason\": \"to be made again\"}"), 200);
    assertThat(withdrawn.get("state").asString()).isEqualTo("WITHDRAWN");
    assertThat(person.get("/remediation/" + first.get("id").asString()).body())
        .contains("Withdrawn by admin: to be made again");
    assertThat(
            Program.problem(program.post(RUNS + first.get("id").asString() + "/dry-run", ""), 409))
        .contains("was withdrawn");

    JsonNode undo = Program.good(program.post(RUNS + id + "/undo", "{}"), 201);
    assertThat(undo.at("/plan/undoes").asString()).isEqualTo(id);
    assertThat(undo.at("/plan/changes/0/sentence").asString())
        .isEqualTo("Switch bleft on again in Ledger");
    assertThat(active()).as("a plan sends nothing").contains("\"active\":false");
    assertThat(person.get("/remediation/" + undo.get("id").asString()).body())
        .contains("Gives back what run")
        .contains("switched on in");

    JsonNode undone = carriedOut(undo);
    assertThat(undone.at("/items/0/state").asString()).isEqualTo("VERIFIED");
    assertThat(person.get("/remediation/" + id).body()).doesNotContain("Plan the undo");
    PackVerdict pack =
        PackVerifier.verify(
            program.bytes(RUNS + undo.get("id").asString() + "/pack"), Trust.NOTHING);
    assertThat(pack.exitCode()).as(pack.sentence()).isZero();
    assertThat(pack.sentence())
        .contains("it gives back what run " + id + " took, whose pack has the findings");
    assertThat(active()).contains("\"active\":true");
    assertThat(Program.problem(program.post(RUNS + undo.get("id").asString() + "/undo", ""), 409))
        .contains("an undo has none");
    assertThat(Program.problem(program.post(RUNS + "R-999999/undo", ""), 404)).contains("R-999999");

    String again = "/remediation/" + id;
    assertThat(person.post(again + "/undo", Map.of()).statusCode()).isEqualTo(302);
    assertThat(person.get(again).body()).contains("Already there.");
  }

  @Test
  void aFightIsRoutedToTheOwnerOfItsSourceOnEveryPageAndInTheApi() {
    String finding =
        Program.good(program.get("/api/v1/findings?kind=LEAVER"), 200)
            .get("findings")
            .get(0)
            .get("id")
            .asString();
    String id =
        carriedOut(
                Program.good(
                    program.post(
                        RUNS.substring(0, RUNS.length() - 1), "{\"finding\": \"" + finding + "\"}"),
                    201))
            .get("id")
            .asString();
    server.fought(id, server.change(id));
    String owner = "Tomas Reyl, Finance Applications (tomas@ledger.example)";

    Browser person = Browser.signedIn();
    assertThat(person.get("/remediation/unattended").body())
        .contains("Fought over", "Routed to", owner);
    assertThat(person.get("/remediation/" + id).body()).contains("Fought over", "Routed to", owner);
    JsonNode look = Program.good(program.get(RUNS + "rechecks"), 200).get(0);
    assertThat(look.get("fight").asBoolean()).isTrue();
    assertThat(look.get("routedTo").asString()).isEqualTo(owner + ", owner of the source ledger");
    server
        .application()
        .load(
            "/Users",
            List.of(RunFlowTest.USER.formatted("u2", "bleft", "Ben Left", "1002", "true")));
    program.harvest();
    assertThat(person.get("/findings/" + finding).body())
        .contains("Fought over.", "came back 2 times", "It is routed to " + owner);
    assertThat(person.get("/sources").body())
        .contains("Tomas Reyl, Finance Applications", "mailto:tomas@ledger.example")
        .contains("nobody is named: set");
    assertThat(person.get("/sources/hr/health").body()).contains("nobody is named: set");
    assertThat(
            Program.good(program.get("/api/v1/sources/ledger/health"), 200)
                .at("/owner/name")
                .asString())
        .isEqualTo("Tomas Reyl");
    assertThat(program.get("/api/v1/sources").body()).contains("\"team\":\"Finance Applications\"");
  }
}
