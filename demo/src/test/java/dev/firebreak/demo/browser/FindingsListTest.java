package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// From a facet to a saved view, to a decision on many, and back.
@Order(5)
@ExtendWith(OnStage.class)
class FindingsListTest {

  private static final String ROWS = "table[data-rows] tbody tr";

  private final Stage stage;

  FindingsListTest(Stage stage) {
    this.stage = stage;
  }

  private static List<String> ids(Tab tab) {
    return tab.page().locator(ROWS + " input[data-check]").all().stream()
        .map(box -> String.valueOf(box.getAttribute("value")))
        .toList();
  }

  private static List<String> file(Tab tab) throws IOException {
    Download file = tab.page().waitForDownload(() -> tab.at("a[download]").click());
    try (var lines = Files.lines(Path.of(file.path().toString()))) {
      return lines.skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
    }
  }

  @Test
  void aFacetIsSavedAcceptedAsAWholeAndUndone() throws IOException {
    try (Tab tab = stage.signedIn()) {
      tab.open("/findings");
      tab.page().locator("input[name=kind][value=ORPHAN]").check();
      assertThat(tab.page()).hasURL(Pattern.compile("kind=ORPHAN"));
      assertThat(tab.page().locator("input[name=kind][value=ORPHAN]")).isChecked();
      List<String> orphans = ids(tab);
      assertThat(orphans).hasSizeBetween(2, 49);
      assertThat(file(tab)).isEqualTo(orphans);

      tab.at(".save-view > summary").click();
      tab.page().getByLabel("Name of this list").fill("Nobody's accounts");
      tab.page().getByLabel("Share it with everybody").check();
      tab.button("Save").click();
      tab.shows("Saved, and shared with everybody.");
      Locator view = tab.page().locator(".tabs a[aria-current]");
      assertThat(view).containsText("Nobody's accounts " + orphans.size());
      tab.open("/findings");
      tab.page()
          .locator(
              ".tabs a",
              new com.microsoft.playwright.Page.LocatorOptions().setHasText("Nobody's accounts"))
          .click();
      assertThat(tab.page()).hasURL(Pattern.compile("kind=ORPHAN"));
      assertThat(tab.page().locator(ROWS)).hasCount(orphans.size());

      tab.page().keyboard().press("j");
      tab.page().keyboard().press("x");
      assertThat(tab.at("[data-selected]")).hasText("1 selected");
      tab.page().getByLabel("Select all on this page").check();
      assertThat(tab.at("[data-selected]")).hasText(orphans.size() + " selected");
      Locator accept = tab.page().locator("#bulk button[value=ACCEPT]");
      assertThat(accept).isDisabled();
      Locator typed = tab.page().getByLabel("Type %d to confirm".formatted(orphans.size()));
      typed.fill(Integer.toString(orphans.size() + 1));
      assertThat(accept).isDisabled();
      typed.fill(Integer.toString(orphans.size()));
      assertThat(accept).isEnabled();
      assertThat(Looks.faults(tab.page(), "findings-selected")).isEmpty();

      accept.click();
      assertThat(tab.at("#bulk-until:invalid")).isVisible();
      String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
      tab.at("#bulk-until").fill(tomorrow);
      tab.at("#bulk-reason").fill("known, being cleared up");
      accept.click();
      tab.shows(orphans.size() + " findings are accepted");
      assertThat(Looks.faults(tab.page(), "findings-accepted")).isEmpty();
      assertThat(tab.page().locator(ROWS)).hasCount(0);
      tab.button("Undo all " + orphans.size()).click();
      tab.shows(orphans.size() + " findings are open again.");
      assertThat(tab.page().locator(ROWS)).hasCount(orphans.size());
      tab.open("/findings/" + orphans.getFirst());
      tab.shows("Accepted by ana until");
      tab.shows("known, being cleared up");
      tab.shows("Reopened: ana withdrew the acceptance: Accepted by mistake: undone at once");
    }
  }

  @Test
  void headsOrderTheListAndNoStatusChosenMeansAll() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/findings");
      tab.page()
          .locator("th a", new com.microsoft.playwright.Page.LocatorOptions().setHasText("Rule"))
          .click();
      assertThat(tab.page()).hasURL(Pattern.compile("sort=rule"));
      assertThat(tab.page().locator("th[aria-sort=ascending]")).containsText("Rule");
      tab.page().locator("input[name=state][value=OPEN]").uncheck();
      assertThat(tab.page()).hasURL(Pattern.compile("state=ALL.*sort=rule"));
      assertThat(tab.page().locator(".tabs a[aria-current]")).hasCount(0);
    }
  }

  @Test
  void onAFindingKeysOpenWhatThereIsToDecide() {
    try (Tab tab = stage.signedIn()) {
      tab.open(Place.FINDING_LEAVER.address(stage.stories()));
      tab.page().keyboard().press("a");
      assertThat(tab.at("#until")).isFocused();
      tab.page().keyboard().press("Escape");
      tab.page().keyboard().press("s");
      assertThat(tab.at("#assignee")).isFocused();
      tab.page().keyboard().press("Escape");
      tab.at(".cypher > summary").click();
      assertThat(tab.at(".cypher pre")).containsText("RETURN path;");
      assertThat(Looks.faults(tab.page(), "finding-decide")).isEmpty();
    }
  }
}
