package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Names from a source that would be scripts are shown as the text that they are.
@Order(5)
@ExtendWith(OnStage.class)
class StoredScriptTest {

  private final Stage stage;

  StoredScriptTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void anIdentityNamedLikeAnImageIsFoundAndShownByItsName() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/search?q=onerror");
      tab.shows(Stage.IMAGE_NAME);
      tab.page().locator("td a.identity").first().click();
      tab.headed(Stage.IMAGE_NAME);
      assertThat(tab.page().locator("main img")).hasCount(0);
    }
  }

  @Test
  void whatIsSuggestedAndDrawnOfItIsItsName() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/explore");
      tab.page().keyboard().press("/");
      tab.page().keyboard().type("onerror");
      assertThat(tab.page().locator(".suggestions [role=option]").first())
          .containsText(Stage.IMAGE_NAME);
      tab.page().keyboard().press("ArrowDown");
      tab.page().keyboard().press("Enter");
      tab.headed(Stage.IMAGE_NAME);
      assertThat(tab.at("#graph")).hasAttribute("data-drawn", Pattern.compile("\\d+"));
      assertThat(tab.page().locator("main img")).hasCount(0);
    }
  }

  @Test
  void anAccountNamedLikeAScriptIsShownByItsNameInListFindingAndGraph() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/findings?kind=ORPHAN");
      tab.shows(Stage.SCRIPT_NAME);
      tab.page()
          .locator(
              "tbody a", new com.microsoft.playwright.Page.LocatorOptions().setHasText("<script>"))
          .first()
          .click();
      tab.headed(Stage.SCRIPT_NAME);
      tab.page().locator(".path .stop-name a").last().click();
      tab.headed(Stage.SCRIPT_NAME);
      tab.open("/search?q=%3Cscript%3E");
      tab.shows(Stage.SCRIPT_NAME);
    }
  }
}
