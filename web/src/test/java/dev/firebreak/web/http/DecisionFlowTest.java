package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What people decide of a finding, on its page and by the API.
class DecisionFlowTest {

  private static final String TAG = "<img src=x onerror=alert(1)>";

  private final Browser person = Browser.signedIn();
  private final Program program = new Program();
  private final String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
  private String id;

  @BeforeEach
  void aToxicCombination() {
    TestServer.running().show(Larkspur.GRAPH);
    TestServer.running().analysts("ana");
    Matcher finding =
        Pattern.compile("/findings/(T-[0-9a-f]+)").matcher(person.get("/findings").body());
    assertThat(finding.find()).isTrue();
    id = finding.group(1);
  }

  private String page() {
    return person.get("/findings/" + id).body();
  }

  private HttpResponse<String> form(String what, Map<String, String> fields) {
    HttpResponse<String> answer = person.post("/findings/" + id + "/" + what, fields);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return answer;
  }

  private HttpResponse<String> api(String what, String body) {
    return program.post("/api/v1/findings/" + id + "/" + what, body.replace('\'', '"'));
  }

  private JsonNode listed(String query) {
    return Program.good(program.get("/api/v1/findings?" + query), 200);
  }

  private long evidence() {
    return Program.good(program.get("/api/v1/evidence"), 200).get("total").asLong();
  }

  @Test
  void aFindingIsAcceptedOnItsPageLeavesTheListAndIsBackWhenTheAcceptanceIsWithdrawn() {
    form("acceptance", Map.of("until", tomorrow, "reason", "year-end closing"));
    assertThat(page())
        .contains("Accepted, and kept as evidence.")
        .contains("by admin: year-end closing")
        .containsPattern("Accepted by admin until [0-9]+ [A-Z][a-z]+ [0-9]+ 00:00 UTC")
        .doesNotContain("Plan this change");
    assertThat(person.get("/findings").body()).doesNotContain(id);
    assertThat(person.get("/findings?state=ACCEPTED").body()).contains(id);
    assertThat(person.get("/evidence").body())
        .contains("admin decided on " + id + ": accept until ")
        .contains("year-end closing");

    TestServer.running().analyse();
    assertThat(person.get("/findings?state=ACCEPTED").body())
        .as("an analysis keeps it")
        .contains(id);

    form("acceptance/withdraw", Map.of("reason", "closed early"));
    assertThat(page())
        .contains("The acceptance is withdrawn.")
        .contains("Reopened: admin withdrew the acceptance: closed early")
        .contains("Plan this change");
    assertThat(person.get("/findings").body()).contains(id);
    assertThat(person.get("/evidence").body())
        .contains("admin took back that " + id + " was accepted: closed early");
  }

  @Test
  void whatWasTypedOutlivesARefusalAndNothingIsKept() {
    long before = evidence();
    form("acceptance", Map.of("until", "2020-01-01", "reason", "a reason to keep"));
    assertThat(page())
        .contains("Nothing was changed. 2 Jan 2020 00:00 UTC is over.")
        .contains("value=\"2020-01-01\"")
        .contains("value=\"a reason to keep\"");
    form("comments", Map.of("text", "x".repeat(2_001)));
    assertThat(page()).contains("Say it in 2,000 characters or fewer.").contains("xxxxxxxxxx");
    assertThat(evidence()).isEqualTo(before);
  }

  @Test
  void itIsAssignedAndCommentedAndTheListNarrowsToWhoWorksOnIt() {
    form("assignee", Map.of("assignee", "ana"));
    form("comments", Map.of("text", TAG));
    assertThat(page())
        .contains("assigned to ana")
        .contains("Assigned to ana by admin")
        .contains("Comment by admin")
        .contains("&lt;img src=x onerror=alert(1)&gt;")
        .doesNotContain(TAG);
    assertThat(person.get("/findings?assignee=ana").body())
        .contains(id)
        .contains("value=\"ana\" checked=\"checked\"");
    assertThat(person.get("/findings?assignee=nobody").body()).doesNotContain(id);
    assertThat(listed("assignee=ana").get("total").asInt()).isEqualTo(1);
    assertThat(listed("assignee=ben").get("total").asInt()).isZero();
    assertThat(person.get("/evidence").body())
        .contains("admin assigned " + id + " to ana.")
        .doesNotContain(TAG);
    form("assignee", Map.of("assignee", ""));
    assertThat(page()).contains("Assigned to nobody by admin");
  }

  @Test
  void theApiAcceptsUntilATimeAndTheFindingIsOpenAgainByItself() {
    Instant soon = Instant.now().plus(Duration.ofMillis(3_000));
    JsonNode accepted =
        Program.good(
            api("acceptance", "{'until':'%s','reason':'for a moment'}".formatted(soon)), 200);
    assertThat(accepted.get("state").asString()).isEqualTo("ACCEPTED");
    assertThat(accepted.at("/finding/standing/acceptance/by").asString()).isEqualTo("admin");
    assertThat(listed("state=ACCEPTED").at("/findings/0/id").asString()).isEqualTo(id);
    Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
    while (listed("state=ACCEPTED").get("total").asInt() > 0) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.onSpinWait();
    }
    assertThat(Instant.now()).isAfterOrEqualTo(soon);
    JsonNode now = Program.good(program.get("/api/v1/findings/" + id), 200);
    assertThat(now.at("/finding/state").asString()).isEqualTo("OPEN");
    assertThat(now.at("/history/2/cause").asString()).isEqualTo("ACCEPTANCE_ENDED");
    assertThat(page()).contains("Reopened: its acceptance ended");
  }

  @Test
  void theApiRefusesWhatCannotBe() {
    assertThat(Program.problem(api("acceptance", "{'reason':'none at all'}"), 400))
        .contains("until when, and why");
    assertThat(
            Program.problem(
                api("acceptance", "{'until':'9999-01-01','reason':'none at all'}"), 400))
        .contains("for a year at most");
    assertThat(Program.problem(api("acceptance", "{'until':'soon','reason':'none at all'}"), 400))
        .isEqualTo("'soon' is no time. Use 2026-11-22 or 2026-11-22T08:00:00Z.");
    assertThat(
            Program.problem(
                api("acceptance", "{'until':'%s','reason':'so'}".formatted(tomorrow)), 400))
        .contains("Say why, in 4 characters or more");
    String withdrawal = "/api/v1/findings/" + id + "/acceptance?reason=mistaken";
    assertThat(Program.problem(program.send("DELETE", withdrawal, ""), 409))
        .isEqualTo(id + " is not accepted, so nothing was taken back.");
    assertThat(Program.problem(api("comments", "{}"), 400)).contains("Send");
    assertThat(
            Program.problem(
                program.post("/api/v1/findings/T-0/comments", "{\"text\": \"who?\"}"), 404))
        .isEqualTo("No analysis has found anything named T-0.");
    Program.good(api("assignee", "{'assignee':'ana'}"), 200);
    assertThat(Program.problem(api("assignee", "{'assignee':'ana'}"), 409))
        .isEqualTo(id + " is assigned to ana already.");
  }

  @Test
  void whoIsNoUserCannotBeAssigned() {
    long before = evidence();
    assertThat(Program.problem(api("assignee", "{'assignee':'zzyx'}"), 400))
        .startsWith("There is no user 'zzyx'. Name one as they sign in, or nobody");
    assertThat(
            Program.problem(api("assignee", "{'assignee':'%s'}".formatted("z".repeat(3_000))), 400))
        .hasSizeLessThan(300);
    form("assignee", Map.of("assignee", TAG));
    assertThat(page())
        .contains(
            "Nothing was changed. There is no user &#39;&lt;img src=x onerror=alert(1)&gt;&#39;.")
        .contains("value=\"&lt;img src=x onerror=alert(1)&gt;\"")
        .doesNotContain(TAG);
    assertThat(evidence()).isEqualTo(before);
    form("assignee", Map.of("assignee", " ANA "));
    assertThat(page()).contains("Assigned to ana by admin");
  }

  @Test
  void whoIsKeptOutOrHasNoRoleCannotBeAssigned() {
    TestServer server = TestServer.running();
    server.analysts("kept-out");
    server.users().active("kept-out", false, "admin");
    assertThat(Program.problem(api("assignee", "{'assignee':'kept-out'}"), 400))
        .startsWith("kept-out is kept out of Firebreak and cannot work on it.");
    server.analysts("no-role");
    server.users().roles("no-role", Set.of(), "admin");
    assertThat(Program.problem(api("assignee", "{'assignee':'no-role'}"), 400))
        .startsWith("no-role has no role and cannot look at findings.");
  }

  @Test
  void filesSayWhoWorksOnItAndUntilWhenItIsAcceptedWhyAndByWhom() {
    api("assignee", "{'assignee':'ana'}");
    api("acceptance", "{'until':'%s','reason':'year-end closing'}".formatted(tomorrow));
    String csv = person.get("/api/v1/findings?state=ACCEPTED&format=csv").body();
    assertThat(csv.lines().findFirst().orElseThrow())
        .endsWith("resolved_at,assignee,accepted_until,accepted_by,accepted_reason");
    assertThat(csv.lines().skip(1).findFirst().orElseThrow())
        .endsWith(
            ",ana,%sT00:00:00Z,admin,year-end closing"
                .formatted(LocalDate.parse(tomorrow).plusDays(1)));
    assertThat(person.get("/api/v1/findings?state=ACCEPTED&format=json").body())
        .contains("\"accepted_by\":\"admin\"");
  }
}
