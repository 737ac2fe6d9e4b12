package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Harvesting from the browser.
@Order(6)
@ExtendWith(OnStage.class)
class HarvestScreenTest {

  private final Stage stage;

  HarvestScreenTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void aHarvestShowsHowFarItIsSurvivesAReloadAndSaysWhenItIsDone() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/sources");
      tab.button("Harvest all and analyse").click();
      assertThat(tab.at("#job progress")).isVisible();
      tab.page()
          .screenshot(
              new com.microsoft.playwright.Page.ScreenshotOptions()
                  .setPath(java.nio.file.Path.of("target", "screenshots", "harvest-running.png")));
      assertThat(tab.button("Harvest all and analyse")).isDisabled();
      tab.page().reload();
      assertThat(tab.at("#job"))
          .containsText("is done", new LocatorAssertions.ContainsTextOptions().setTimeout(120_000));
      assertThat(tab.at("#job")).containsText("0 opened");
      assertThat(tab.button("Harvest all and analyse")).isEnabled();
      tab.headed("All 3 sources are complete.");
    }
  }
}
