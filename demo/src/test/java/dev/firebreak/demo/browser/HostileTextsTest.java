package dev.firebreak.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import dev.firebreak.analytics.finding.FindingKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every page over a graph in which every text from a source is hostile: nothing of it becomes an
/// element, and nothing runs.
@Order(90)
class HostileTextsTest {

  private static Stage stage;

  @BeforeAll
  static void open() {
    stage = Stage.hostile();
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  private static void isHarmless(Tab tab) {
    assertThat(tab.page().locator("." + HostileTexts.MARK).count()).isZero();
    assertThat(tab.page().content()).doesNotContain("<img class=" + HostileTexts.MARK);
  }

  /// Findings about what a rule or the configuration knows by its name are not there.
  @ParameterizedTest
  @EnumSource
  void nothingOnAPageRuns(Place place) {
    try (Tab tab = place.isForAdministrators() ? stage.administrator() : stage.signedIn()) {
      tab.expecting(place.label().startsWith("finding-") ? 404 : 200);
      tab.open(place.address(stage.stories()));
      isHarmless(tab);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingOnAFindingRuns(FindingKind kind) {
    try (Tab tab = stage.signedIn()) {
      tab.open("/findings?kind=" + kind);
      isHarmless(tab);
      List<String> addresses = new ArrayList<>();
      for (var link : tab.page().locator("tbody a[href^='/findings/']").all()) {
        addresses.add(Objects.requireNonNull(link.getAttribute("href")));
      }
      for (String address : addresses.stream().distinct().limit(2).toList()) {
        tab.open(address);
        isHarmless(tab);
      }
    }
  }

  @Test
  void theTextsAreThereAndAreShownAsTexts() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/search?q=" + HostileTexts.MARK);
      tab.shows(HostileTexts.SCRIPT.strip());
      tab.open("/findings");
      tab.shows(HostileTexts.SCRIPT.strip());
      int shown = 0;
      for (Place place : EnumSet.range(Place.IDENTITY_MARTA, Place.PRIVILEGED_ACCOUNT)) {
        Response response = tab.page().navigate(place.address(stage.stories()));
        assertThat(response.status()).isEqualTo(200);
        shown += tab.page().locator("main").textContent().contains(HostileTexts.MARK) ? 1 : 0;
      }
      assertThat(shown).isGreaterThan(8);
    }
  }
}
