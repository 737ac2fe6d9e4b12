package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Asked before a grant is made; and a grant that is made and does not hold yet.
class GrantCheckTest {

  private static final Program program = new Program();

  @BeforeAll
  static void show() {
    Instant soon = Instant.now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.DAYS);
    TestServer.running()
        .show(
            Larkspur.GRAPH
                + """
                identity uma name="Uma Later" kind=PERSON
                account ledger/User/u name=ulater active
                uma -OWNS-> ledger/User/u
                ledger/User/u -HOLDS-> ledger/Entitlement/vendor
                ledger/User/u -HOLDS-> ledger/Entitlement/pay from=%s
                """
                    .formatted(soon));
  }

  private static String ask(String principal, String granted) {
    return "{\"principal\": \"%s\", \"granted\": \"%s\"}".formatted(principal, granted);
  }

  @Test
  void aGrantThatWouldMakeAToxicCombinationIsToldWithItsPathsAndNothingIsWritten() {
    String before = program.get("/api/v1/findings?state=ALL").body();
    JsonNode answer =
        Program.good(
            program.post(
                "/api/v1/sod/check", ask("firebreak/Identity/tomas", "ledger/Entitlement/pay")),
            200);

    assertThat(answer.get("hits")).hasSize(1);
    JsonNode hit = answer.get("hits").get(0);
    assertThat(hit.get("rule").asString()).isEqualTo("AP-03");
    assertThat(hit.get("concerned").asInt()).isEqualTo(1);
    assertThat(hit.get("story").asString())
        .isEqualTo("Tomas Lindqvist could create vendor in Ledger and release payment in Ledger.");
    assertThat(hit.get("because").get(1).get("note").asString()).isEqualTo("by the new grant");
    assertThat(program.get("/api/v1/findings?state=ALL").body()).isEqualTo(before);
    assertThat(
            Program.good(
                    program.post(
                        "/api/v1/sod/check",
                        ask("firebreak/Identity/tomas", "ledger/Entitlement/idle")),
                    200)
                .get("hits"))
        .isEmpty();
  }

  @Test
  void aQuestionThatCannotBeAnsweredSaysWhy() {
    assertThat(Program.problem(program.post("/api/v1/sod/check", "{}"), 400))
        .contains("principal and granted");
    assertThat(
            Program.problem(
                program.post("/api/v1/sod/check", ask("ledger/User/nobody", "ledger/Group/clerks")),
                404))
        .contains("ledger/User/nobody");
    assertThat(
            Program.problem(
                program.post("/api/v1/sod/check", ask("ledger/User/t", "vault/Container/fin")),
                400))
        .contains("vault/Container/fin is a safe");
  }

  @Test
  void aCombinationThatIsYetToComeIsListedApartWithoutAFix() {
    JsonNode upcoming = Program.good(program.get("/api/v1/findings?state=UPCOMING"), 200);
    assertThat(upcoming.get("findings")).hasSize(1);
    JsonNode finding = upcoming.get("findings").get(0);
    assertThat(finding.at("/finding/story").asString()).startsWith("From ").contains("Uma Later");
    assertThat(finding.at("/finding/standing/from").asString()).isNotBlank();

    Browser person = Browser.signedIn();
    assertThat(person.get("/findings?state=UPCOMING").body()).contains("Uma Later", "Upcoming");
    assertThat(person.get("/findings/" + finding.get("id").asString()).body())
        .contains("Upcoming", "It does not hold yet.")
        .doesNotContain("Plan this change");
    assertThat(program.get("/api/v1/findings?kind=TOXIC").body()).doesNotContain("Uma Later");
  }
}
