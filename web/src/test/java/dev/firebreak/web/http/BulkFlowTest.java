package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// One thing done with many findings, from the list and by the API.
class BulkFlowTest {

  private final Browser person = Browser.signedIn();
  private final Program program = new Program();
  private final String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();

  @BeforeEach
  void show() {
    TestServer.running().show(Larkspur.GRAPH);
    TestServer.running().analysts("ana");
  }

  private JsonNode listed(String query) {
    return Program.good(program.get("/api/v1/findings?" + query), 200);
  }

  private List<String> ids(String query) {
    List<String> ids = new ArrayList<>();
    listed(query).get("findings").forEach(each -> ids.add(each.get("id").asString()));
    return ids;
  }

  private HttpResponse<String> bulk(String body) {
    return program.post("/api/v1/findings/bulk", body.replace('\'', '"'));
  }

  private HttpResponse<String> plan(String body) {
    return program.post("/api/v1/findings/plan", body.replace('\'', '"'));
  }

  private static String array(List<String> ids) {
    return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(",", "[", "]"));
  }

  private long evidence() {
    return Program.good(program.get("/api/v1/evidence"), 200).get("total").asLong();
  }

  private String form(Map<String, String> fields) {
    HttpResponse<String> answer = person.post("/findings/bulk", fields);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return person.get(person.location(answer)).body();
  }

  @Test
  void allThatMatchAreAcceptedOnceTheirNumberIsTypedAndUndone() {
    List<String> open = ids("state=OPEN");
    long before = evidence();
    String page =
        form(
            Map.of(
                "action", "ACCEPT",
                "all", "true",
                "matching", "state=OPEN",
                "count", Integer.toString(open.size()),
                "until", tomorrow,
                "reason", "year-end closing"));
    assertThat(page)
        .contains(open.size() + " findings are accepted, each kept as evidence")
        .contains("Undo all " + open.size());
    assertThat(ids("state=ACCEPTED")).containsExactlyInAnyOrderElementsOf(open);
    assertThat(evidence()).isEqualTo(before + open.size());
    assertThat(person.get("/findings/" + open.getFirst()).body())
        .contains("Accepted by admin until")
        .contains("year-end closing");

    JsonNode undone =
        Program.good(
            bulk(
                "{'action':'withdraw','findings':%s,'count':%d,'reason':'by mistake'}"
                    .formatted(array(open), open.size())),
            200);
    assertThat(undone.get("outcomes"))
        .hasSize(open.size())
        .allMatch(each -> each.get("done").asBoolean());
    assertThat(ids("state=OPEN")).isEqualTo(open);
    assertThat(person.get("/findings/" + open.getFirst()).body())
        .contains("Reopened: admin withdrew the acceptance: by mistake");
  }

  @Test
  void anotherNumberThanIsMeantChangesNothingAndWhatWasTypedIsKept() {
    List<String> open = ids("state=OPEN");
    long before = evidence();
    String page =
        form(
            Map.of(
                "action", "ACCEPT",
                "finding", open.getFirst(),
                "matching", "state=OPEN",
                "count", "2",
                "until", tomorrow,
                "reason", "a reason to keep"));
    assertThat(page)
        .contains("Nothing was changed. It is 1 finding, not 2: type 1 to confirm.")
        .contains("value=\"a reason to keep\"");
    assertThat(Program.problem(bulk("{'action':'assign','matching':'state=OPEN','count':1}"), 400))
        .isEqualTo(
            "It is %d findings, not 1: type %d to confirm.".formatted(open.size(), open.size()));
    assertThat(
            Program.problem(
                bulk("{'action':'assign','matching':'q=nothing-like-it','count':0}"), 400))
        .isEqualTo("No finding is meant.");
    assertThat(Program.problem(bulk("{'action':'plan','matching':'','count':1}"), 400))
        .isEqualTo("One plan for many is made by POST /api/v1/findings/plan.");
    assertThat(Program.problem(bulk("{'action':'assign','count':0}"), 400))
        .startsWith("Say which findings");
    assertThat(Program.problem(bulk("{'findings':['T-1'],'count':1}"), 400))
        .startsWith("Send an action");
    assertThat(
            Program.problem(
                bulk("{'action':'accept','findings':['T-1'],'count':1,'reason':'why not'}"), 400))
        .startsWith("Say until when");
    assertThat(evidence()).isEqualTo(before);
  }

  @Test
  void whatOneFindingDoesNotAllowKeepsNoOtherFromBeingDecided() {
    List<String> open = ids("state=OPEN");
    Program.good(
        program.post("/api/v1/findings/" + open.getFirst() + "/assignee", "{\"assignee\":\"ana\"}"),
        200);
    JsonNode answer =
        Program.good(
            bulk(
                "{'action':'ASSIGN','findings':%s,'count':%d,'assignee':'ana'}"
                    .formatted(array(open), open.size())),
            200);
    assertThat(answer.at("/outcomes/0/done").asBoolean()).isFalse();
    assertThat(answer.at("/outcomes/0/said").asString())
        .isEqualTo(open.getFirst() + " is assigned to ana already.");
    assertThat(answer.at("/outcomes/1/done").asBoolean()).isTrue();
    assertThat(listed("assignee=ana").get("total").asInt()).isEqualTo(open.size());
    String page =
        form(
            Map.of(
                "action", "ASSIGN",
                "all", "true",
                "matching", "state=OPEN",
                "count", Integer.toString(open.size()),
                "assignee", "ana"));
    assertThat(page).contains(open.size() + " findings were left as they are: ");
  }

  @Test
  void manyAreNotAssignedToWhoIsNoUser() {
    List<String> open = ids("state=OPEN");
    long before = evidence();
    assertThat(
            Program.problem(
                bulk(
                    "{'action':'assign','findings':%s,'count':%d,'assignee':'zzyx'}"
                        .formatted(array(open), open.size())),
                400))
        .startsWith("There is no user 'zzyx'.");
    String page =
        form(
            Map.of(
                "action", "ASSIGN",
                "all", "true",
                "matching", "state=OPEN",
                "count", Integer.toString(open.size()),
                "assignee", "zzyx"));
    assertThat(page)
        .contains("Nothing was changed. There is no user &#39;zzyx&#39;.")
        .contains("value=\"zzyx\"");
    assertThat(evidence()).isEqualTo(before);
  }

  @Test
  void aPlanThatCannotBeIsRefusedAsAWhole() {
    String both = array(List.of(ids("kind=LEAVER").getFirst(), ids("kind=TOXIC").getFirst()));
    assertThat(Program.problem(plan("{'findings':%s,'count':2}".formatted(both)), 403))
        .startsWith("No harvest of the source");
    String page =
        form(
            Map.of(
                "action", "PLAN",
                "all", "true",
                "matching", "state=OPEN&kind=LEAVER",
                "count", "1"));
    assertThat(page).contains("Nothing was changed. No harvest of the source");
    assertThat(Program.good(program.get("/api/v1/remediations"), 200)).isEmpty();
  }

  @Test
  void onePlanFixesAllThatAreSelectedAndSaysWhatItCannotFix() {
    TestServer server = TestServer.running();
    Leaver.harvested(server, program, "Ben Left");
    server
        .application()
        .load(
            "/Users",
            List.of(
                RunFlowTest.USER.formatted("u1", "acosta", "Ana Costa", "1001", "true"),
                RunFlowTest.USER.formatted("u2", "bleft", "Ben Left", "1002", "true"),
                RunFlowTest.USER.formatted("u3", "stray", "Of Nobody", "9999", "true")));
    program.harvest();
    List<String> open = ids("state=OPEN");
    assertThat(open).hasSizeGreaterThan(1);
    JsonNode answer =
        Program.good(plan("{'findings':%s,'count':%d}".formatted(array(open), open.size())), 200);
    String run = answer.get("run").asString();
    JsonNode plan = Program.good(program.get("/api/v1/remediations/" + run), 200);
    assertThat(plan.at("/plan/changes")).as(plan.toString()).hasSize(2);
    for (JsonNode outcome : answer.get("outcomes")) {
      boolean planned = plan.at("/plan/findings").toString().contains(outcome.get("id").asString());
      assertThat(planned || !outcome.get("said").asString().isEmpty())
          .as(outcome.toString())
          .isTrue();
    }
    assertThat(plan.at("/plan/findings").toString())
        .contains(ids("kind=LEAVER").getFirst())
        .contains(ids("kind=ORPHAN").getFirst());
    assertThat(
            Program.problem(
                plan("{'findings':['%s'],'count':1}".formatted(ids("kind=LEAVER").getFirst())),
                409))
        .contains("is planned already: plan " + run);
  }
}
