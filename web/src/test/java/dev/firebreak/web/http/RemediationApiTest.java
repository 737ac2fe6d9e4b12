package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the API refuses on the way from a finding to its proof, and that it says why.
class RemediationApiTest {

  private static final String RUNS = "/api/v1/remediations";

  private final TestServer server = TestServer.running();
  private final Program program = new Program();

  @BeforeEach
  void somebodyHasLeft() {
    Leaver.harvested(server, program, "Ben Left");
  }

  private String leaver() {
    JsonNode found = Program.good(program.get("/api/v1/findings?kind=LEAVER"), 200);
    return found.get("findings").get(0).get("id").asString();
  }

  private JsonNode planned() {
    return Program.good(program.post(RUNS, "{\"finding\": \"" + leaver() + "\"}"), 201);
  }

  private JsonNode run(String id) {
    return Program.good(program.get(RUNS + "/" + id), 200);
  }

  private static String approval(JsonNode plan, String note) {
    return "{\"planHash\": \"" + plan.get("planHash").asString() + "\"" + note + "}";
  }

  @Test
  void aPlanThatIsNotApprovedIsNotStarted() {
    String id = planned().get("id").asString();
    assertThat(Program.problem(program.post(RUNS + "/" + id + "/start", ""), 409))
        .isEqualTo("Plan " + id + " is not approved.");
    assertThat(run(id).get("state").asString()).isEqualTo("PROPOSED");
    assertThat(Program.problem(program.post(RUNS + "/R-999999/start", ""), 404))
        .contains("R-999999");
  }

  @Test
  void aSecondPlanForTheSameFindingNamesTheOneThatWaits() {
    String id = planned().get("id").asString();
    String again = "{\"finding\": \"" + leaver() + "\"}";
    assertThat(Program.problem(program.post(RUNS, again), 409))
        .isEqualTo(
            "Finding %s is planned already: plan %s, by admin, waits for its dry run. Withdraw that one to plan it anew."
                .formatted(leaver(), id));
    Program.good(program.post(RUNS + "/" + id + "/dry-run", ""), 200);
    assertThat(Program.problem(program.post(RUNS, again), 409)).contains(id, "for its approval.");

    Browser person = Browser.signedIn();
    var answer = person.post("/remediation", Map.of("finding", leaver()));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(person.get("/findings/" + leaver()).body())
        .contains("is planned already: plan " + id);
    assertThat(Program.good(program.get(RUNS), 200).size()).isEqualTo(1);
  }

  @Test
  void aPlanThatItsDryRunRefusesStandsInNobodysWay() {
    JsonNode plan = planned();
    server
        .application()
        .load(
            "/Users",
            List.of(RunFlowTest.USER.formatted("u2", "bleft", "Ben Left", "1002", "false")));
    Program.good(program.post(RUNS + "/" + plan.get("id").asString() + "/dry-run", ""), 200);
    server
        .application()
        .load(
            "/Users",
            List.of(RunFlowTest.USER.formatted("u2", "bleft", "Ben Left", "1002", "true")));
    assertThat(planned().get("id").asString()).isNotEqualTo(plan.get("id").asString());
  }

  @Test
  void anApprovalSaysWhyItIsRight() {
    JsonNode plan = planned();
    String address = RUNS + "/" + plan.get("id").asString();
    Program.good(program.post(address + "/dry-run", ""), 200);
    for (String note : List.of("", ", \"note\": null", ", \"note\": \"   ok   \"")) {
      assertThat(Program.problem(program.post(address + "/approval", approval(plan, note)), 400))
          .contains("is not approved: say why it is right, in 4 characters or more");
    }
    Browser person = Browser.signedIn();
    String page = "/remediation/" + plan.get("id").asString();
    person.post(
        page + "/approve",
        Map.of("hash", plan.get("planHash").asString(), "count", "1", "note", " "));
    assertThat(person.approver().get(page).body())
        .contains("say why it is right, in 4 characters or more");
    assertThat(run(plan.get("id").asString()).get("approvals").isEmpty()).isTrue();

    JsonNode approved =
        Program.good(
            program.post(address + "/approval", approval(plan, ", \"note\": \" He left. \"")), 200);
    assertThat(approved.get("approvals").get(0).get("note").asString()).isEqualTo("He left.");
    assertThat(Program.good(program.post(address + "/start", ""), 202).get("id").asString())
        .isEqualTo(plan.get("id").asString());
    assertThat(program.post(address + "/start", "").statusCode()).isEqualTo(409);
  }

  @Test
  void aFieldThatIsNotKnownIsNamed() {
    assertThat(
            Program.problem(
                program.post(RUNS, "{\"finding\": \"L-1\", \"findngs\": \"L-2\"}"), 400))
        .isEqualTo(
            "There is no field 'findngs' in this request. Known here: cut, finding, remove.");
    assertThat(Program.problem(program.post(RUNS, "{\"finding\": {}}"), 400))
        .contains("'finding' must be");
    assertThat(Program.problem(program.post(RUNS, "{\"finding\": "), 400)).contains("not JSON");
    assertThat(Program.problem(program.post(RUNS, ""), 400)).contains("body");
  }
}
