package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.user.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Users, their passwords and the keys of their programs, by pages and by the API.
class SettingsTest {

  private static final String USERS = "/settings/users";
  private static final String ACCOUNT = "/settings/account";
  private static final String OWN = "something of my own 7";

  private final TestServer server = TestServer.running();
  private final Browser admin = Browser.signedIn();
  private final Program program = new Program();

  /// Adds somebody by the form and returns the password that is shown once.
  private String added(String name, String role) {
    forget(name);
    HttpResponse<String> answer =
        admin.post(USERS, Map.of("userName", name, "displayName", "Some One", "role", role));
    String page = admin.get(admin.location(answer)).body();
    assertThat(page).contains(name + " may sign in.", "It is shown this once");
    return Browser.group(page, "<code class=\"secret\">([^<]+)</code>");
  }

  private void forget(String name) {
    program.send("DELETE", "/api/v1/users/" + name, "");
  }

  @Test
  void aPasswordThatWasMadeForSomebodyIsOnlyGoodForChoosingAnother() {
    String password = added("nadia", "analyst");
    Browser nadia = new Browser();
    nadia.signIn("nadia", password);
    assertThat(nadia.location(nadia.get("/findings"))).isEqualTo(ACCOUNT);
    assertThat(nadia.get("/api/v1/findings").statusCode()).isEqualTo(403);
    assertThat(nadia.get("/api/v1/findings").body()).contains("good only for choosing your own");
    assertThat(nadia.get(ACCOUNT).body()).contains("Choose a password");

    for (String weak :
        new String[] {"short", "aaaaaaaaaaaaaa", "Password123456!", "nadia is here"}) {
      change(nadia, password, weak);
      assertThat(nadia.get(ACCOUNT).body()).contains("Nothing was changed.");
    }
    change(nadia, "not the present one", OWN);
    assertThat(nadia.get(ACCOUNT).body()).contains("The present password is wrong.");

    Browser elsewhere = new Browser();
    elsewhere.signIn("nadia", password);
    String before = nadia.sessionId();
    assertThat(nadia.location(change(nadia, password, OWN))).isEqualTo("/");
    assertThat(nadia.sessionId()).isNotEqualTo(before);
    assertThat(nadia.get("/findings").statusCode()).isEqualTo(200);
    assertThat(elsewhere.get("/findings").headers().firstValue("Location").orElse(""))
        .as("all other sessions end")
        .endsWith("/login");
    assertThat(admin.get("/evidence").body())
        .contains("admin added nadia: analyst.", "nadia changed their password.");
  }

  private static HttpResponse<String> change(Browser who, String present, String fresh) {
    return who.post(
        ACCOUNT + "/password",
        Map.of("present", present, "fresh", fresh, "again", fresh),
        who.token(ACCOUNT));
  }

  @Test
  void rolesComeAndGoAtTheNextRequestAndLeaveEvidence() {
    server.user("olga", Role.VIEWER);
    Browser olga = Browser.signedIn("olga");
    assertThat(olga.get("/remediation").body()).doesNotContain("Pause remediation");
    assertThat(olga.get(USERS).statusCode()).isEqualTo(403);
    admin.post(USERS + "/olga/roles", Map.of("role", "analyst"));
    assertThat(olga.get("/remediation").body()).contains("Pause remediation");
    assertThat(admin.get("/evidence").body())
        .contains("admin made olga analyst.", "admin took from olga: viewer.");
    admin.post(USERS + "/olga/deactivate", Map.of());
    assertThat(olga.get("/remediation").statusCode()).isEqualTo(302);
    assertThat(admin.get("/evidence").body()).contains("admin keeps olga out.");
    admin.post(USERS + "/olga/activate", Map.of());
    assertThat(olga.get("/remediation").statusCode()).as("the old session is over").isEqualTo(302);
  }

  @Test
  void nobodyIsAdministratorAndApproverAndOneAdministratorStays() {
    server.user("pia", Role.VIEWER);
    assertThat(
            Program.problem(
                program.send(
                    "PUT", "/api/v1/users/pia/roles", "{\"roles\": [\"admin\", \"approver\"]}"),
                409))
        .contains("pia cannot be admin and approver");
    assertThat(
            Program.problem(
                program.send("PUT", "/api/v1/users/pia/roles", "{\"roles\": [\"king\"]}"), 400))
        .isEqualTo(
            "There is no role 'king'; there are viewer, analyst, reviewer, approver, admin.");
    assertThat(Program.problem(program.get("/api/v1/users/nobody-there"), 404))
        .isEqualTo("There is no user 'nobody-there'.");
    assertThat(Program.problem(program.post("/api/v1/users", "{\"userName\": \"PIA\"}"), 409))
        .isEqualTo("There is a user 'PIA' already.");
  }

  @Test
  void aKeyDoesWhatItsScopesAndItsOwnerMayAndIsShownOnce() {
    server.user("quirin", Role.ANALYST);
    Browser quirin = Browser.signedIn("quirin");
    quirin.post(
        ACCOUNT + "/keys",
        Map.of("label", "reports", "scope", "read", "days", "30"),
        quirin.token(ACCOUNT));
    String page = quirin.get(ACCOUNT).body();
    String secret = Browser.group(page, "<code class=\"secret\">(firebreak_[^<]+)</code>");
    String id = Browser.group(page, "The key (K-[0-9a-f]{8}) is made");
    assertThat(quirin.get(ACCOUNT).body()).doesNotContain(secret).contains(id, "never");

    assertThat(byKey(secret, "GET", "/api/v1/findings").statusCode()).isEqualTo(200);
    assertThat(byKey(secret, "POST", "/api/v1/analyses").body())
        .contains("This key is not for that. It takes the scope harvest.");
    assertThat(byKey(secret, "GET", "/api/v1/users/me").body())
        .contains("No key is good for this: it takes a person who is signed in.");
    assertThat(byKey(secret, "GET", "/findings").statusCode()).as("no pages").isEqualTo(302);
    assertThat(byKey(secret, "GET", "/api/v1/findings").headers().firstValue("Set-Cookie"))
        .isEmpty();
    assertThat(quirin.get(ACCOUNT).body())
        .contains(java.time.LocalDate.now(java.time.ZoneOffset.UTC).toString());
    assertThat(admin.get("/settings/keys").body()).contains(id, "reports").doesNotContain(secret);
    assertThat(server.kept("ApiKey").toString()).contains(id).doesNotContain(secret);

    server.user("quirin", Role.VIEWER);
    server.user("quirin", new Role[0]);
    assertThat(byKey(secret, "GET", "/api/v1/findings").statusCode())
        .as("never more than the owner")
        .isEqualTo(403);
    server.user("quirin", Role.ANALYST);
    admin.post("/settings/keys/" + id + "/revoke", Map.of());
    assertThat(byKey(secret, "GET", "/api/v1/findings").statusCode()).isEqualTo(401);
    assertThat(byKey("firebreak_nothing", "GET", "/api/v1/findings").statusCode()).isEqualTo(401);
    assertThat(admin.get("/evidence").body())
        .contains("quirin made the key " + id, "admin ended the key " + id + " of quirin.");
  }

  @Test
  void aPersonEndsNoKeyOfSomebodyElseAndMakesNoneForProvisioning() {
    server.user("rosa", Role.VIEWER);
    Browser rosa = Browser.signedIn("rosa");
    String mine =
        Program.good(
                program.post(
                    "/api/v1/api-keys", "{\"label\": \"x\", \"scopes\": [\"read\"], \"days\": 1}"),
                201)
            .get("key")
            .get("id")
            .asString();
    var answer =
        rosa.send(
            rosa.request("/api/v1/api-keys/" + mine)
                .header("X-CSRF-TOKEN", rosa.token("/"))
                .DELETE());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(rosa.get("/api/v1/api-keys").body()).doesNotContain(mine);
    rosa.post(ACCOUNT + "/keys", Map.of("label", "x", "scope", "scim"), rosa.token(ACCOUNT));
    assertThat(rosa.get(ACCOUNT).body())
        .contains("the scope scim takes the role admin, and you have viewer.");
    assertThat(
            Program.problem(
                program.post(
                    "/api/v1/api-keys",
                    "{\"label\": \"x\", \"scopes\": [\"read\"], \"days\": 4000}"),
                400))
        .isEqualTo("A key is good for 1 to 366 days.");
  }

  @Test
  void aKeyForMoreThanItsOwnerMayIsRefused() {
    server.user("key-vera", Role.VIEWER);
    String body = "{\"label\": \"x\", \"scopes\": [%s], \"days\": 1}";
    Browser vera = new Browser();
    HttpRequest.Builder asked =
        vera.request("/api/v1/api-keys")
            .header("Authorization", SignInTest.basic("key-vera", TestServer.PASSWORD))
            .header("Content-Type", "application/json");
    for (String scope : new String[] {"harvest", "remediate", "scim"}) {
      HttpResponse<String> answer =
          vera.send(
              asked
                  .copy()
                  .POST(BodyPublishers.ofString(body.formatted("\"read\", \"" + scope + "\""))));
      assertThat(Program.problem(answer, 400))
          .contains("the scope " + scope + " takes ", "and you have viewer. Leave it out");
    }
    assertThat(vera.send(asked.copy().GET()).body()).isEqualTo("[]");
    Program.good(
        vera.send(asked.copy().POST(BodyPublishers.ofString(body.formatted("\"read\"")))), 201);
  }

  @Test
  void passwordsAreKeptAsArgon2idAndNeverShown() {
    String password = added("sven", "viewer");
    String kept = server.kept("User").toString();
    assertThat(kept).contains("$argon2id$").doesNotContain(password);
    assertThat(program.get("/api/v1/users").body()).contains("sven").doesNotContain("argon2");
  }

  @Test
  void whatStandsInTheConfigurationIsShown() {
    assertThat(admin.get("/settings").body())
        .contains("leavers-off", "Personnel", "remediation.never-touch", "My account");
  }

  private HttpResponse<String> byKey(String secret, String method, String path) {
    Browser nobody = new Browser();
    return nobody.send(
        nobody
            .request(path)
            .header("Authorization", "Bearer " + secret)
            .method(method, BodyPublishers.noBody()));
  }

  @Test
  void anAdministratorSaysWhoSeesWhatAndTheEvidenceSaysWhoDid() {
    server.user("sees-less", Role.ANALYST);
    String page = "/settings/users/sees-less";
    admin.post(
        page + "/limits",
        Map.of("source", "ledger", "departments", " Sales \n\n"),
        admin.token(page));
    assertThat(admin.get(page).body())
        .contains("Of this part of the graph alone: source ledger; department Sales.");
    assertThat(admin.get("/evidence").body())
        .contains("admin lets sees-less see: source ledger; department Sales.");
    assertThat(
            Program.good(
                    program.send(
                        "PUT",
                        "/api/v1/users/sees-less/limits",
                        "{\"sources\": [\"vault\"], \"departments\": []}"),
                    200)
                .get("sources")
                .toString())
        .isEqualTo("[\"vault\"]");
    assertThat(
            Program.problem(
                program.send(
                    "PUT",
                    "/api/v1/users/sees-less/limits",
                    "{\"sources\": [\" \"], \"departments\": []}"),
                400))
        .contains("names one that has no name");
    assertThat(
            Program.problem(
                program.send(
                    "PUT",
                    "/api/v1/users/admin/limits",
                    "{\"sources\": [\"vault\"], \"departments\": []}"),
                409))
        .contains("cannot be admin and told of a part only");
    assertThat(
            Program.problem(
                program.send("PUT", "/api/v1/users/sees-less/roles", "{\"roles\": [\"admin\"]}"),
                409))
        .contains("Take the limit away first.");
  }
}
