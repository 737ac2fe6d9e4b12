package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How an identity with a wide reach is told.
@Order(3)
@ExtendWith(OnStage.class)
class IdentityScreenTest {

  private static final int LONGEST = 4_000;

  private final Stage stage;

  IdentityScreenTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void itsTabsAreAddressesAndNoneIsLongOnATelephone() {
    try (Tab tab = stage.signedIn()) {
      tab.page().setViewportSize(390, 844);
      tab.open(Place.IDENTITY_DARIO.address(stage.stories()));
      for (String name : List.of("Access", "Accounts", "Findings", "Reach")) {
        tab.page().locator("#identity .tabs a:has-text('" + name + "')").click();
        assertThat(tab.page().locator("#identity .tabs a[aria-current]"))
            .containsText(Pattern.compile(name));
        Assertions.assertThat(
                ((Number) tab.page().evaluate("document.documentElement.scrollHeight")).intValue())
            .as(name)
            .isLessThan(LONGEST);
      }
    }
  }

  @Test
  void itsPictureNamesTheCrownJewelsAndLeadsToThem() {
    try (Tab tab = stage.signedIn()) {
      tab.open(Place.IDENTITY_DARIO.address(stage.stories()));
      assertThat(tab.page().locator("svg.graph text.crown")).not().hasCount(0);
      tab.page().locator("svg.graph a:has(text.crown)").first().click();
      assertThat(tab.page()).hasURL(Pattern.compile("/(nodes|containers)\\?key="));
    }
  }
}
