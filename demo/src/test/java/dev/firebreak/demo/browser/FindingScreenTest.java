package dev.firebreak.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import dev.firebreak.demo.Planted;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How a finding is told.
@Order(3)
@ExtendWith(OnStage.class)
class FindingScreenTest {

  private final Stage stage;

  FindingScreenTest(Stage stage) {
    this.stage = stage;
  }

  private static void isInSight(Locator thing) {
    BoundingBox box = thing.boundingBox();
    assertThat(box.y).as("top of %s", thing).isNotNegative();
    assertThat(box.y + box.height).as("bottom of %s", thing).isLessThanOrEqualTo(720);
    assertThat(box.x + box.width).as("right of %s", thing).isLessThanOrEqualTo(1280);
  }

  @Test
  void theAnswerTheWaysAndTheFixAreSeenWithoutScrolling() {
    try (Tab tab = stage.signedIn()) {
      tab.open(Place.FINDING_TOXIC_PAIR.address(stage.stories()));
      isInSight(tab.at("h1"));
      assertThat(tab.page().locator(".path"))
          .satisfies(ways -> {
            assertThat(ways.count()).isEqualTo(2);
            isInSight(ways.nth(0));
            isInSight(ways.nth(1));
          });
      isInSight(tab.button("Plan this change"));
    }
  }

  @Test
  void theWaysAreDrawnStopByStopAsTheyWerePlanted() {
    try (Tab tab = stage.signedIn()) {
      tab.open(Place.FINDING_TOXIC_PAIR.address(stage.stories()));
      Locator ways = tab.page().locator(".path");
      assertThat(List.of(stops(ways.nth(0)), stops(ways.nth(1))))
          .isEqualTo(Planted.toxicPairPaths(stage.stories()));
      PlaywrightAssertions.assertThat(ways.locator(".is-cut")).hasCount(1);
      PlaywrightAssertions.assertThat(ways.nth(0).locator("li").nth(2))
          .containsText("Group: Vendor Night Desk");
    }
  }

  private static List<String> stops(Locator way) {
    return way.locator(".stop-name a").all().stream()
        .map(stop -> String.valueOf(stop.getAttribute("href")))
        .map(address -> address.substring(address.indexOf("key=") + 4))
        .map(key -> URLDecoder.decode(key, StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void whatIsNotKnownIsWrittenAsSuch() {
    try (Tab tab = stage.signedIn()) {
      tab.open(Place.FINDING_TOXIC_PAIR.address(stage.stories()));
      PlaywrightAssertions.assertThat(
              tab.page().locator("section[aria-labelledby=edges] tbody tr").nth(1))
          .containsText("by 20");
      PlaywrightAssertions.assertThat(tab.at("section[aria-labelledby=effect]"))
          .containsText("unknown: no usage feed tells of");
      tab.open(Place.IDENTITY_MARTA.address(stage.stories()) + "&tab=access");
      PlaywrightAssertions.assertThat(
              tab.page().locator("section[aria-labelledby=access] tbody tr").first())
          .containsText("by 20");
    }
  }

  @Test
  void filtersLiveInTheAddress() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/findings");
      tab.page().locator("input[name=severity][value=HIGH]").check();
      PlaywrightAssertions.assertThat(tab.page())
          .hasURL(java.util.regex.Pattern.compile("severity=HIGH"));
      PlaywrightAssertions.assertThat(tab.page().locator("table[data-rows] tbody tr")).hasCount(2);
      assertThat(tab.page().locator("fieldset:has(legend:text('Source')) label").allInnerTexts())
          .allMatch(label -> label.matches("(?s)(Doorway|LedgerOne|Strongroom)\\s+\\d+"));
      tab.open(tab.page().url());
      PlaywrightAssertions.assertThat(tab.page().locator("table[data-rows] tbody tr")).hasCount(2);
      PlaywrightAssertions.assertThat(tab.page().locator("input[name=severity][value=HIGH]"))
          .isChecked();
    }
  }
}
