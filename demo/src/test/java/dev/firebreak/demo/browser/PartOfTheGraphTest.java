package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An analyst whom the administrator lets see LedgerOne alone.
@Order(11)
@ExtendWith(OnStage.class)
class PartOfTheGraphTest {

  private final Stage stage;

  PartOfTheGraphTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void anAnalystOfLedgerOneSeesLedgerOneAndNothingElse() {
    try (Tab tab = stage.administrator()) {
      tab.open("/settings/users/lena");
      tab.page().getByLabel("LedgerOne").check();
      tab.page().locator("form[action$='/limits'] button").click();
      assertThat(tab.at("[role=status]")).hasText("lena is told of source ledgerone now.");
    }
    try (Tab tab = stage.lena()) {
      for (String address : List.of("/", "/findings", "/search?kind=SOURCE", "/explore")) {
        tab.open(address);
        assertThat(tab.at("#sight")).containsText("You see a part of the graph: source ledgerone.");
        assertThat(tab.page().locator("body")).not().containsText(Pattern.compile("Strongroom"));
      }
      assertThat(tab.page().locator("nav.rail li a")).hasCount(3);
      tab.open(Place.GROUP.address(stage.stories()));
      assertThat(tab.page().locator("h1")).not().hasText("Not found");
      tab.open(Place.IDENTITY_MARTA.address(stage.stories()));
      Assertions.assertThat(tab.page().content())
          .contains("LedgerOne")
          .doesNotContain("Strongroom");
      tab.open("/findings");
      tab.page().locator("table.data tbody a").first().click();
      assertThat(tab.page().locator("aside")).containsText("Its fix is not shown");
      tab.expecting(404).open(Place.CONTAINER.address(stage.stories()));
      tab.headed("Not found");
      tab.expecting(404).open(Place.FINDING_TOXIC_PAIR.address(stage.stories()));
      tab.headed("Not found");
      tab.expecting(403).open("/remediation");
      tab.shows("You see a part of the graph only, and this takes all of it.");
      tab.open("/");
      tab.page().locator("#search").fill("FIN-BATCH-PRD");
      tab.page().locator("#search").press("Enter");
      assertThat(tab.page().getByRole(AriaRole.MAIN)).containsText("Nothing is called anything");
    }
  }
}
