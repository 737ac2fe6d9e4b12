package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.PageAssertions.HasURLOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The query library from an empty form to a shared query, over the demo's graph.
@Order(10)
@ExtendWith(OnStage.class)
class QueriesScreenTest {

  private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(60_000);
  private static final HasURLOptions PATIENTLY = new HasURLOptions().setTimeout(60_000);

  private final Stage stage;

  QueriesScreenTest(Stage stage) {
    this.stage = stage;
  }

  private static void write(Tab tab, String name, String cypher) {
    tab.open("/queries/new");
    tab.page().getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).first().fill(name);
    tab.page().getByLabel("Cypher").fill(cypher);
    tab.page().locator("input[name=parameter]").first().fill("");
  }

  @Test
  void everyQueryThatShipsHasAnAnswer() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/queries");
      List<String> names = tab.page().locator("tbody tr td:first-child a").allInnerTexts();
      Assertions.assertThat(names).hasSizeGreaterThanOrEqualTo(12);
      List<String> without = new ArrayList<>();
      for (String name : names) {
        tab.open("/queries");
        tab.page().getByText(name, new Page.GetByTextOptions().setExact(true)).click();
        tab.button("Run").click();
        assertThat(tab.at("#answer h2")).containsText(Pattern.compile("row|The first"), PATIENT);
        if (tab.at("#answer h2").innerText().startsWith("No row")) {
          without.add(name);
        }
      }
      // nothing was gained after the first harvest, Larkspur has no such groups, and whoever left
      // may have been remediated
      Assertions.assertThat(without)
          .isSubsetOf(
              "Access gained in the last days",
              "Groups that contain themselves",
              "Groups nobody is in",
              "People with active accounts although their directory account is inactive");
    }
  }

  @Test
  void aQueryIsWrittenRefusedMendedRunSharedAndDeleted() {
    try (Tab tab = stage.signedIn()) {
      write(tab, "Whose accounts <b>", "MATCH (u:User)\nRETURN u");
      tab.button("Save").click();
      tab.shows("Queries do not read the label User.");
      Assertions.assertThat(Looks.faults(tab.page(), "query-refused")).isEmpty();
      tab.page().locator("[data-line]").first().click();
      tab.page()
          .getByLabel("Cypher")
          .fill(
              "MATCH p = (i:Identity)-[:OWNS]->(a:Account) RETURN i AS identity, p AS path LIMIT 5");
      tab.page().getByLabel("Everybody sees this query").check();
      tab.button("Save").click();
      tab.headed("Whose accounts <b>");
      tab.button("Run").click();
      Locator answer = tab.at("#answer h2");
      assertThat(answer).containsText("5 rows", PATIENT);
      assertThat(tab.page().locator("#answer a.identity").first()).isVisible();
      Assertions.assertThat(Looks.faults(tab.page(), "query-answer")).isEmpty();
      tab.page()
          .locator("#answer a", new Page.LocatorOptions().setHasText("Explore"))
          .first()
          .click();
      assertThat(tab.page()).hasURL(Pattern.compile("/explore\\?focus="), PATIENTLY);
    }
    try (Tab other = stage.administrator()) {
      other.open("/queries?q=whose");
      other.page().getByText("Whose accounts <b>").click();
      other.page().getByText("Delete this query").click();
      other.button("Delete it").click();
      other.shows("Whose accounts <b> is deleted.");
    }
  }

  @Test
  void aQueryIsFoundRunWithAValueCopiedAndTakenAlong() throws Exception {
    try (Tab tab = stage.signedIn()) {
      tab.open("/");
      tab.page().keyboard().press("g");
      tab.page().keyboard().press("q");
      tab.headed("questions the graph can be asked");
      tab.page().getByLabel("Words of a query").fill("nested group");
      tab.button("Filter").click();
      tab.page().locator("tbody a").first().click();
      tab.headed("Members of a group, nested ones included");
      tab.page().getByLabel("group").first().fill("nobody-is-called-so");
      tab.button("Run").click();
      assertThat(tab.at("#answer h2")).containsText("No row answers it", PATIENT);
      tab.page().getByLabel("group").first().fill("All Staff");
      tab.button("Run").click();
      assertThat(tab.at("#answer h2")).containsText(Pattern.compile("^[1-9].* rows"), PATIENT);
      Assertions.assertThat(Looks.faults(tab.page(), "query-members")).isEmpty();
      Download rows =
          tab.page()
              .waitForDownload(() -> tab.page().locator("#answer a[download]").first().click());
      Assertions.assertThat(text(rows)).startsWith("group,account,active,depth,way");
      tab.page().getByText("Save a copy").click();
      tab.button("Save").click();
      tab.shows("Saved, for you alone.");
      Download file =
          tab.page().waitForDownload(() -> tab.page().locator(".page-head a[download]").click());
      Assertions.assertThat(text(file)).contains("format: firebreak-queries", "$group");
      tab.page().getByText("Delete this query").click();
      tab.button("Delete it").click();
      tab.shows("is deleted.");
    }
  }

  private static String text(Download file) throws IOException {
    try (InputStream in = file.createReadStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aSlowQueryIsCancelled() {
    try (Tab tab = stage.signedIn()) {
      write(
          tab,
          "Slow",
          "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b UNWIND range(1, 10000) AS c WITH a WHERE a < 0 RETURN a");
      tab.button("Save").click();
      tab.headed("Slow");
      tab.button("Run").click();
      tab.button("Cancel").click();
      assertThat(tab.at("#answer h2")).containsText("Cancelled, with 0 rows so far", PATIENT);
      tab.page().getByText("Delete this query").click();
      tab.button("Delete it").click();
      tab.shows("is deleted.");
    }
  }
}
