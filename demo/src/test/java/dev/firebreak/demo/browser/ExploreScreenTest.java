package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// From a name that is typed to a picture that is sent to somebody.
@Order(3)
@ExtendWith(OnStage.class)
class ExploreScreenTest {

  /// Where each node is drawn.
  private static final String PLACES =
      "() => document.getElementById('graph')._cyreg.cy.nodes().map(node =>"
          + " [node.id(), Math.round(node.position('x')), Math.round(node.position('y'))].join(' '))"
          + ".sort().join('|')";

  private final Stage stage;

  ExploreScreenTest(Stage stage) {
    this.stage = stage;
  }

  private String dario() {
    return Place.EXPLORE_DARIO.address(stage.stories());
  }

  private static void drawn(Tab tab) {
    assertThat(tab.at("#graph")).hasAttribute("data-drawn", Pattern.compile("\\d+"));
    assertThat(tab.page().locator("#explore[aria-busy]")).hasCount(0);
  }

  /// Does something that shows another state, and waits until it is shown.
  private static void then(Tab tab, Runnable act) {
    String before = tab.page().url();
    act.run();
    assertThat(tab.page()).not().hasURL(before);
    drawn(tab);
  }

  private static void shot(Tab tab, String name) {
    for (ColorScheme theme : ColorScheme.values()) {
      if (theme == ColorScheme.LIGHT || theme == ColorScheme.DARK) {
        tab.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        tab.page()
            .screenshot(
                new Page.ScreenshotOptions()
                    .setPath(
                        Path.of(
                            "target",
                            "screenshots",
                            name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png")));
      }
    }
    tab.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  @Test
  void aNameIsTypedAnywhereAndTheGraphAroundItIsOpenedWithoutAMouse() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/evidence");
      tab.page().keyboard().press("/");
      tab.page().keyboard().type("okonjo");
      assertThat(tab.page().locator(".suggestions [role=option]").first()).containsText("Okonjo");
      assertThat(tab.page().locator(".suggestions [role=group]").first()).containsText("dentities");
      tab.page().keyboard().press("ArrowDown");
      assertThat(tab.at("#search")).hasAttribute("aria-activedescendant", Pattern.compile(".+"));
      shot(tab, "journey-suggestions");
      tab.page().keyboard().press("Enter");
      assertThat(tab.page()).hasURL(Pattern.compile("/identities\\?key="));
      tab.page().keyboard().press("x");
      tab.headed("reaches");
      drawn(tab);
      tab.page().keyboard().press("/");
      tab.page().keyboard().type("okonjo");
      assertThat(tab.page().locator(".suggestions [role=option]").first()).isVisible();
      tab.page().keyboard().press("Escape");
      assertThat(tab.at(".suggestions")).isHidden();
    }
  }

  @Test
  void theGraphIsWalkedExpandedPinnedAndThePathToACrownJewelIsFound() {
    try (Tab tab = stage.signedIn()) {
      tab.open(dario());
      tab.headed("reaches");
      drawn(tab);
      shot(tab, "journey-ego");
      tab.at("#graph").focus();
      then(tab, () -> tab.page().keyboard().press("ArrowRight"));
      assertThat(tab.page()).hasURL(Pattern.compile("select="));
      String selected = tab.at("#explore-side h2").innerText();
      Assertions.assertThat(selected).isNotBlank();
      shot(tab, "journey-selected");
      then(tab, () -> tab.at("#nodes-twin tr:has(.node.group) a:has-text('select')").click());
      assertThat(tab.at("#explore-side h2 .node.group")).isVisible();
      int before = Integer.parseInt(tab.at("#graph").getAttribute("data-drawn"));
      then(tab, () -> tab.page().keyboard().press("e"));
      Assertions.assertThat(Integer.parseInt(tab.at("#graph").getAttribute("data-drawn")))
          .isBetween(before + 1, 300);
      shot(tab, "journey-expanded");
      then(tab, () -> tab.page().keyboard().press("i"));
      assertThat(tab.page()).hasURL(Pattern.compile("pin="));
      tab.at("tr:has(.crown) a:has-text('select')").click();
      assertThat(tab.at("#explore-side .crown")).isVisible();
      then(tab, () -> tab.page().keyboard().press("p"));
      tab.headed("shortest path");
      tab.headed("Dario");
      shot(tab, "journey-path");
      String path = tab.at("h1").innerText();
      then(tab, () -> tab.page().keyboard().press("r"));
      tab.headed(path);
      then(tab, () -> tab.page().goBack());
      tab.headed(path);
    }
  }

  @Test
  void theSameAddressShowsTheSamePictureTomorrow() {
    try (Tab tab = stage.signedIn()) {
      tab.open(dario());
      drawn(tab);
      tab.page().selectOption("#layout", "free");
      assertThat(tab.page()).hasURL(Pattern.compile("layout=free"));
      drawn(tab);
      shot(tab, "journey-free");
      tab.open(dario() + "&kind=identity&kind=account&kind=container&kind=privileged_account");
      drawn(tab);
      shot(tab, "journey-filtered");
      String address = tab.page().url();
      Object first = tab.page().evaluate(PLACES);
      String told = tab.at("#explore").innerText();
      try (Tab other = stage.signedIn()) {
        other.open(address);
        drawn(other);
        Assertions.assertThat(other.at("#explore").innerText()).isEqualTo(told);
        Assertions.assertThat(other.page().evaluate(PLACES)).isEqualTo(first);
      }
    }
  }

  @Test
  void thePictureIsSavedWithNamesAndWithout() throws IOException {
    try (Tab tab = stage.signedIn()) {
      tab.open(dario());
      drawn(tab);
      Assertions.assertThat(saved(tab, "SVG")).startsWith("<svg").contains("Dario", "</svg>");
      tab.at("#explore-form input[name=labels]").check();
      assertThat(tab.page()).hasURL(Pattern.compile("labels=off"));
      drawn(tab);
      shot(tab, "journey-unlabelled");
      Assertions.assertThat(saved(tab, "SVG")).startsWith("<svg").doesNotContain("Dario");
      Assertions.assertThat(saved(tab, "PNG")).contains("PNG");
    }
  }

  private static String saved(Tab tab, String type) throws IOException {
    Download file =
        tab.page()
            .waitForDownload(
                () -> tab.page().click("[data-image=" + type.toLowerCase(Locale.ROOT) + "]"));
    Path path = Path.of("target", "screenshots", "saved-" + file.suggestedFilename());
    file.saveAs(path);
    byte[] bytes = Files.readAllBytes(path);
    Assertions.assertThat(bytes.length).isGreaterThan(5_000);
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @Test
  void onATelephoneThePictureIsAsWideAsThePage() {
    try (Tab tab = stage.signedIn()) {
      tab.page().setViewportSize(390, 844);
      tab.open(dario());
      drawn(tab);
      Assertions.assertThat(tab.at("#graph").boundingBox().width).isBetween(330.0, 390.0);
      shot(tab, "journey-narrow");
    }
  }

  @Test
  void whatCouldNotBeFetchedIsSaidAndTypingAgainRepeatsIt() {
    Route.FulfillOptions broken = new Route.FulfillOptions().setStatus(503);
    try (Tab tab = stage.signedIn().expecting(503)) {
      tab.page().route("**/api/v1/suggestions?*", route -> route.fulfill(broken));
      tab.open("/evidence");
      tab.page().keyboard().press("/");
      tab.page().keyboard().type("okon");
      assertThat(tab.at(".suggestions")).containsText("Names could not be looked up. Type again");
      assertThat(tab.at("#live-said[role=status]")).containsText("Names could not be looked up.");
      tab.page().unroute("**/api/v1/suggestions?*");
      tab.page().keyboard().type("jo");
      assertThat(tab.page().locator(".suggestions [role=option]").first()).containsText("Okonjo");
      assertThat(tab.at("#live-said")).hasText("");

      tab.page().route("**/api/v1/explore?*", route -> route.fulfill(broken));
      tab.open(dario());
      assertThat(tab.at("#told[role=status]")).containsText("The picture could not be fetched.");
      Assertions.assertThat(Looks.faults(tab.page(), "explore-lost")).isEmpty();
    }
  }
}
