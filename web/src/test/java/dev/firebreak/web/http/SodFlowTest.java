package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The matrix, and a rule from a mistake to the findings of the next analysis.
class SodFlowTest {

  private static final String SETS = "/api/v1/sod/rulesets";
  private static final JsonMapper JSON = new JsonMapper();

  private final TestServer server = TestServer.running();
  private final Program program = new Program();
  private final Browser person = Browser.signedIn();

  @BeforeEach
  void show() {
    server.show(Larkspur.GRAPH);
  }

  @AfterEach
  void takeBack() {
    for (JsonNode set : Program.good(program.get(SETS), 200)) {
      if (!set.get("savedBy").isNull()) {
        program.send(
            "DELETE", SETS + "/" + set.get("id").asString() + "?reason=the+test+is+over", "");
      }
    }
  }

  private String text() {
    return program.get(SETS + "/test/text").body();
  }

  private static String body(Map<String, String> fields) {
    return JSON.writeValueAsString(fields);
  }

  private String digest() {
    return Program.good(program.get(SETS + "/test"), 200).get("digest").asString();
  }

  @Test
  void theMatrixLeadsToTheFindingsOfEachTwoFunctions() {
    JsonNode cells = Program.good(program.get("/api/v1/sod/matrix"), 200);
    assertThat(cells).hasSize(1);
    assertThat(cells.at("/0/one/name").asString()).isEqualTo("Create vendor");
    assertThat(cells.at("/0/open").asInt()).isEqualTo(1);
    assertThat(cells.at("/0/worst").asString()).isEqualTo("CRITICAL");
    String page = person.get("/sod").body();
    assertThat(page)
        .contains("1 finding breaks 1 of 1 rule, the worst is critical.")
        .contains("href=\"/findings?rule=AP-03\"")
        .contains("Create vendor and Release payment, rule AP-03: 1 open finding");
    assertThat(Program.good(program.get("/api/v1/sod/rules"), 200).at("/0/hits/open").asInt())
        .isEqualTo(1);
  }

  @Test
  void aMistakeIsToldWithItsLineAndNothingIsSaved() {
    String broken = text().replace("[create-vendor, release-payment]", "[create-vendor, pay]");
    JsonNode judged =
        Program.good(
            program.post(SETS + "/check", body(Map.of("id", "test", "text", broken))), 200);
    assertThat(judged.get("usable").asBoolean()).isFalse();
    assertThat(judged.at("/problems/0/line").asInt()).isEqualTo(17);
    assertThat(judged.at("/problems/0/sentence").asString()).contains("'pay'");
    String part = person.post("/sod/judge", Map.of("id", "test", "text", broken)).body();
    assertThat(part).contains("1 problem keeps it from being saved").contains("data-line=\"17\"");
    var refused =
        program.send(
            "PUT",
            SETS + "/test",
            body(Map.of("text", broken, "instead", digest(), "reason", "just because")));
    assertThat(Program.problem(refused, 400)).startsWith("Line 17:");
    assertThat(JSON.readTree(refused.body()).at("/problems/0/line").asInt()).isEqualTo(17);
    assertThat(text()).contains("release-payment]");
  }

  @Test
  void whatATextWouldOpenAndCloseIsToldBeforeItIsSaved() {
    String closing = text().replace("version: 1}", "version: 2}").replace("*payment*", "*refund*");
    JsonNode judged =
        Program.good(
            program.post(SETS + "/check", body(Map.of("id", "test", "text", closing))), 200);
    assertThat(judged.get("usable").asBoolean()).isTrue();
    assertThat(judged.get("closed")).hasSize(1);
    assertThat(judged.at("/rules/0/before").asInt()).isEqualTo(1);
    assertThat(judged.at("/rules/0/after").asInt()).isZero();
    assertThat(judged.get("silent").toString()).contains("release-payment");
    assertThat(
            Program.good(
                    program.post(
                        SETS + "/check",
                        body(Map.of("id", "test", "text", text().replace("*payment*", "*pay*")))),
                    200)
                .at("/problems/0")
                .toString())
        .contains("\"line\":1")
        .contains("write version: 2");
  }

  @Test
  void aSavedRulesetIsEvidenceAndTheNextAnalysisGoesByIt() {
    String digest = digest();
    String text =
        text().replace("version: 1}", "version: 2}").replace("\"*payment*\"", "\"*refund*\"");
    var saved =
        person.post(
            "/sod/rulesets/test",
            Map.of("id", "test", "instead", digest, "text", text, "reason", "payments moved out"));
    assertThat(saved.headers().firstValue("Location").orElseThrow()).endsWith("/sod/rulesets/test");
    assertThat(person.get("/sod/rulesets/test").body())
        .contains("Version 2 of Test is saved")
        .contains("Analyse now")
        .contains("this text was saved by admin");
    assertThat(person.get("/evidence").body())
        .contains("admin saved the rules test, version 2: payments moved out");
    assertThat(Program.good(program.get("/api/v1/findings?kind=TOXIC"), 200).get("findings"))
        .hasSize(1);
    server.analyse();
    assertThat(Program.good(program.get("/api/v1/findings?kind=TOXIC"), 200).get("findings"))
        .isEmpty();
    assertThat(person.get("/sod").body())
        .contains("Nobody combines what the one rule keeps apart.");

    var late =
        program.send(
            "PUT",
            SETS + "/test",
            body(Map.of("text", text, "instead", digest, "reason", "somebody else")));
    assertThat(Program.problem(late, 409)).contains("has been changed since you began");

    var back = person.post("/sod/rulesets/test/withdraw", Map.of("reason", "they did not move"));
    assertThat(back.statusCode()).isEqualTo(302);
    server.analyse();
    assertThat(Program.good(program.get("/api/v1/findings?kind=TOXIC"), 200).get("findings"))
        .hasSize(1);
    assertThat(person.get("/evidence").body())
        .contains("took back what was saved of the rules test");
  }

  @Test
  void whatWasTypedIsNotLostWhenItIsRefused() {
    String broken = text().replace("level: critical", "level: dreadful");
    person.post(
        "/sod/rulesets/test",
        Map.of("id", "test", "instead", digest(), "text", broken, "reason", "a new level"));
    assertThat(person.get("/sod/rulesets/test").body())
        .contains("Nothing was saved. Line")
        .contains("level: dreadful")
        .contains("value=\"a new level\"")
        .contains("1 problem keeps it from being saved");
  }

  @Test
  void aNewRulesetHasAnIdOfItsOwnAndCanBeTakenOutOfUse() {
    String page = person.get("/sod/new?from=finance").body();
    assertThat(page).contains("id: finance");
    String text =
        """
        ruleset: {id: extra, name: Extra, version: 1}
        functions:
          - {id: clerk, name: Be a clerk, any-of: [{group: AP-Clerks}]}
          - {id: vendor, name: Create vendor, any-of: [{entitlement: Create vendor}]}
        risks:
          - {id: EX-1, name: A clerk who creates, level: medium, functions: [clerk, vendor]}
        mitigations:
          - {risk: EX-1, control: Reviewed weekly, owner: Ana, monitor: Audit, until: 2099-12-31}
        """;
    JsonNode added =
        Program.good(
            program.post(SETS, body(Map.of("text", text, "reason", "a rule of our own"))), 201);
    assertThat(added.get("origin").asString()).isEqualTo("ADDED");
    assertThat(
            Program.problem(
                program.post(SETS, body(Map.of("text", text, "reason", "once more"))), 400))
        .contains("A ruleset with the id extra is in use");
    server.analyse();
    JsonNode waivers = Program.good(program.get("/api/v1/sod/waivers"), 200);
    assertThat(waivers.at("/0/control").asString()).isEqualTo("Reviewed weekly");
    assertThat(waivers.at("/0/holds").asInt()).isEqualTo(1);
    assertThat(person.get("/sod").body()).contains("Reviewed weekly").contains("2099-12-31");
    assertThat(program.send("DELETE", SETS + "/extra?reason=tried+enough", "").statusCode())
        .isEqualTo(204);
    assertThat(program.get(SETS + "/extra").statusCode()).isEqualTo(404);
    assertThat(Program.problem(program.send("DELETE", SETS + "/test?reason=why+not", ""), 409))
        .contains("nothing was saved in its place");
  }
}
