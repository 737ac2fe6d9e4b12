package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is around the screens: times, folded filters, and the question who it is.
@Order(7)
@ExtendWith(OnStage.class)
class BesideScreensTest {

  private final Stage stage;

  BesideScreensTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void besideEachTimeStandsWhenThatWasHereUnlessHereIsUtc() {
    try (Tab tab = stage.signedInAt("Asia/Kolkata")) {
      tab.open("/evidence");
      Locator time = tab.page().locator("table.data time").first();
      assertThat(time)
          .containsText(Pattern.compile("\\d{2}:\\d{2} (\\d+ [A-Z][a-z]+ )?\\d{2}:\\d{2} here"));
      Assertions.assertThat(Looks.faults(tab.page(), "evidence-elsewhere")).isEmpty();
      tab.open("/sources");
      assertThat(tab.at("dl.facts time")).containsText(Pattern.compile("UTC .*\\d{2}:\\d{2} here"));
    }
    try (Tab tab = stage.signedIn()) {
      tab.open("/evidence");
      assertThat(tab.at("table.data time")).not().containsText("here");
    }
  }

  @Test
  void theTimelineOfASourceLooksAsItShouldElsewhere() {
    try (Tab tab = stage.signedInAt("Asia/Kolkata")) {
      tab.open("/sources/strongroom/timeline");
      tab.headed("What happened at Strongroom");
      assertThat(tab.at("table.data")).containsText("Harvest");
      Assertions.assertThat(Looks.faults(tab.page(), "timeline-elsewhere")).isEmpty();
    }
  }

  @Test
  void onANarrowPageTheFiltersAreFoldedOverTheList() {
    try (Tab tab = stage.signedIn()) {
      Page page = tab.page();
      page.setViewportSize(390, 844);
      tab.open("/findings?severity=CRITICAL&severity=HIGH");
      Locator button = page.locator("#fold > summary");
      assertThat(button).hasText("Filters, 2 active");
      assertThat(page.locator("#filters")).not().isVisible();
      Assertions.assertThat(page.locator("table.findings tbody tr").first().boundingBox().y)
          .isLessThan(844);
      button.click();
      page.locator("input[name=severity][value=HIGH]").uncheck();
      assertThat(button).hasText("Filters, 1 active");
      assertThat(page.locator("#filters")).isVisible();
      page.setViewportSize(1280, 720);
      assertThat(button).not().isVisible();
      tab.open("/findings");
      assertThat(page.locator("input[name=severity]").first()).isVisible();
      page.setViewportSize(390, 844);
      tab.open("/findings?severity=CRITICAL&severity=HIGH");
      Assertions.assertThat(Looks.faults(page, "findings-folded")).isEmpty();
    }
  }

  @Test
  void whatCannotBeHadIsSaidAndWhatWasThereStays() {
    try (Tab tab = stage.signedIn().expecting(500)) {
      Page page = tab.page();
      tab.open("/search");
      String before = page.locator("#explore").innerText();
      page.route(
          "**/search?kind=GROUP*",
          route -> route.fulfill(new Route.FulfillOptions().setStatus(500)));
      page.locator(".tabs a[href*='kind=GROUP']").click();
      assertThat(tab.at("#told [role=alert]")).containsText("The server could not answer this.");
      Assertions.assertThat(page.locator("#explore").innerText()).isEqualTo(before);
      Assertions.assertThat(Looks.faults(page, "not-answered")).isEmpty();
      tab.open("/search");
      page.route("**/search?kind=CONTAINER*", Route::abort);
      page.locator(".tabs a[href*='kind=CONTAINER']").click();
      assertThat(tab.at("#told [role=alert]")).containsText("The server did not answer.");
      page.locator(".tabs a[href*='kind=ACCOUNT']").first().click();
      assertThat(page.locator("#told [role=alert]")).hasCount(0);
      Assertions.assertThat(tab.complaints())
          .isNotEmpty()
          .allMatch(each ->
              each.contains("kind=CONTAINER")
                  || each.contains("kind=GROUP")
                  || each.contains("ERR_FAILED")
                  || each.startsWith("console: htmx:"));
      tab.complaints().clear();
    }
  }
}
