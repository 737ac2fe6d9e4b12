package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.firebreak.demo.Installation.key;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import dev.firebreak.demo.larkspur.Ref;
import dev.firebreak.demo.larkspur.Stories;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// From an edge over the basket and its effect to a plan, and from a goal to the basket.
@Order(10)
@ExtendWith(OnStage.class)
class WorkbenchTest {

  private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(60_000);

  private final Stage stage;

  WorkbenchTest(Stage stage) {
    this.stage = stage;
  }

  /// Two removals and an addition, as an address holds them.
  static String basket(Stories stories) {
    var pair = stories.toxicPair();
    return "remove="
        + in(edge("MEMBER_OF", pair.ledgerGroups().getFirst(), pair.ledgerGroups().getLast()))
        + "&remove="
        + in(edge("MEMBER_OF", pair.vaultAccount(), pair.vaultGroups().getFirst()))
        + "&add="
        + in(edge("HOLDS", pair.ledgerAccount(), pair.releasePayment()));
  }

  private static String edge(String kind, Ref from, Ref to) {
    return kind + " " + key(from) + " " + key(to);
  }

  private static String in(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Test
  void anEdgeGoesIntoTheBasketItsEffectIsShownAndItBecomesAPlan() {
    Ref group = stage.stories().toxicPair().ledgerGroups().getFirst();
    try (Tab tab = stage.signedIn()) {
      tab.open("/nodes?key=" + in(key(group)));
      tab.at("section:has(#out) button.what-if").click();
      assertThat(tab.at("#told")).containsText("In the basket.");
      Assertions.assertThat(Looks.faults(tab.page(), "node-basket")).isEmpty();
      tab.at("#told a").click();
      tab.headed("What if: 1 removal");
      assertThat(tab.page()).hasURL(Pattern.compile("/workbench\\?remove=MEMBER_OF"));
      assertThat(tab.at("#effect-part")).containsText("Findings closed", PATIENT);
      assertThat(tab.at("#chokes-part")).containsText("of all reach", PATIENT);
      String address = tab.page().url();
      tab.open(address);
      assertThat(tab.at("#effect-part")).containsText("Findings closed", PATIENT);
      Assertions.assertThat(Looks.faults(tab.page(), "workbench-effect")).isEmpty();
      tab.button("Plan this removal").click();
      tab.headed("Remove");
      assertThat(tab.page()).hasURL(Pattern.compile("/remediation/R-"));
    }
  }

  @Test
  void aGoalBecomesStepsThatGoIntoTheBasket() {
    try (Tab tab = stage.signedIn()) {
      tab.open("/workbench?goal=share&share=30&budget=3&spare=NOTHING");
      assertThat(tab.at("#cut-part")).containsText("Put this change into the basket", PATIENT);
      tab.button("Put this change into the basket").click();
      tab.headed("What if: ");
      assertThat(tab.at("#effect-part")).containsText("Reach less", PATIENT);
      tab.button("Empty the basket").click();
      tab.headed("What would be otherwise?");
    }
  }

  @Test
  void accessIsAddedByTypingNames() {
    var pair = stage.stories().toxicPair();
    try (Tab tab = stage.signedIn()) {
      tab.open("/workbench");
      tab.page().getByLabel("Who would get it").pressSequentially("okonjo");
      assertThat(tab.page().locator("#add-from-options option").first()).isAttached();
      tab.page().getByLabel("Who would get it").fill(key(pair.ledgerAccount()));
      tab.page().getByLabel("What they would get").fill(key(pair.releasePayment()));
      tab.button("Add to the basket").click();
      tab.headed("What if: 1 addition");
      assertThat(tab.at(".basket")).containsText("takes access away and never gives any");
      assertThat(tab.at("#effect-part")).containsText("would open", PATIENT);
      tab.button("Empty the basket").click();
    }
  }
}
