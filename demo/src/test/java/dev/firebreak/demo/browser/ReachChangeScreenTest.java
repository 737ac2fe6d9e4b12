package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.firebreak.demo.Installation.identity;

import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.firebreak.demo.larkspur.Ref;
import dev.firebreak.providers.ScimProvider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A group is nested into another between two harvests: the overview and the page of one whose
/// reach that widened say so.
@Order(8)
@ExtendWith(OnStage.class)
class ReachChangeScreenTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final Stage stage;

  ReachChangeScreenTest(Stage stage) {
    this.stage = stage;
  }

  /// Puts the first group of the application into the one that grants to create vendors.
  private void nest() {
    ScimProvider ledgerone = stage.providers().ledgerone();
    Ref around = stage.stories().toxicPair().ledgerGroups().getLast();
    ObjectNode group =
        (ObjectNode) JSON.readTree(ledgerone.get("/Groups", around.id()).orElseThrow());
    group.withArray("members").addObject().put("value", "LG-001").put("type", "Group");
    ledgerone.load("/Groups", List.of(group.toString()));
  }

  @Test
  void theOverviewAndTheIdentityNameTheChangeThatWidenedReach() {
    nest();
    try (Tab tab = stage.signedIn()) {
      tab.open("/sources");
      tab.button("Harvest all and analyse").click();
      assertThat(tab.at("#job"))
          .containsText("is done", new LocatorAssertions.ContainsTextOptions().setTimeout(120_000));
      tab.open("/");
      assertThat(tab.at("section:has(#reach)")).containsText("was nested into the group");
      Assertions.assertThat(Looks.faults(tab.page(), "overview-changed")).isEmpty();
      tab.at("section:has(#reach) tbody tr:first-child a").click();
      assertThat(tab.at("section:has(#why-changed)")).containsText("was nested into the group");
      Assertions.assertThat(Looks.faults(tab.page(), "identity-changed")).isEmpty();
      tab.open(
          "/identities?key="
              + URLEncoder.encode(
                  identity(stage.stories().toxicPair().person()), StandardCharsets.UTF_8));
      assertThat(tab.at("section:has(#why-changed)")).isVisible();
    }
  }
}
