package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The list of findings, on its page and by the API: narrowed, ordered, in stretches, as a file.
class FindingListTest {

  private final Browser person = Browser.signedIn();
  private final Program program = new Program();

  @BeforeEach
  void show() {
    TestServer.running().show(Larkspur.GRAPH);
    TestServer.running().analysts("ana");
  }

  private String page(String query) {
    HttpResponse<String> answer = person.get("/findings" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode api(String query) {
    return Program.good(program.get("/api/v1/findings" + query), 200);
  }

  private static List<String> ids(String page) {
    return Pattern.compile(
            "data-check value=\"([A-Z]-[0-9a-f]+)\"|value=\"([A-Z]-[0-9a-f]+)\" aria-label")
        .matcher(page)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .toList();
  }

  private static List<String> ids(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.get("findings").forEach(each -> ids.add(each.get("id").asString()));
    return ids;
  }

  @Test
  void everyFacetIsACheckboxWithACountAndTheAddressKeepsIt() {
    String page = page("?severity=CRITICAL&rule=AP-03&age=DAY");
    for (String legend :
        List.of("Severity", "Status", "Risk", "Source", "Rule", "Assigned to", "Age")) {
      assertThat(page).contains("<legend>" + legend + "</legend>");
    }
    assertThat(page)
        .containsPattern("name=\"severity\" value=\"CRITICAL\" checked")
        .containsPattern(
            "name=\"rule\" value=\"AP-03\" checked=\"checked\"><span>AP-03 Vendor and payment</span><span class=\"count\">1</span>")
        .containsPattern(
            "name=\"age\" value=\"DAY\" checked=\"checked\"><span>Under a day</span><span class=\"count\">1</span>")
        .contains(
            "/api/v1/findings?state=OPEN&amp;severity=CRITICAL&amp;rule=AP-03&amp;age=DAY&amp;format=csv");
    assertThat(ids(page)).hasSize(1);
    assertThat(ids(page("?age=OLDER"))).isEmpty();
    assertThat(page("?age=OLDER")).contains("No finding matches.");
  }

  @Test
  void columnsOrderTheListAndTurnItRound() {
    List<String> usual = ids(page(""));
    assertThat(usual).hasSizeGreaterThan(3);
    assertThat(page("")).contains("aria-sort=\"descending\"").contains("sort=-severity");
    assertThat(ids(page("?sort=-severity"))).isEqualTo(usual.reversed());
    assertThat(page("?sort=rule"))
        .containsPattern("aria-sort=\"ascending\"><a href=\"[^\"]*sort=-rule\">Rule ↑");
    assertThat(ids(page("?sort=rule"))).isEqualTo(ids(api("?sort=rule")));
    assertThat(person.get("/findings?sort=colour").statusCode()).isEqualTo(400);
    assertThat(Program.problem(program.get("/api/v1/findings?sort=colour"), 400))
        .contains("There is no order 'colour'. Use one of severity, age,");
  }

  @Test
  void theApiHasTheSameFiltersAndLeadsThroughAllByCursors() {
    List<String> whole = ids(api("?size=500&sort=subject"));
    List<String> walked = new ArrayList<>();
    String next = "";
    do {
      JsonNode some = api("?size=2&sort=subject" + next);
      assertThat(some.get("total").asInt()).isEqualTo(whole.size());
      walked.addAll(ids(some));
      next = some.get("next").isNull() ? "" : "&after=" + some.get("next").asString();
    } while (!next.isEmpty());
    assertThat(walked).isEqualTo(whole).isEqualTo(ids(page("?sort=subject")));
    assertThat(
            api("?source=vault&rule=AP-03")
                .at("/findings/0/finding/because/0/stops/0/name")
                .asString())
        .isEqualTo("Marta Okonjo");
    assertThat(api("?age=OLDER").get("total").asInt()).isZero();
    String other = api("?size=2").get("next").asString();
    assertThat(Program.problem(program.get("/api/v1/findings?sort=age&after=" + other), 400))
        .startsWith("after must be what the answer before called next");
    assertThat(Program.problem(program.get("/api/v1/findings?after=xx"), 400))
        .startsWith("after must");
  }

  @Test
  void anAnswerIsSentAgainOnlyWhenItIsAnother() {
    var client = new Browser();
    String basic = SignInTest.basic("admin", TestServer.running().password());
    var first =
        client.send(client.request("/api/v1/findings?size=3").header("Authorization", basic).GET());
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).startsWith("W/\"");
    var again =
        client.send(
            client
                .request("/api/v1/findings?size=3")
                .header("Authorization", basic)
                .header("If-None-Match", tag)
                .GET());
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    String id = ids(api("")).getFirst();
    program.post("/api/v1/findings/" + id + "/assignee", "{\"assignee\":\"ana\"}");
    var changed =
        client.send(
            client
                .request("/api/v1/findings?size=3")
                .header("Authorization", basic)
                .header("If-None-Match", tag)
                .GET());
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
    assertThat(changed.body()).contains("\"ana\"");
  }

  @Test
  void aFileHasExactlyTheRowsOfTheListInItsOrder() {
    String query = "?state=ALL&source=ledger&sort=-identities";
    List<String> rows = ids(page(query));
    assertThat(rows).hasSizeGreaterThan(2);
    String csv = person.get("/api/v1/findings" + query + "&format=csv").body();
    assertThat(csv.lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
        .containsExactlyElementsOf(rows);
    JsonNode json = Program.good(program.get("/api/v1/findings" + query + "&format=json"), 200);
    List<String> told = new ArrayList<>();
    json.forEach(each -> told.add(each.get("id").asString()));
    assertThat(told).isEqualTo(rows);
  }

  @Test
  void aNameThatASpreadsheetWouldRunIsHarmlessInTheFile() {
    TestServer.running().show(Larkspur.GRAPH.replace("name=stray ", "name=\"=HYPERLINK(1)\" "));
    String csv = person.get("/api/v1/findings?kind=ORPHAN&format=csv").body();
    assertThat(csv).contains("'=HYPERLINK(1)").doesNotContain(",=HYPERLINK");
  }

  @Test
  void tabsSayHowManyAreOpenMineAndThereAtAll() {
    String id = ids(page("")).getFirst();
    program.post("/api/v1/findings/" + id + "/assignee", "{\"assignee\":\"admin\"}");
    List<String> tabs =
        Pattern.compile(
                "<a href=\"(/findings[^\"]*)\"[^>]*>(Open|Mine|All) <span class=\"note\">([0-9]+)</span>")
            .matcher(page(""))
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(tabs).hasSize(3);
    assertThat(tabs.get(0)).contains("aria-current=\"true\"");
    assertThat(tabs.get(1)).contains("Mine <span class=\"note\">1</span>");
    assertThat(ids(page("?state=OPEN&assignee=admin"))).containsExactly(id);
  }
}
