package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What waits for a person, on the first page and by the API.
class WaitingFlowTest {

  private final TestServer server = TestServer.running();
  private final Browser person = Browser.signedIn();
  private final Program program = new Program();
  private String finding;

  @BeforeEach
  void somebodyHasLeft() {
    Leaver.harvested(server, program, "Ben Left");
    finding =
        Program.good(program.get("/api/v1/findings?kind=LEAVER"), 200)
            .get("findings")
            .get(0)
            .get("id")
            .asString();
  }

  private JsonNode waiting(String kind) {
    return Program.good(program.get("/api/v1/waiting"), 200)
        .valueStream()
        .filter(item -> item.get("kind").asString().equals(kind))
        .findFirst()
        .orElse(null);
  }

  @Test
  void aPlanWaitsUntilItsRunHasEnded() {
    assertThat(waiting("PLAN")).isNull();
    String run =
        Program.good(
                program.post("/api/v1/remediations", "{\"finding\": \"" + finding + "\"}"), 201)
            .get("id")
            .asString();
    assertThat(waiting("PLAN").get("sentence").asString())
        .isEqualTo("Run " + run + " with 1 change, planned by admin, waits for its dry run.");
    assertThat(waiting("PLAN").get("page").asString()).isEqualTo("/remediation/" + run);
    assertThat(person.get("/").body()).contains("Waiting for you", "/remediation/" + run);

    Program.good(program.post("/api/v1/remediations/" + run + "/dry-run", ""), 200);
    assertThat(waiting("PLAN").get("sentence").asString()).contains("waits for approval");
  }

  @Test
  void whatIsAssignedWaitsForThatPersonAlone() {
    person.post("/findings/" + finding + "/assignee", Map.of("assignee", TestServer.APPROVER));
    assertThat(waiting("ASSIGNED")).isNull();
    person.post("/findings/" + finding + "/assignee", Map.of("assignee", "admin"));
    assertThat(waiting("ASSIGNED").get("sentence").asString())
        .isEqualTo("1 open finding is assigned to you.");
    String page = waiting("ASSIGNED").get("page").asString();
    assertThat(person.get(page).body()).contains(finding);
  }

  @Test
  void anAcceptanceThatEndsWithinAWeekIsSaid() {
    String soon = LocalDate.now(ZoneOffset.UTC).plusDays(3).toString();
    String later = LocalDate.now(ZoneOffset.UTC).plusDays(30).toString();
    person.post(
        "/findings/" + finding + "/acceptance", Map.of("until", later, "reason", "handover"));
    assertThat(waiting("ENDING")).isNull();
    person.post(
        "/findings/" + finding + "/acceptance", Map.of("until", soon, "reason", "handover"));
    assertThat(waiting("ENDING").get("sentence").asString())
        .isEqualTo("The acceptance of " + finding + " ends soon.");
  }
}
