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
    for (String name : new String[] {"anja", "boris", "carla"}) {
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

  /// This provider does not ask anew; whoever comes back says when they were let in.
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
