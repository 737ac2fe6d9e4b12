package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// From the matrix to the findings, and a rule from a mistake to the analysis that goes by it.
@Order(9)
@ExtendWith(OnStage.class)
class SodScreenTest {

  private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(60_000);

  private final Stage stage;

  SodScreenTest(Stage stage) {
    this.stage = stage;
  }

  private static void type(Tab tab, String text) {
    tab.page().getByLabel("Rules in YAML").fill(text);
  }

  @Test
  void aCellOfTheMatrixLeadsToItsFindings() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/sod");
      Locator cell = tab.at(".matrix a.hit");
      String count = cell.innerText();
      cell.click();
      assertThat(tab.page()).hasURL(Pattern.compile("/findings\\?rule="));
      assertThat(tab.page().locator("table[data-rows] tbody tr"))
          .hasCount(Integer.parseInt(count.strip()));
    }
  }

  @Test
  void aRuleIsChangedFromAMistakeToTheAnalysisThatGoesByIt() {
    try (Tab tab = stage.administrator()) {
      tab.open("/sod/rulesets/larkspur");
      Locator judgement = tab.at("#judgement");
      assertThat(judgement).containsText("This text is in use");
      assertThat(judgement).containsText("All 5 tests end as they should");
      String text = tab.page().getByLabel("Rules in YAML").inputValue();

      type(tab, text.replace("[create-vendor, approve-order]", "[create-vendor, aprove-order]"));
      assertThat(judgement).containsText("1 problem keeps it from being saved", PATIENT);
      judgement.locator("[data-line]").first().click();
      Assertions.assertThat(
              tab.page()
                  .evaluate(
                      "() => { const t = document.getElementById('text');"
                          + " return t.value.slice(t.selectionStart, t.selectionEnd) }"))
          .asString()
          .contains("aprove-order");
      Assertions.assertThat(Looks.faults(tab.page(), "sod-ruleset-mistake")).isEmpty();

      String wanted =
          text.replace("version: 2}", "version: 3}")
              .replace(
                  "tests:\n",
                  "  - {id: LK-09, name: Vendors and orders, level: low, functions: [create-vendor, raise-order]}\ntests:\n");
      type(tab, wanted);
      assertThat(judgement).containsText("It can be saved", PATIENT);
      assertThat(judgement).containsText("LK-09");
      Assertions.assertThat(Looks.faults(tab.page(), "sod-ruleset-usable")).isEmpty();
      tab.page().getByLabel("Why, for an auditor").first().fill("asked for by the auditors");
      tab.button("Save as a new version").click();
      tab.headed("Larkspur, version 3");
      assertThat(tab.at("[role=status]")).containsText("Version 3 of Larkspur is saved");
      tab.button("Analyse now").click();
      stage.awaitWork();
      tab.open("/sod");
      tab.shows("LK-09");
      tab.open("/evidence");
      tab.shows("saved the rules larkspur, version 3: asked for by the auditors");

      tab.open("/sod/rulesets/larkspur");
      tab.page().getByText("Take back what was saved").click();
      tab.page().locator("#withdraw-reason").fill("only a trial");
      tab.button("Take it back").click();
      tab.headed("Larkspur, version 2");
      tab.button("Analyse now").click();
      stage.awaitWork();
    }
  }
}
