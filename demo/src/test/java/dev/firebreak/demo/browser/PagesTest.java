package dev.firebreak.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every page, on a laptop and a telephone, light and dark.
@Order(2)
@ExtendWith(OnStage.class)
class PagesTest {

  private final Stage stage;

  PagesTest(Stage stage) {
    this.stage = stage;
  }

  @ParameterizedTest
  @EnumSource
  void aPageFitsIsAccessibleAndHasNoFault(Place place) {
    try (Tab tab = place.isForAdministrators() ? stage.administrator() : stage.signedIn()) {
      tab.open(place.address(stage.stories()));
      assertThat(Looks.faults(tab.page(), place.label())).isEmpty();
    }
  }

  @Test
  void theSignInPageFitsAndIsAccessible() {
    try (Tab tab = stage.anonymous()) {
      tab.open("/login");
      assertThat(Looks.faults(tab.page(), "login")).isEmpty();
    }
  }

  @Test
  void aPageThatIsNotThereSaysSoAndLeadsBack() {
    try (Tab tab = stage.signedIn().expecting(404)) {
      tab.open("/nowhere");
      assertThat(Looks.faults(tab.page(), "not-found")).isEmpty();
      tab.page().getByText("Go to the overview").click();
      assertThat(tab.page().url()).endsWith("/");
    }
  }

  @Test
  void thePlantedFaultsOfAPageAreReported() {
    try (Tab tab = stage.signedIn()) {
      tab.page().route("**/planted", PagesTest::faulty);
      tab.open("/planted");
      assertThat(Looks.faults(tab.page(), "planted"))
          .anyMatch(fault -> fault.contains("main headings"))
          .anyMatch(fault -> fault.contains("px wider"))
          .anyMatch(fault -> fault.contains("color-contrast"))
          .anyMatch(fault -> fault.contains("planted-390-dark"));
      assertThat(tab.complaints())
          .anyMatch(complaint -> complaint.contains("Content Security Policy"))
          .anyMatch(complaint -> complaint.startsWith("404"))
          .anyMatch(complaint -> complaint.startsWith("no answer"))
          .anyMatch(complaint -> complaint.startsWith("dialog"));
      tab.complaints().clear();
    }
  }

  private static void faulty(Route route) {
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("text/html")
            .setHeaders(Map.of("Content-Security-Policy", "script-src 'nonce-a'"))
            .setBody(
                """
                <!doctype html><html lang="en"><title>Planted</title>
                <p style="width:2000px;color:#ccc;background:#fff">Too wide and too pale.</p>
                <img src="/assets/nowhere.png" alt=""><img src="http://127.0.0.1:9/" alt="">
                <script>alert('blocked')</script><script nonce="a">alert('shown')</script></html>
                """));
  }
}
