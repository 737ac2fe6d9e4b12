package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asked what would be otherwise, by edges and by SCIM patches.
class WhatIfFlowTest {

  private static final Program program = new Program();

  @BeforeAll
  static void show() {
    TestServer.running()
        .show(
            Larkspur.GRAPH
                + """
                account ledger/User/z userName=zed active
                identity dora name="Dora Dual" kind=PERSON
                identity emil name="Emil Ende" kind=PERSON
                account ledger/User/20 userName=dora active
                account ledger/User/emil userName=emil active
                group ledger/Group/20 name=Twenty
                dora -OWNS-> ledger/User/20
                emil -OWNS-> ledger/User/emil
                ledger/User/emil -MEMBER_OF-> ledger/Group/20 source=ledger via=ledger/Group/20 attribute=members
                group ledger/Group/night
                entitlement ledger/Role/admin name=admin type=Role id=role-7 value=admin sensitivity=80
                ledger/User/m -HOLDS-> ledger/Role/admin source=ledger via=ledger/User/m attribute=roles
                ledger/User/stray -MEMBER_OF-> ledger/Group/clerks source=ledger via=ledger/Group/clerks attribute=members
                """);
  }

  private static JsonNode ask(String question) {
    return Program.good(program.post("/api/v1/what-if", question), 200);
  }

  private static String patch(String type, String id, String operations) {
    return """
    {"patches": [{"source": "ledger", "type": "%s", "id": "%s", "patch": {
      "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s]}}]}
    """
        .formatted(type, id, operations);
  }

  private static List<String> changed(JsonNode answer) {
    return answer
        .get("identities")
        .valueStream()
        .map(each ->
            "%s %d %d"
                .formatted(
                    each.at("/identity/name").asString(),
                    each.at("/before/weighted").asLong(),
                    each.at("/after/weighted").asLong()))
        .toList();
  }

  @Test
  void removingAMembershipTellsWhoLosesWhatAndWhichFindingCloses() {
    String before = program.get("/api/v1/findings?state=ALL").body();
    JsonNode answer =
        ask(
            """
            {"remove": [{"kind": "MEMBER_OF", "from": "vault/User/m", "to": "vault/Group/night"}]}
            """);
    assertThat(answer.get("changed").asInt()).isEqualTo(1);
    JsonNode marta = answer.at("/identities/0");
    assertThat(marta.at("/identity/name").asString()).isEqualTo("Marta Okonjo");
    assertThat(marta.at("/before/crownJewels").asInt()).isEqualTo(1);
    assertThat(marta.at("/after/crownJewels").asInt()).isZero();
    assertThat(marta.at("/mostLost/0/resource/name").asString()).isEqualTo("Release payment run");
    assertThat(answer.get("closed").toString()).contains("AP-03");
    assertThat(program.get("/api/v1/findings?state=ALL").body()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Group | clerks | {"op":"remove","path":"members[value eq \\"m\\"]"} | Marta Okonjo 40
          Group | clerks | {"op":"remove","path":"members"} | Marta Okonjo 40
          Group | clerks | {"op":"replace","path":"members","value":[{"value":"stray"}]} | Marta Okonjo 40
          Group | clerks | {"op":"replace","value":{"members":[{"value":"m"},{"value":"t"}]}} | -
          User | m | {"op":"remove","path":"roles[value eq \\"admin\\"]"} | Marta Okonjo 80
          User | m | {"op":"replace","path":"active","value":false} | Marta Okonjo 120
          User | m | {"op":"Replace","value":{"active":"False","roles":[]}} | Marta Okonjo 120
          """)
  void aPatchIsAskedAsItWouldBeSent(String type, String id, String operation, String expected) {
    JsonNode answer = ask(patch(type, id, operation));
    if (expected.equals("-")) {
      assertThat(changed(answer)).isEmpty();
      return;
    }
    JsonNode marta = answer.at("/identities/0");
    long loss = marta.at("/before/weighted").asLong() - marta.at("/after/weighted").asLong();
    assertThat(marta.at("/identity/name").asString() + " " + loss).isEqualTo(expected);
  }

  @Test
  void aMemberThatNamesAUserAndAGroupIsBothAsForAHarvest() {
    String add = "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"20\"%s}]}";
    assertThat(changed(ask(patch("Group", "vendors", add.formatted("")))))
        .containsExactly("Dora Dual 0 40", "Emil Ende 0 40");
    assertThat(changed(ask(patch("Group", "vendors", add.formatted(",\"type\":\"User\"")))))
        .containsExactly("Dora Dual 0 40");
  }

  @Test
  void aPatchThatGivesARoleByItsIdAndAGroupAMemberIsAskedToo() {
    assertThat(
            changed(
                ask(
                    patch(
                        "User",
                        "t",
                        "{\"op\":\"add\",\"path\":\"roles\",\"value\":[{\"value\":\"role-7\"}]}"))))
        .containsExactly("Tomas Lindqvist 40 120");
    assertThat(
            changed(
                ask(
                    patch(
                        "Group",
                        "vendors",
                        "{\"op\":\"remove\",\"path\":\"members[type eq \\\"Group\\\"]\"}"))))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("Marta Okonjo");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Group | clerks | {"op":"replace","path":"displayName","value":"x"} | /patches/0/patch/Operations/0/path | states access by members
          Group | clerks | {"op":"replace","value":{"displayName":"x"}} | /patches/0/patch/Operations/0/value/displayName | is not known here
          Group | clerks | {"op":"remove","path":"members[display eq \\"Marta\\"]"} | /patches/0/patch/Operations/0/path | Choose by value
          Group | clerks | {"op":"add","path":"members","value":[{"value":"nobody"}]} | /patches/0/patch/Operations/0 | ledger/User/nobody or ledger/Group/nobody
          Group | clerks | {"op":"remove","path":"members[value eq \\"t\\"]"} | /patches/0/patch/Operations/0 | changes nothing
          Group | gone | {"op":"remove","path":"members"} | /patches/0/id | Harvest the source
          User | m | {"op":"remove","path":"active"} | /patches/0/patch | would be unknown
          User | m | {"op":"add","path":"emails","value":[{"value":"a@b.example"}]} | /patches/0/patch/Operations/0/path | states access by active, entitlements, roles
          User | m | {"op":"move","path":"roles"} | /patches/0/patch | add, replace or remove
          Desk | m | {"op":"remove","path":"roles"} | /patches/0/type | Known: User, Group
          """)
  void whatAPatchDoesThatTheGraphCannotTellIsRefusedWithItsPlace(
      String type, String id, String operation, String at, String problem) {
    var answer = program.post("/api/v1/what-if", patch(type, id, operation));
    assertThat(Program.problem(answer, 400)).contains(problem);
    JsonNode body = new JsonMapper().readTree(answer.body());
    assertThat(body.at("/problems/0/at").asString()).isEqualTo(at);
  }

  @Test
  void aQuestionThatCannotBeReadSaysWhereAndWhatToDo() {
    assertThat(Program.problem(program.post("/api/v1/what-if", "{}"), 400))
        .contains("Give remove, add, accounts or patches");
    assertThat(
            Program.problem(program.post("/api/v1/what-if", "{\"add\": [{\"kind\": \"X\"}]}"), 400))
        .contains("There is no kind of edge X. Known: OWNS, MEMBER_OF");
    assertThat(Program.problem(program.post("/api/v1/what-if", "{\"remove\": {}}"), 400))
        .contains("The field 'remove' must be a list");
    assertThat(Program.problem(program.post("/api/v1/what-if", "{\"at\": \"soon\"}"), 400))
        .contains("'soon' is no time");
    assertThat(Program.problem(program.post("/api/v1/what-if", "{\"at\": \"1600-01-01\"}"), 400))
        .contains("1600-01-01 is over");
    assertThat(Program.problem(program.post("/api/v1/what-if", "{\"remove\": [null]}"), 400))
        .contains("This entry is empty");
    assertThat(Program.problem(program.post("/api/v1/what-if", "{\"remove\": [\"x\"]}"), 400))
        .isEqualTo("The field '/remove/0' must be an object.");
    assertThat(
            Program.problem(
                program.post(
                    "/api/v1/what-if",
                    """
                    {"add": [{"kind": "HOLDS", "from": "ledger/User/t", "to": "ledger/Entitlement/pay",
                              "via": "nonsense", "attribute": "no such thing"}]}
                    """),
                400))
        .contains("nonsense is no key of a resource");
    assertThat(Program.problem(program.post("/api/v1/what-if?limit=0", "{}"), 400))
        .contains("limit must be 1 to 10000");
  }

  @Test
  void chokePointsAreRankedByWhatTheyCarry() {
    JsonNode answer = Program.good(program.get("/api/v1/choke-points?limit=5"), 200);
    assertThat(answer.get("nodes")).hasSize(5);
    assertThat(answer.get("edges")).hasSize(5);
    long most = answer.at("/nodes/0/loss").asLong();
    assertThat(answer.get("nodes").valueStream().mapToLong(each -> each.get("loss").asLong()))
        .allMatch(loss -> loss <= most);
    assertThat(answer.at("/edges/0/from/key").asString()).isNotBlank();
    assertThat(Program.problem(program.get("/api/v1/choke-points?limit=0"), 400))
        .contains("limit must be 1 to 10000");
  }
}
