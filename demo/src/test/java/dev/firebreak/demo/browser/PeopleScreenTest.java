package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Somebody is let in, given another role and kept out; a key is made, used and ended.
@Order(11)
@ExtendWith(OnStage.class)
class PeopleScreenTest {

  private static final String OWN = "typed once and kept to oneself";

  private final Stage stage;

  PeopleScreenTest(Stage stage) {
    this.stage = stage;
  }

  private void proved(Tab tab, String act) {
    tab.headed("Is it you?");
    tab.page().getByLabel("Password").fill(stage.password());
    tab.button("Go on: " + act).click();
  }

  private static void judged(Tab tab, String name) {
    assertThat(Looks.faults(tab.page(), name)).isEmpty();
  }

  /// Adds Noor, an analyst.
  ///
  /// @return her first password
  private String added(Tab tab) {
    tab.open("/settings/users");
    tab.page().locator("#userName").fill("noor");
    tab.page().getByLabel("Called").fill("Noor Haddad");
    tab.at("input[name=role][value=analyst]").check();
    tab.button("Add").click();
    proved(tab, "let somebody in");
    tab.headed("Noor Haddad");
    tab.shows("Has to choose a password");
    judged(tab, "user-new");
    String password = tab.at("code.secret").innerText();
    tab.open("/settings/users/noor");
    assertThat(tab.page().locator("code.secret")).hasCount(0);
    return password;
  }

  private static void chosen(Tab her, String first) {
    her.signIn("noor", first);
    her.headed("Choose a password");
    judged(her, "password-must-change");
    her.open("/findings");
    her.headed("Choose a password");
    her.page().getByLabel("Present password").fill(first);
    her.page().locator("#fresh").fill(OWN);
    her.page().locator("#again").fill(OWN);
    her.button("Change password").click();
    her.page().waitForURL("**/");
    her.open("/findings");
    her.headed("Findings");
  }

  @Test
  void somebodyIsLetInGivenAnotherRoleAndKeptOut() {
    try (Tab tab = stage.administrator();
        Tab her = stage.anonymous().expecting(403)) {
      chosen(her, added(tab));
      her.open("/remediation");
      assertThat(her.page().locator("#rail-main a[href='/settings/users']")).hasCount(0);
      her.open("/settings/users");
      her.headed("Refused");

      tab.open("/settings/users/noor");
      tab.at("input[name=role][value=analyst]").uncheck();
      tab.at("input[name=role][value=admin]").check();
      tab.button("Save roles").click();
      proved(tab, "change the roles of somebody");
      tab.shows("noor is admin now.");
      judged(tab, "user-other-role");
      her.open("/settings/users");
      her.headed("may sign in");

      tab.button("Keep out").click();
      tab.shows("noor is kept out from the next request on.");
      judged(tab, "user-kept-out");
      her.open("/findings");
      assertThat(her.page()).hasURL(java.util.regex.Pattern.compile("/login"));
      her.expecting(401).signIn("noor", OWN);
      assertThat(her.page()).hasURL(java.util.regex.Pattern.compile("/login"));
      assertThat(her.page().locator("[role=alert]")).isVisible();
      judged(her, "login-kept-out");

      tab.button("Remove").click();
      tab.shows("noor is removed.");
    }
  }

  private int asked(String method, String path, String key) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(stage.address().resolve(path))
                  .header("Authorization", "Bearer " + key)
                  .header("Content-Type", "application/json")
                  .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void aKeyIsShownOnceDoesWhatItsScopeSaysAndOpensNothingOnceItIsEnded() throws Exception {
    try (Tab tab = stage.signedIn()) {
      tab.open("/settings/account");
      tab.page().getByLabel("What it is for").fill("the weekly report");
      tab.button("Make a key").click();
      proved(tab, "make an API key");
      String key = tab.at("code.secret").innerText();
      judged(tab, "key-new");
      assertThat(asked("GET", "/api/v1/findings", key)).isEqualTo(200);
      assertThat(asked("POST", "/api/v1/harvests", key)).isEqualTo(403);
      assertThat(asked("GET", "/api/v1/users", key)).isEqualTo(403);

      tab.open("/settings/account");
      tab.shows("the weekly report");
      assertThat(tab.page().content()).doesNotContain(key);
      judged(tab, "key-in-use");
      tab.button("End the key").click();
      tab.shows("opens nothing any more");
      judged(tab, "key-ended");
      assertThat(asked("GET", "/api/v1/findings", key)).isEqualTo(401);
    }
    try (Tab tab = stage.administrator()) {
      tab.open("/settings/keys");
      tab.shows("ended by ana");
      judged(tab, "keys-one-ended");
    }
  }
}
