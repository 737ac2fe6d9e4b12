package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An administrator is told which address no message may go to, adds another one, tries it, and
/// sees that nobody is there.
@Order(4)
@ExtendWith(OnStage.class)
class WebhookScreenTest {

  private final Stage stage;

  WebhookScreenTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void aWebhookIsAddedTriedAndRemoved() {
    try (Tab tab = stage.administrator()) {
      tab.open("/settings/webhooks");
      tab.shows("Nobody outside is told anything.");
      tab.page().getByLabel("Address").fill("https://127.0.0.1/hook");
      tab.button("Add").click();
      tab.shows("No message may go to 127.0.0.1, which is this very host.");
      tab.shows("Nobody outside is told anything.");
      assertThat(tab.page().getByLabel("Address")).hasValue("https://127.0.0.1/hook");
      Assertions.assertThat(Looks.faults(tab.page(), "webhook-refused")).isEmpty();
      tab.page().getByLabel("Address").fill("https://nowhere.invalid/hook");
      tab.button("Add").click();
      tab.headed("nowhere.invalid");
      assertThat(tab.at("code.secret")).containsText(Pattern.compile("whsec_[A-Za-z0-9+/]{43}="));
      Assertions.assertThat(Looks.faults(tab.page(), "webhook-new")).isEmpty();
      tab.button("Send a test").click();
      assertThat(tab.at("code.secret")).hasCount(0);
      assertThat(tab.at("main")).containsText("webhook.test");
      String page = tab.page().url();
      Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
      while (!tab.page().content().contains("it could not be reached")) {
        Assertions.assertThat(Instant.now()).isBefore(deadline);
        tab.page().navigate(page);
      }
      tab.shows("Fails");
      Assertions.assertThat(Looks.faults(tab.page(), "webhook-failing")).isEmpty();
      tab.open("/settings/webhooks");
      Assertions.assertThat(Looks.faults(tab.page(), "webhooks-one")).isEmpty();
      tab.page().navigate(page);
      tab.button("Stop").click();
      tab.button("Remove").click();
      tab.shows("Nobody outside is told anything.");
    }
  }
}
