package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.server.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Cut plans by the API, and the way from one to a plan that can be approved.
class CutPlanTest {

  private static final String PLANS = "/api/v1/cut-plans";
  private static final String MARTA = "firebreak/Identity/marta";

  private final Program program = new Program();
  private final TestServer server = TestServer.running();

  private JsonNode ask(String body) {
    return Program.good(program.post(PLANS, body), 200);
  }

  @Test
  void whatIsUnknownIsSparedUnlessAskedOtherwiseAndThenSaid() {
    server.show(Larkspur.GRAPH);
    String goal = "\"from\": [\"" + MARTA + "\"], \"to\": [\"ledger/Entitlement/vendor\"]";
    JsonNode spared = ask("{" + goal + "}");
    assertThat(spared.get("attained").asBoolean()).isFalse();
    assertThat(spared.get("changes")).isEmpty();
    assertThat(spared.get("spare").asString()).isEqualTo("USED_AND_UNKNOWN");
    assertThat(spared.get("answer").asString()).startsWith("Not attainable while");
    assertThat(spared.at("/remaining/0/kept").toString())
        .contains("no usage feed tells of Create vendor");

    JsonNode plan = ask("{" + goal + ", \"spare\": \"USED\", \"budget\": 2}");
    assertThat(plan.get("attained").asBoolean()).isTrue();
    assertThat(plan.get("method").asString()).isEqualTo("MINIMUM_CUT");
    assertThat(plan.get("fewest").asInt()).isEqualTo(1);
    JsonNode change = plan.get("changes").get(0);
    assertThat(change.get("sentence").asString())
        .isEqualTo("Remove AP-Clerks from Vendor Maintenance");
    assertThat(change.at("/use/kind").asString()).isEqualTo("UNKNOWN");
    assertThat(change.at("/losing/0/name").asString()).isEqualTo("Marta Okonjo");
    assertThat(plan.at("/effect/closes").toString()).contains("\"T-");
    assertThat(plan.at("/effect/opens").isArray()).isTrue();
  }

  @Test
  void exposureThatCannotBeLoweredSaysWhatBlocksIt() {
    server.show(Larkspur.GRAPH);
    JsonNode plan = ask("{\"share\": 90, \"budget\": 5, \"spare\": \"nothing\"}");
    assertThat(plan.get("attained").asBoolean()).isFalse();
    assertThat(plan.at("/before/weight").asInt()).isEqualTo(90);
    assertThat(plan.get("answer").asString()).startsWith("No number of changes does it");
    assertThat(plan.get("remaining").toString()).contains("vault is not set up for changes");
    assertThat(ask("{\"share\": 0.001, \"budget\": 5}").get("goal").asString())
        .isEqualTo("crown-jewel exposure −0.001%");
  }

  @Test
  void theFixOfAFindingAndTheCutPlanForItSayTheSameOfTheSameChange() {
    server.show(Larkspur.GRAPH);
    JsonNode toxic = Program.good(program.get("/api/v1/findings?kind=TOXIC"), 200);
    String id = toxic.get("findings").get(0).get("id").asString();
    JsonNode plan = ask("{\"findings\": [\"" + id + "\"], \"spare\": \"USED\"}");
    String page =
        Browser.signedIn()
            .get("/findings/" + id)
            .body()
            .replaceAll("<[^>]*>", " ")
            .replaceAll("\\s+", " ");
    assertThat(page)
        .contains(plan.at("/changes/0/sentence").asString())
        .contains(
            "Blast radius of Marta Okonjo %s %s "
                .formatted(plan.at("/effect/before/count"), plan.at("/effect/after/count")))
        .contains("unknown: " + plan.at("/changes/0/use/reason").asString());
    assertThat(plan.at("/effect/use/unknown").asInt()).isEqualTo(1);
  }

  @Test
  void aFindingIsClosedAndWhatCannotBeClosedSaysWhy() {
    server.show(Larkspur.GRAPH);
    JsonNode toxic = Program.good(program.get("/api/v1/findings?kind=TOXIC"), 200);
    String id = toxic.get("findings").get(0).get("id").asString();
    JsonNode orphan = Program.good(program.get("/api/v1/findings?kind=ORPHAN"), 200);
    String other = orphan.get("findings").get(0).get("id").asString();
    JsonNode plan =
        ask(
            "{\"findings\": [\"%s\", \"%s\"], \"spare\": \"USED\", \"budget\": 3}"
                .formatted(id, other));
    assertThat(plan.get("changes")).hasSize(1);
    assertThat(plan.at("/findings/0/closed").asBoolean()).isTrue();
    assertThat(plan.at("/findings/1/closed").asBoolean()).isFalse();
    assertThat(plan.at("/findings/1/reason").asString()).contains("switched off");
  }

  @Test
  void aQuestionThatCannotBeAnsweredSaysWhatToAskInstead() {
    server.show(Larkspur.GRAPH);
    assertThat(Program.problem(program.post(PLANS, "{}"), 400)).contains("Give one goal");
    assertThat(
            Program.problem(program.post(PLANS, "{\"findings\": [\"T-1\"], \"share\": 90}"), 400))
        .contains("not both");
    assertThat(Program.problem(program.post(PLANS, "{\"spare\": \"foo\"}"), 400))
        .contains("The field 'spare' must be one of USED_AND_UNKNOWN, USED, NOTHING.");
    assertThat(Program.problem(program.post(PLANS, "{\"share\": \"x\"}"), 400))
        .contains("The field 'share' must be a number.");
    assertThat(Program.problem(program.post(PLANS, "{\"share\": 120}"), 400))
        .contains("at most 100 per cent");
    assertThat(Program.problem(program.post(PLANS, "{\"share\": 90, \"budget\": 0}"), 400))
        .contains("at least 1 change");
    assertThat(Program.problem(program.post(PLANS, "{\"findings\": [\"T-0\"]}"), 404))
        .contains("T-0");
    assertThat(
            Program.problem(program.post(PLANS, "{\"from\": [\"nobody\"], \"to\": [\"x\"]}"), 404))
        .contains("nobody");
    assertThat(
            Program.problem(
                program.post(PLANS, "{\"from\": [\"" + MARTA + "\"], \"to\": [\"" + MARTA + "\"]}"),
                400))
        .contains("cannot be parted from itself");
    assertThat(Program.problem(program.post("/api/v1/remediations", "{}"), 400))
        .contains("\"cut\"");
  }

  @Test
  void aCutPlanIsFrozenRehearsedAndSaysWhatItClosesAndOpens() {
    server.empty();
    SharedNeo4j.clear();
    server
        .directory()
        .load(
            "/Users",
            List.of(
                RunFlowTest.USER.formatted("p1", "ana", "Ana Costa", "1001", "true"),
                RunFlowTest.USER.formatted("p2", "ben", "Ben Ito", "1002", "true")));
    server
        .application()
        .load(
            "/Users",
            List.of(
                RunFlowTest.USER.formatted("u1", "acosta", "Ana Costa", "1001", "true"),
                RunFlowTest.USER.formatted("u2", "bito", "Ben Ito", "1002", "true")));
    server
        .application()
        .load(
            "/Groups",
            List.of(
                """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "id": "g1",
                 "displayName": "Payers", "members": [{"value": "u1"}, {"value": "u2"}]}
                """));
    program.harvest();
    String ana = "firebreak/Identity/hr:p1";
    JsonNode run =
        Program.good(
            program.post(
                "/api/v1/remediations",
                "{\"cut\": {\"from\": [\"%s\"], \"to\": [\"ledger/Group/g1\"], \"spare\": \"USED\"}}"
                    .formatted(ana)),
            201);
    assertThat(run.at("/plan/changes/0/sentence").asString())
        .isEqualTo("Remove acosta from Payers");
    assertThat(run.at("/plan/effect/opens").isArray()).isTrue();
    String id = run.get("id").asString();
    JsonNode dryRun =
        Program.good(program.post("/api/v1/remediations/" + id + "/dry-run", ""), 200);
    assertThat(dryRun.at("/items/0/verdict").asString()).isEqualTo("WOULD_SEND");
    assertThat(Browser.signedIn().get("/remediation/" + id).body())
        .contains("Findings closed", "Findings opened");
  }
}
