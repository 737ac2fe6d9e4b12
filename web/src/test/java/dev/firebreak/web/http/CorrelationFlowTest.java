package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What rules disagree about and what people decide of it, on the page and by the API.
class CorrelationFlowTest {

  private static final String ANA = "firebreak/Identity/hr:c1";
  private static final String BEN = "firebreak/Identity/hr:c2";

  private final Browser person = Browser.signedIn();
  private final Program program = new Program();
  private final TestServer server = TestServer.running();

  @BeforeEach
  void threePeopleAndThreeAccounts() {
    server.empty();
    server
        .directory()
        .load(
            "/Users",
            List.of(
                user("c1", "ana.c", "Ana Costa", "team@x.example"),
                user("c2", "ben.c", "Ben Costa", "team@x.example"),
                user("c3", "cleo.c", "Cleo Costa", "cleo@x.example")));
    server
        .application()
        .load(
            "/Users",
            List.of(
                user("l1", "BEN.C", "ben at ledger", "cleo@x.example"),
                user("l2", "nobody.c", "shared at ledger", "team@x.example"),
                user("l3", "stray.c", "stray at ledger", "stray@x.example")));
    assertThat(person.post("/sources/harvest", Map.of()).statusCode()).isEqualTo(302);
    untilDone();
  }

  @AfterEach
  void takeThemAway() {
    server.empty();
  }

  private static String user(String id, String userName, String name, String email) {
    return """
    {"id":"%s","userName":"%s","displayName":"%s","active":true,
     "schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"emails":[{"value":"%s"}]}\
    """
        .formatted(id, userName, name, email);
  }

  private JsonNode correlation() {
    return Program.good(program.get("/api/v1/correlation"), 200);
  }

  private HttpResponse<String> link(String body) {
    return program.post("/api/v1/correlation/links", body.replace('\'', '"'));
  }

  private String accounts(String identity) {
    return person.get("/identities?tab=accounts&key=" + identity).body();
  }

  @Test
  void thePageListsWhatIsAtOddsAndWhatIsNobodys() {
    String page = person.get("/correlation").body();
    assertThat(page)
        .contains("2 accounts belong to nobody, 2 have rules at odds.")
        .contains("ben at ledger")
        .contains("finds somebody else")
        .contains("finds several")
        .contains("no rule finds anybody");
    assertThat(person.get("/sources").body()).contains("href=\"/correlation\"");
    JsonNode all = correlation();
    assertThat(all.get("disputedCount").asInt()).isEqualTo(2);
    assertThat(all.at("/disputed/0/account/key").asString()).isEqualTo("ledger/User/l1");
    assertThat(all.at("/disputed/0/identity/name").asString()).isEqualTo("Cleo Costa");
    assertThat(all.at("/disputed/0/confidence").asInt()).isEqualTo(55);
    assertThat(all.at("/disputed/0/troubles/0/candidates/0/key").asString()).isEqualTo(BEN);
    assertThat(all.at("/disputed/1/troubles/0/why").asString())
        .isEqualTo(
            "email = email finds 2 identities (%s, %s); this rule decides nothing"
                .formatted(ANA, BEN));
    assertThat(all.get("unmatched")).hasSize(2);
    assertThat(person.get("/api/v1/correlation?limit=0").statusCode()).isEqualTo(400);
    assertThat(accounts("firebreak/Identity/hr:c3"))
        .contains("Confidence")
        .contains("email = email")
        .contains(">55<")
        .contains(">100<");
  }

  @Test
  void aDecisionOnThePageWinsIsEvidencedAndShownAtOnce() {
    HttpResponse<String> refused =
        person.post(
            "/correlation/links",
            Map.of("account", "ledger/User/l2", "identity", "team@x.example", "reason", "seen"));
    assertThat(refused.statusCode()).isEqualTo(302);
    assertThat(person.get("/correlation").body())
        .contains("Nothing was changed.")
        .contains("may be any of firebreak/Identity/hr:c1, firebreak/Identity/hr:c2. Use the key.");
    person.post(
        "/correlation/links",
        Map.of("account", "ledger/User/l2", "identity", "ana costa", "reason", "asked her"));
    assertThat(person.get("/correlation").body())
        .contains("Decided, kept as evidence")
        .contains("1 account belongs to nobody, 1 has rules at odds.")
        .contains("asked her");
    assertThat(accounts(ANA)).contains("shared at ledger").contains("by hand");
    assertThat(person.get("/evidence").body())
        .contains(
            "admin says that the account ledger/User/l2 is of firebreak/Identity/hr:c1: asked her");
    person.post(
        "/correlation/links/withdraw", Map.of("account", "ledger/User/l2", "reason", "a mistake"));
    assertThat(person.get("/correlation").body())
        .contains("2 accounts belong to nobody, 2 have rules at odds.")
        .contains("Nothing so far.");
    assertThat(person.get("/evidence").body())
        .contains("took back what was decided by hand of the account ledger/User/l2: a mistake");
  }

  @Test
  void theApiDecidesRefusesAndWithdraws() {
    JsonNode decided =
        Program.good(
            link("{'account':'ledger/User/l1','identity':'%s','reason':'badge'}".formatted(BEN)),
            200);
    assertThat(decided.get("by").asString()).isEqualTo("admin");
    assertThat(accounts(BEN)).contains("ben at ledger").contains("by hand");
    Program.good(link("{'account':'ledger/User/l1','none':true,'reason':'a robot'}"), 200);
    JsonNode all = correlation();
    assertThat(all.get("unmatchedCount").asInt()).isEqualTo(3);
    assertThat(all.at("/byHand/0/reason").asString()).isEqualTo("a robot");
    assertThat(all.get("unmatched").toString()).contains("admin says that it is nobody's: a robot");

    long evidence = size();
    assertThat(link("{'account':'ledger/User/l1','reason':'badge'}").statusCode()).isEqualTo(400);
    assertThat(link("{'account':'ledger/User/l1','none':true,'reason':'so'}").body())
        .contains("Say why, in 4 characters or more");
    assertThat(link("{'account':'ledger/User/x','none':true,'reason':'badge'}").statusCode())
        .isEqualTo(404);
    assertThat(link("{'account':'hr/User/c1','none':true,'reason':'badge'}").body())
        .contains("says who is a person");
    assertThat(size()).as("what is refused leaves no evidence").isEqualTo(evidence);

    String withdrawal = "/api/v1/correlation/links?account=ledger/User/l1&reason=";
    assertThat(program.send("DELETE", withdrawal + "so", "").statusCode()).isEqualTo(400);
    assertThat(program.send("DELETE", withdrawal + "mistaken", "").statusCode()).isEqualTo(204);
    assertThat(program.send("DELETE", withdrawal + "mistaken", "").statusCode()).isEqualTo(404);
    assertThat(correlation().get("disputedCount").asInt()).isEqualTo(2);
    assertThat(size()).isEqualTo(evidence + 1);
  }

  private long size() {
    return Program.good(program.get("/api/v1/evidence"), 200).get("total").asLong();
  }

  @Test
  void aPersonWhoIsGoneIsAConflictOfTheDecision() {
    link("{'account':'ledger/User/l3','identity':'%s','reason':'badge'}".formatted(ANA));
    server.directory().remove("/Users", "c1");
    person.post("/sources/harvest", Map.of("source", "hr"));
    untilDone();
    assertThat(person.get("/correlation").body())
        .contains("given to somebody who is gone")
        .contains("badge");
  }

  private void untilDone() {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    while (person.get("/api/v1/jobs/latest").body().contains("\"state\":\"RUNNING\"")) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.onSpinWait();
    }
  }
}
