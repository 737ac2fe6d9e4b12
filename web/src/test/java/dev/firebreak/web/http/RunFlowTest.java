package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// From harvest to proof by nothing but the forms of the screens, against two real SCIM service
/// providers.
class RunFlowTest {

  static final String USER =
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
                   "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
       "id": "%1$s", "userName": "%2$s", "displayName": "%3$s", "externalId": "%4$s",
       "active": %5$s, "emails": [{"value": "%2$s@larkspur.example"}],
       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"employeeNumber": "%4$s"}}
      """;

  private final Browser person = Browser.signedIn();
  private final TestServer server = TestServer.running();

  @Test
  void aLeaversAccountIsSwitchedOffAndTheGraphSaysThatItIsResolved() {
    server.empty();
    SharedNeo4j.clear();
    server
        .directory()
        .load(
            "/Users",
            List.of(
                USER.formatted("p1", "ana", "Ana Costa", "1001", "true"),
                USER.formatted("p2", "ben", "Ben Left", "1002", "false")));
    server
        .application()
        .load(
            "/Users",
            List.of(
                USER.formatted("u1", "acosta", "Ana Costa", "1001", "true"),
                USER.formatted("u2", "bleft", "Ben Left", "1002", "true")));

    assertThat(person.post("/sources/harvest", Map.of()).statusCode()).isEqualTo(302);
    person.until("/api/v1/jobs/latest", body -> body.contains("\"state\":\"DONE\""));
    assertThat(person.get("/sources").body()).contains("All 2 sources are complete.");

    String finding = link("/findings?kind=LEAVER", "/findings/(L-[0-9a-f]+)");
    assertThat(person.get("/findings/" + finding).body())
        .contains("Ben Left has left")
        .contains("Deactivate ");

    String run = person.location(person.post("/remediation", Map.of("finding", finding)));
    assertThat(run).matches("/remediation/R-[0-9]+");
    assertThat(person.get(run).body())
        .contains("Reads everything that would change, live, and sends nothing.");
    assertThat(person.get("/findings/" + finding).body()).contains("Already planned");
    assertThat(person.get("/remediation").body()).contains("1 run waits for you");

    person.location(person.post(run + "/dry-run", Map.of()));
    String tried = person.get(run).body();
    assertThat(tried)
        .contains("Would apply")
        .contains("What would be sent")
        .contains("PATCH /Users/u2");
    assertThat(active("u2")).as("a dry run sends nothing").isTrue();

    String hash =
        Browser.group(person.approver().get(run).body(), "name=\"hash\" value=\"([0-9a-f]{64})\"");
    person.location(
        person.post(run + "/approve", Map.of("hash", hash, "count", "7", "note", "left in May")));
    assertThat(person.approver().get(run).body())
        .contains("Approve this change")
        .as("what was typed is not lost")
        .contains("value=\"left in May\"");
    person.location(person.post(run + "/start", Map.of()));
    assertThat(active("u2")).as("nothing runs without approval").isTrue();

    person.location(
        person.post(
            run + "/approve", Map.of("hash", hash, "count", "1", "note", "She left in May")));
    assertThat(person.get(run).body())
        .contains("She left in May")
        .contains("Run: send this change");
    person.location(person.post(run + "/start", Map.of()));

    String done = person.until(run, body -> body.contains("the graph no longer shows the finding"));
    assertThat(done).contains("Verified").contains("1 of 1").contains("Resolved");
    assertThat(done).as("a page that is done stops asking").doesNotContain("hx-trigger");
    assertThat(active("u2")).isFalse();
    assertThat(person.get("/findings?state=RESOLVED").body()).contains(finding);

    String evidence = person.get("/evidence?run=" + run.substring(13)).body();
    assertThat(evidence).contains("Intent").contains("Observation").contains("admin started run");
    String record = person.get("/evidence/" + Browser.group(evidence, "/evidence/([0-9]+)")).body();
    assertThat(record).contains("the same").doesNotContain("not the same");
    assertThat(person.get("/evidence").body()).contains("Key that signs", "firebreak-evidence/");
    assertThat(person.get("/api/v1/evidence/checkpoint").body())
        .startsWith("firebreak-evidence/")
        .contains("\n\n— firebreak-evidence/");

    person.location(person.post(run + "/start", Map.of()));
    assertThat(person.get(run).body()).as("a plan has one run").contains("or was started.");
  }

  @Test
  void whatTheEngineRefusesIsSaidOnThePageThatAsked() {
    server.show(Larkspur.GRAPH);
    String finding = link("/findings?kind=OWNERLESS", "/findings/(N-[0-9a-f]+)");
    var answer = person.post("/remediation", Map.of("finding", finding));
    assertThat(person.location(answer)).isEqualTo("/findings/" + finding);
    assertThat(person.get("/findings/" + finding).body())
        .contains("role=\"alert\"")
        .contains("No removal gives a service account an owner.");
    assertThat(person.get("/remediation/R-999").statusCode()).isEqualTo(404);
  }

  private boolean active(String id) {
    return server
        .application()
        .get("/Users", id)
        .orElseThrow()
        .replaceAll("\\s", "")
        .contains("\"active\":true");
  }

  private String link(String path, String pattern) {
    return Browser.group(person.get(path).body(), pattern);
  }
}
