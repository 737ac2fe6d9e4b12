package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who gets in.
@Order(1)
@ExtendWith(OnStage.class)
class SignInTest {

  private final Stage stage;

  SignInTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void aWrongPasswordIsRefusedTheRightOneLeadsToThePageThatWasWanted() {
    try (Tab tab = stage.anonymous()) {
      tab.open("/findings?severity=CRITICAL");
      tab.headed("Sign in");
      tab.page().getByLabel("Name").fill("ana");
      tab.page().getByLabel("Password").fill("not the password");
      tab.button("Sign in").click();
      assertThat(tab.at("[role=alert]")).hasText("The name or the password is wrong.");
      tab.page().getByLabel("Name").fill("ana");
      tab.page().getByLabel("Password").fill(stage.password());
      tab.button("Sign in").click();
      tab.headed("Findings");
      assertThat(tab.page()).hasURL(java.util.regex.Pattern.compile("severity=CRITICAL"));
    }
  }

  @Test
  void whoeverGuessesOnIsToldHowLongToWait() {
    try (Tab tab = stage.anonymous()) {
      for (int attempt = 1; attempt <= 6; attempt++) {
        tab.signIn("mallory", "guess " + attempt);
      }
      assertThat(tab.at("[role=alert]")).containsText("Too many attempts failed.");
      assertThat(tab.at("[role=alert]")).containsText("second");
    }
  }

  @Test
  void whoeverSignsOutIsOut() {
    try (Tab tab = stage.anonymous()) {
      tab.signIn("ana", stage.password());
      tab.at("details.menu > summary").click();
      tab.button("Sign out").click();
      assertThat(tab.at("[role=status]")).hasText("You are signed out.");
      tab.open("/evidence");
      tab.headed("Sign in");
    }
  }
}
