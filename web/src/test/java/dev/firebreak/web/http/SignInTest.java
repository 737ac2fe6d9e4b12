package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Signing in and out.
class SignInTest {

  private final Browser browser = new Browser();

  @Test
  void theGeneratedPasswordLetsIn() {
    var answer = browser.signIn("admin", TestServer.running().password());
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).doesNotContain("login");
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aWrongPasswordSaysNoMoreThanThatItIsWrong() {
    var answer = browser.signIn("admin", "guess");
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login?failed");
    assertThat(browser.get("/login?failed").body()).contains("The name or the password is wrong.");
    assertThat(browser.get("/").statusCode()).isEqualTo(302);
    browser.signIn("admin", TestServer.running().password());
  }

  @Test
  void aWrongNameWithTheRightPasswordStaysOut() {
    browser.signIn("administrator", TestServer.running().password());
    assertThat(browser.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void theSessionIsAnotherOneAfterSigningIn() {
    browser.get("/login");
    String before = browser.sessionId();
    browser.signIn("admin", TestServer.running().password());
    assertThat(before).isNotEmpty();
    assertThat(browser.sessionId()).isNotEmpty().isNotEqualTo(before);
  }

  @Test
  void theSessionCookieIsKeptFromScriptsAndOtherSites() {
    String cookie = browser.get("/login").headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/");
  }

  @Test
  void afterSigningOutNothingAnswers() {
    Browser person = Browser.signedIn();
    person.post("/logout", Map.of());
    assertThat(person.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void theEvidenceSaysWhoSignedInAndOutAndNothingOfWhoFailed() {
    Browser person = Browser.signedIn();
    assertThat(newest(person)).contains("admin: signed in.");
    person.post("/logout", Map.of());
    browser.signIn("mallory-in-evidence", "guess");
    Browser again = Browser.signedIn();
    String chain = again.get("/evidence").body();
    assertThat(chain).contains("admin: signed out.").doesNotContain("mallory-in-evidence");
  }

  private static String newest(Browser person) {
    String chain = person.get("/evidence").body();
    return chain.substring(
        chain.indexOf("<tbody"), chain.indexOf("</tr>", chain.indexOf("<tbody")));
  }

  @Test
  void fourWrongPasswordsInARowCostNothingAndEachIsCountedOnce() {
    try (Logged log = Logged.everything()) {
      for (int i = 1; i <= 5; i++) {
        var answer = browser.signIn("slow-typist", "guess " + i);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
            .as("attempt " + i)
            .endsWith("/login?failed");
      }
      assertThat(log.lines())
          .filteredOn(line -> line.startsWith("Failed sign-in"))
          .satisfiesExactly(
              line -> assertThat(line).endsWith("the next attempt waits 0 s"),
              line -> assertThat(line).endsWith("the next attempt waits 0 s"),
              line -> assertThat(line).endsWith("the next attempt waits 0 s"),
              line -> assertThat(line).endsWith("the next attempt waits 0 s"),
              line -> assertThat(line).endsWith("the next attempt waits 5 s"));
    }
  }

  @Test
  void aProgramMayGuessFourTimesToo() {
    for (int i = 1; i <= 5; i++) {
      assertThat(asProgram("slow-program").statusCode()).as("attempt " + i).isEqualTo(401);
    }
    assertThat(asProgram("slow-program").statusCode()).isEqualTo(429);
  }

  private java.net.http.HttpResponse<String> asProgram(String name) {
    return browser.send(
        browser.request("/api/v1/sources").header("Authorization", basic(name, "guess")).GET());
  }

  @Test
  void theSixthGuessInARowHasToWait() {
    for (int i = 0; i < 5; i++) {
      browser.signIn("mallory", "guess " + i);
    }
    var answer = browser.signIn("mallory", "guess 6");
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .matches(".*/login\\?wait=[1-9][0-9]*");
    String page = browser.get(answer.headers().firstValue("Location").orElseThrow()).body();
    assertThat(page).contains("Too many attempts failed.");
    var program = asProgram("mallory");
    assertThat(program.statusCode()).isEqualTo(429);
    assertThat(program.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void whoIsSlowedDownDoesNotSlowDownOthers() {
    for (int i = 0; i < 7; i++) {
      browser.signIn("trudy", "guess");
    }
    assertThat(Browser.signedIn().get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aPasswordTooLongToHashIsWrongAndNoFault() {
    var answer = browser.signIn("somebody", "x".repeat(190));
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login?failed");
  }

  static String basic(String name, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
