package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.server.WebServer;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.UserRefused;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in by an identity provider: a real one, from the button to the page and back.
class OidcTest {

  @TempDir private static Path folder;

  private static final String ACCOUNT = "/settings/account";
  private static final String KEYS = ACCOUNT + "/keys";

  private static IdentityProvider provider;
  private static WebServer server;

  @BeforeAll
  static void start() throws IOException {
    provider = IdentityProvider.start();
    Files.writeString(folder.resolve("secret"), IdentityProvider.CLIENT_SECRET);
    Path config = folder.resolve("firebreak.yaml");
    Files.writeString(
        config,
        """
        data-dir: data
        graph: {uri: %s}
        server: {port: 0}
        sign-in:
          oidc:
            issuer: %s
            allow-http: true
            client-id: %s
            client-secret: file:%s
            label: the provider
            roles:
              firebreak-analysts: analyst
              firebreak-approvers: approver
              firebreak-admins: admin
        """
            .formatted(
                SharedNeo4j.uri(),
                provider.issuer(),
                IdentityProvider.CLIENT,
                folder.resolve("secret")));
    server = TestServer.admit(WebServer.start(ConfigFile.load(config), Clock.systemUTC(), false));
    provider.register(server.address());
  }

  @AfterAll
  static void end() {
    for (String name : new String[] {"anja", "boris", "carla", "dora"}) {
      try {
        server.users().remove(name, "admin");
      } catch (UserRefused notThere) {
        assertThat(notThere.reason()).isEqualTo(UserRefused.Reason.NO_SUCH_USER);
      }
    }
    server.close();
    provider.close();
  }

  /// Goes to the provider, signs in there, and comes back.
  private static HttpResponse<String> comeBack(Browser browser, String name) {
    String there = next(browser.get("/oauth2/authorization/oidc"));
    assertThat(there)
        .startsWith(provider.issuer() + "/oauth2/authorize?")
        .contains("code_challenge=", "code_challenge_method=S256", "nonce=", "state=");
    String login = next(browser.get(there));
    HttpResponse<String> signedIn =
        browser.post(login, Map.of("username", name, "password", "secret"), browser.token(login));
    return browser.get(next(browser.get(next(signedIn))));
  }

  private static String next(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  @Test
  void whoeverHasAMappedGroupComesInWithItsRoleAndNoOther() {
    Browser browser = new Browser(server.address());
    assertThat(browser.get("/login").body()).contains("Sign in with the provider");
    String before = browser.sessionId();
    assertThat(next(comeBack(browser, "anja"))).doesNotContain("login");
    assertThat(browser.sessionId()).isNotEqualTo(before);
    assertThat(browser.get("/api/v1/users/me").body())
        .contains("\"userName\":\"anja\"", "\"roles\":[\"analyst\"]", "\"origin\":\"oidc\"");
    assertThat(browser.get("/settings/account").body())
        .contains("anja of the provider", "Your password is kept by your identity provider.");
    assertThat(browser.get("/settings/users").statusCode()).isEqualTo(403);
    assertThat(browser.get("/evidence").body())
        .contains("identity provider added anja: analyst.", "anja: signed in.");

    server.users().active("anja", false, "admin");
    assertThat(browser.get("/findings").statusCode()).isEqualTo(302);
    assertThat(comeBack(new Browser(server.address()), "anja").body())
        .contains("Your account in Firebreak is switched off.");
    server.users().active("anja", true, "admin");
  }

  /// The part of the way from the provider back to a page of Firebreak.
  private static HttpResponse<String> back(Browser browser, HttpResponse<String> from) {
    String there = next(from);
    assertThat(there).startsWith(server.address() + "/login/oauth2/code/oidc?");
    return browser.get(next(browser.get(there)));
  }

  /// Whoever was let in this morning and has a session at the provider comes in without a password,
  /// and does nothing of weight before the provider asked for it.
  @Test
  void anActOfWeightSendsToTheProviderWhichAsksAndTheFormGoesOn() {
    Browser browser = new Browser(server.address());
    comeBack(browser, "anja");
    IdentityProvider.age("anja", Duration.ofHours(4));
    String again = next(browser.get("/oauth2/authorization/oidc"));
    back(browser, browser.get(again));
    HttpResponse<String> asked = browser.post(KEYS, key("kept <b>"), browser.token(ACCOUNT));
    assertThat(asked.body())
        .contains("Is it you?", "You are about to make an API key, as anja.")
        .contains("Sign in again with the provider")
        .doesNotContain("name=\"proof\"");
    assertThat(browser.get("/api/v1/api-keys").body()).isEqualTo("[]");

    String there = next(browser.get(Browser.group(asked.body(), "href=\"(/oauth2/[^\"]+)\"")));
    assertThat(there).contains("prompt=login", "max_age=0");
    String login = next(browser.get(there));
    assertThat(login).as("the provider asks, session or not").endsWith("/login");
    HttpResponse<String> typed =
        browser.post(login, Map.of("username", "anja", "password", "secret"), browser.token(login));
    HttpResponse<String> waiting = back(browser, browser.get(next(typed)));
    assertThat(waiting.body())
        .contains("You are back.", "Nothing of your form was lost.", "Go on: make an API key")
        .contains("action=\"/settings/account/keys\"")
        .contains("name=\"label\" value=\"kept &lt;b&gt;\"")
        .doesNotContain("name=\"proof\"");
    HttpResponse<String> done =
        browser.post(
            Browser.group(waiting.body(), "action=\"([^\"]+)\""),
            key("kept <b>"),
            browser.token(ACCOUNT));
    assertThat(done.body()).doesNotContain("Is it you?");
    assertThat(browser.get("/api/v1/api-keys").body()).contains("\"owner\":\"anja\"");
    assertThat(next(browser.get("/prove"))).as("it waits once").endsWith("/");
  }

  @Test
  void whoeverComesBackWithoutHavingBeenAskedIsAskedAgain() {
    Browser browser = new Browser(server.address());
    comeBack(browser, "anja");
    IdentityProvider.age("anja", Duration.ofHours(4));
    back(browser, browser.get(next(browser.get("/oauth2/authorization/oidc"))));
    browser.post(KEYS, key("never"), browser.token(ACCOUNT));
    HttpResponse<String> unasked =
        back(browser, browser.get(next(browser.get("/oauth2/authorization/oidc"))));
    assertThat(unasked.body()).contains("You are back.");
    assertThat(browser.post(KEYS, key("never"), browser.token(ACCOUNT)).body())
        .as("an old auth_time proves nothing")
        .contains("Is it you?");
    assertThat(browser.get("/api/v1/api-keys").body()).doesNotContain("never");
  }

  @Test
  void theFormOfOneDoesNotWaitForAnother() {
    Browser browser = new Browser(server.address());
    comeBack(browser, "anja");
    IdentityProvider.age("anja", Duration.ofHours(4));
    back(browser, browser.get(next(browser.get("/oauth2/authorization/oidc"))));
    HttpResponse<String> asked = browser.post(KEYS, key("of anja"), browser.token(ACCOUNT));
    String login =
        next(
            browser.get(
                next(browser.get(Browser.group(asked.body(), "href=\"(/oauth2/[^\"]+)\"")))));
    HttpResponse<String> typed =
        browser.post(login, Map.of("username", "dora", "password", "secret"), browser.token(login));
    HttpResponse<String> page = back(browser, browser.get(next(typed)));
    assertThat(page.body()).doesNotContain("of anja");
    assertThat(browser.get("/api/v1/users/me").body()).contains("\"userName\":\"dora\"");
    assertThat(browser.get("/api/v1/api-keys").body()).isEqualTo("[]");
  }

  private static Map<String, String> key(String label) {
    return Map.of("label", label, "scope", "read", "days", "7");
  }

  @Test
  void whoeverHasToShowWhoTheyAreIsSentToTheProviderWhichHasToAskThem() {
    Browser browser = new Browser(server.address());
    comeBack(browser, "anja");
    assertThat(next(browser.get("/oauth2/authorization/oidc")))
        .doesNotContain("prompt=", "max_age=");
    assertThat(next(browser.get("/oauth2/authorization/oidc?again=yes")))
        .contains("prompt=login", "max_age=0");
  }

  @Test
  void whoeverHasNoneIsToldSoAndIsNotKept() {
    HttpResponse<String> answer = comeBack(new Browser(server.address()), "boris");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("none of your groups there has a role in Firebreak");
    Browser admin = new Browser(server.address());
    admin.signIn("admin", TestServer.PASSWORD);
    assertThat(admin.get("/api/v1/users").body()).doesNotContain("boris");
  }

  @Test
  void nobodyBecomesALocalUserByBeingCalledLikeOne() {
    HttpResponse<String> answer = comeBack(new Browser(server.address()), "admin");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("Somebody else has the name admin in Firebreak.");
  }

  @Test
  void groupsThatMakeSomebodyAdministratorAndApproverLetNobodyIn() {
    HttpResponse<String> answer = comeBack(new Browser(server.address()), "both");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("cannot be admin and approver");
  }

  @ParameterizedTest
  @ValueSource(strings = {"forged-audience", "forged-issuer", "forged-algorithm"})
  void aTokenThatIsNotForUsOrNotSoSignedIsNotBelieved(String name) {
    HttpResponse<String> answer = comeBack(new Browser(server.address()), name);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("cannot be believed");
  }

  @Test
  void anAnswerThatNobodyAskedForIsRefused() {
    Browser browser = new Browser(server.address());
    assertThat(browser.get("/login/oauth2/code/oidc?code=abc&state=made-up").statusCode())
        .isEqualTo(403);
  }

  @Test
  void whomTheProviderProvisionsHasTheRolesThatItSaidAndIsOutWhenItSaysSo() {
    Browser admin = new Browser(server.address());
    admin.signIn("admin", TestServer.PASSWORD);
    server
        .users()
        .provisioned(
            null,
            "carla",
            "Carla",
            null,
            Set.of(Role.VIEWER),
            true,
            dev.firebreak.web.user.User.Origin.SCIM,
            "x-1",
            "admin");
    Browser carla = new Browser(server.address());
    assertThat(next(comeBack(carla, "carla"))).doesNotContain("login");
    assertThat(carla.get("/api/v1/users/me").body()).contains("\"roles\":[\"viewer\"]");
    server
        .users()
        .provisioned(
            server.users().existing("carla"),
            "carla",
            "Carla",
            null,
            Set.of(Role.VIEWER),
            false,
            dev.firebreak.web.user.User.Origin.SCIM,
            "x-1",
            "admin");
    assertThat(carla.get("/findings").statusCode()).isEqualTo(302);
  }
}
