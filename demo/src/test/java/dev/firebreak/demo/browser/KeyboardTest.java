package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Work without a mouse.
@Order(4)
@ExtendWith(OnStage.class)
class KeyboardTest {

  private final Stage stage;

  KeyboardTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void slashGoesToTheSearchAndEnterSearches() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/");
      tab.page().keyboard().press("/");
      assertThat(tab.at("#search")).isFocused();
      tab.page().keyboard().type("okonjo");
      tab.page().keyboard().press("Enter");
      tab.headed("4 nodes match");
    }
  }

  @Test
  void theListIsWalkedAndOpenedByKeys() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/");
      tab.page().keyboard().press("g");
      tab.page().keyboard().press("f");
      tab.headed("Findings");
      tab.page().waitForLoadState();
      tab.page().keyboard().press("j");
      tab.page().keyboard().press("j");
      assertThat(tab.page().locator("tbody tr").nth(1)).hasClass(Pattern.compile("at-cursor"));
      tab.page().keyboard().press("k");
      assertThat(tab.page().locator("tbody tr").nth(0)).hasClass(Pattern.compile("at-cursor"));
      tab.page().keyboard().press("Enter");
      assertThat(tab.page()).hasURL(Pattern.compile("/findings/[A-Z]-"));
    }
  }

  @Test
  void theListOfKeysOpensAndEscapeClosesIt() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/evidence");
      tab.page().keyboard().press("?");
      assertThat(tab.at("dialog#keys")).isVisible();
      tab.page().keyboard().press("Escape");
      assertThat(tab.at("dialog#keys")).isHidden();
    }
  }

  @Test
  void theThemeThatWasChosenStays() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/");
      tab.at("details.menu > summary").click();
      tab.button("Theme").click();
      tab.button("Theme").click();
      assertThat(tab.at("html")).hasAttribute("data-theme", "dark");
      tab.open("/findings");
      assertThat(tab.at("html")).hasAttribute("data-theme", "dark");
    }
  }
}
