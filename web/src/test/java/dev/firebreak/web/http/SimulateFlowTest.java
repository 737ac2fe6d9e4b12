package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asked what a SCIM request would open and close before it is sent.
class SimulateFlowTest {

  private static final Program program = new Program();

  @BeforeAll
  static void show() {
    TestServer.running()
        .show(
            Larkspur.GRAPH
                + """
                account ledger/User/z userName=zed active
                group ledger/Group/night
                entitlement ledger/Role/admin name=admin type=Role id=role-7 value=admin sensitivity=80
                ledger/User/m -HOLDS-> ledger/Role/admin source=ledger via=ledger/User/m attribute=roles
                ledger/User/t -MEMBER_OF-> ledger/Group/night source=ledger via=ledger/Group/night attribute=members
                """);
  }

  private static String request(String method, String path, String body) {
    return """
    {"source": "ledger", "method": "%s", "path": "%s"%s}
    """
        .formatted(method, path, body.isEmpty() ? "" : ", \"body\": " + body);
  }

  private static String patch(String operations) {
    return """
    {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s]}\
    """
        .formatted(operations);
  }

  private static JsonNode ask(String request) {
    return Program.good(program.post("/api/v1/simulate", request), 200);
  }

  private static JsonNode ask(String request, String failOn) {
    return Program.good(program.post("/api/v1/simulate?failOn=" + failOn, request), 200);
  }

  @Test
  void aMembershipThatWouldCompleteAToxicCombinationFailsWithItsReason() {
    String request =
        request(
            "PATCH",
            "https://ledger.example/scim/v2/Groups/clerks",
            patch("{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"t\"}]}"));
    JsonNode answer = ask(request);
    assertThat(answer.get("verdict").asString()).isEqualTo("pass");
    assertThat(answer.get("method").asString()).isEqualTo("concerned");
    JsonNode what =
        Program.good(
            program.post(
                "/api/v1/what-if",
                """
                {"add": [{"kind": "MEMBER_OF", "from": "ledger/User/t", "to": "ledger/Group/clerks"}]}
                """),
            200);
    assertThat(ids(answer.get("opens"))).isEqualTo(ids(what.get("opened")));
    assertThat(ids(answer.get("closes"))).isEqualTo(ids(what.get("closed")));
    assertThat(answer.at("/radius/identities")).isEqualTo(what.get("changed"));
    assertThat(answer.get("top").toString()).isEqualTo(what.get("identities").toString());
    assertThat(answer.get("snapshotAt").asString()).isNotBlank();

    JsonNode judged = ask(request, "info");
    boolean opens = !answer.get("opens").isEmpty();
    boolean widens = !answer.get("widens").isEmpty();
    assertThat(judged.get("verdict").asString()).isEqualTo(opens || widens ? "fail" : "pass");
    assertThat(judged.get("allowed").asBoolean()).isEqualTo(!opens && !widens);
    assertThat(judged.get("reasons").size())
        .isEqualTo(answer.get("opens").size() + answer.get("widens").size());
  }

  @Test
  void whoWouldComeToHoldWhatAnOpenFindingBlamesMakesItFail() {
    String request =
        request(
            "PATCH",
            "/Users/z",
            patch("{\"op\":\"add\",\"path\":\"roles\",\"value\":[{\"value\":\"admin\"}]}"));
    JsonNode answer = ask(request, "info");
    JsonNode wider =
        answer
            .get("widens")
            .valueStream()
            .filter(each -> each.at("/finding/subject").asString().equals("ledger/Role/admin"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(answer.toString()));
    assertThat(wider.get("concerned").asInt()).isEqualTo(1);
    assertThat(wider.get("who").asString()).isEqualTo("z");
    assertThat(answer.get("verdict").asString()).isEqualTo("fail");
    assertThat(answer.get("reasons").toString()).contains(" would concern z, too: ");
  }

  private static java.util.Set<String> ids(JsonNode findings) {
    return findings
        .valueStream()
        .map(each -> each.get("id").asString())
        .collect(java.util.stream.Collectors.toSet());
  }

  @Test
  void whatSaysNothingOfAccessIsIgnoredAndListedAndWhatIsNotKnownIsToldAndFails() {
    String request =
        request(
            "PATCH",
            "/Groups/clerks",
            patch(
                """
                {"op":"replace","path":"displayName","value":"x"},
                {"op":"add","value":{"externalId":"7","members":[{"value":"nobody"}]}}\
                """));
    JsonNode answer = ask(request);
    assertThat(answer.at("/ignored/0/at").asString()).isEqualTo("/body/Operations/0/path");
    assertThat(answer.at("/ignored/1/at").asString())
        .isEqualTo("/body/Operations/1/value/externalId");
    assertThat(answer.at("/unknown/0/at").asString()).isEqualTo("/body/Operations/1");
    assertThat(answer.at("/unknown/0/problem").asString()).contains("ledger/User/nobody");
    assertThat(answer.get("verdict").asString()).isEqualTo("pass");
    assertThat(answer.get("warnings").toString()).contains("It changes nothing");
    assertThat(ask(request, "critical").get("verdict").asString()).isEqualTo("fail");
  }

  @Test
  void aNewUserIsJudgedByWhatItWouldHoldAndItsOwnerIsLeftToTheNextHarvest() {
    JsonNode answer =
        ask(
            request(
                "POST",
                "/Users",
                """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "new",
                 "roles": [{"value": "admin"}]}\
                """));
    assertThat(answer.get("warnings").toString()).contains("next harvest");
    assertThat(answer.get("opens").toString()).doesNotContain("ORPHAN");
    assertThat(answer.at("/ignored/0/at").asString()).isEqualTo("/body/userName");
    assertThat(answer.get("unknown").isEmpty()).isTrue();
  }

  @Test
  void aNewAccountThatIsGivenSomethingFailsSinceNobodyCanTellWhatElseItsOwnerHolds() {
    String user =
        """
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "new"%s}\
        """;
    JsonNode given =
        ask(
            request("POST", "/Users", user.formatted(", \"roles\": [{\"value\": \"admin\"}]")),
            "critical");
    assertThat(given.get("verdict").asString()).isEqualTo("fail");
    assertThat(given.get("reasons").toString()).contains("whom the new account will belong to");
    JsonNode bare = ask(request("POST", "/Users", user.formatted("")), "critical");
    assertThat(bare.get("verdict").asString()).isEqualTo("pass");
  }

  @Test
  void aNewGroupGivesItsMembersWhatItIsGranted() {
    JsonNode answer =
        ask(
            request(
                "POST",
                "/Groups",
                """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "New",
                 "members": [{"value": "t", "type": "User"}, {"value": "gone", "type": "User"}]}\
                """));
    assertThat(answer.at("/unknown/0/problem").asString()).contains("ledger/User/gone");
    assertThat(answer.at("/radius/identities").asInt()).isZero();
  }

  @Test
  void deletingAnAccountTakesAllThatItReaches() {
    JsonNode answer = ask(request("DELETE", "/Users/m", ""));
    assertThat(answer.at("/top/0/identity/name").asString()).isEqualTo("Marta Okonjo");
    assertThat(answer.at("/radius/before").asLong())
        .isGreaterThan(answer.at("/radius/after").asLong());
    JsonNode put =
        ask(
            request(
                "PUT",
                "/Groups/clerks",
                """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "c"}\
                """));
    assertThat(put.at("/radius/before").asLong()).isGreaterThan(put.at("/radius/after").asLong());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PATCH | /Desks/1 | {} | /path | goes to no endpoint
          PATCH | /Groups | {"Operations":[]} | /path | The id of the resource is missing
          PATCH | /Groups/gone | {"Operations":[{"op":"remove","path":"members"}]} | /path | Harvest the source
          PATCH | /Groups/clerks | [] | /body | no JSON object
          PATCH | /Groups/clerks | {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"remove","path":"members[display eq \\"M\\"]"}]} | /body/Operations/0/path | Choose by value
          MOVE | /Groups/clerks | {} | /method | PATCH, POST, PUT, DELETE
          POST | /Users/7 | {} | /path | without an id
          POST | /Containers | {} | /path | users, groups and permissions
          """)
  void whatCannotBeToldIsRefusedWithItsPlace(
      String method, String path, String body, String at, String problem) {
    var answer = program.post("/api/v1/simulate", request(method, path, body));
    assertThat(Program.problem(answer, 400)).contains(problem);
    assertThat(new JsonMapper().readTree(answer.body()).at("/problems/0/at").asString())
        .isEqualTo(at);
  }

  @Test
  void aSeverityThatThereIsNotIsRefused() {
    assertThat(
            Program.problem(
                program.post("/api/v1/simulate?failOn=awful", request("DELETE", "/Users/m", "")),
                400))
        .isEqualTo("failOn must be one of critical, high, medium, low, info, not awful.");
  }
}
