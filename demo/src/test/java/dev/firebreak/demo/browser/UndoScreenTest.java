package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import dev.firebreak.demo.Planted;
import dev.firebreak.demo.larkspur.Stories.Grant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What a run took is given back by another: planned by one person, approved by another.
@Order(11)
@ExtendWith(OnStage.class)
class UndoScreenTest {

  private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(120_000);
  private static final Pattern VALUE = Pattern.compile("\"value\"\\s*:\\s*\"([^\"]*)\"");

  @TempDir Path folder;
  private final Stage stage;

  UndoScreenTest(Stage stage) {
    this.stage = stage;
  }

  private static String body(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    }
  }

  /// The values that a resource of LedgerOne lists, read with SCIM over HTTP, in order.
  private List<String> values(String path) throws Exception {
    var providers = stage.providers();
    var ledgerone = providers.ledgerone();
    String client = providers.ledgeroneClientId() + ":" + providers.ledgeroneClientSecret();
    String token =
        body(
            HttpRequest.newBuilder(ledgerone.tokenUri())
                .header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(client.getBytes()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
    String resource =
        body(
            HttpRequest.newBuilder(URI.create(ledgerone.baseUri() + path))
                .header(
                    "Authorization",
                    "Bearer "
                        + JsonMapper.shared().readTree(token).get("access_token").asString()));
    return VALUE.matcher(resource).results().map(found -> found.group(1)).sorted().toList();
  }

  /// Rehearses the plan that is open, has Ben approve it, and runs it.
  private void carriedOut(Tab tab, String look) {
    String run = tab.page().url();
    tab.button("Dry run").click();
    tab.shows("Would apply");
    assertThat(Looks.faults(tab.page(), look + "-rehearsed")).isEmpty();
    try (Tab other = stage.approver()) {
      other.open(run);
      assertThat(other.page().locator("form[action$='/start']")).hasCount(0);
      other.page().getByLabel("Why it is right").fill("asked for by the team");
      other.page().getByLabel("Type 1 to confirm").fill("1");
      other.button("Approve this change").click();
      other.headed("Is it you?");
      other.page().getByLabel("Password").fill(stage.password());
      other.button("Go on: approve a plan").click();
      other.shows("Approved by ben: asked for by the team");
    }
    tab.open(run);
    assertThat(Looks.faults(tab.page(), look + "-approved")).isEmpty();
    tab.button("Run: send this change").click();
    assertThat(tab.at("#run table")).containsText("Verified", PATIENT);
    assertThat(tab.page().locator("#run[data-live]"))
        .hasCount(
            0,
            new com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions()
                .setTimeout(120_000));
  }

  @Test
  void whatARunTookIsGivenBackAtTheProviderAndBothAreEvidence() throws Exception {
    Grant grant = stage.stories().unusedGrants().unused().getLast();
    try (Tab tab = stage.signedIn()) {
      tab.open("/findings/" + Planted.unused(grant).id());
      tab.button("Plan this change").click();
      tab.headed("Take ");
      String first = tab.page().url();
      tab.button("Dry run").click();
      tab.shows("Would apply");
      String path = tab.at("section[aria-labelledby=sent] code").innerText().split(" ", 2)[1];
      List<String> before = values(path);
      carriedOut(tab, "undo-first");
      List<String> taken = values(path);
      assertThat(taken).hasSize(before.size() - 1);
      assertThat(before).containsAll(taken);

      tab.button("Plan the undo").click();
      tab.shows("Gives back what run");
      String second = tab.page().url();
      assertThat(second).isNotEqualTo(first);
      assertThat(Looks.faults(tab.page(), "undo-planned")).isEmpty();
      assertThat(values(path)).isEqualTo(taken);
      carriedOut(tab, "undo-second");
      assertThat(values(path)).isEqualTo(before);
      assertThat(tab.at("#run .steps")).containsText("each change was read back");
      assertThat(Looks.faults(tab.page(), "undo-done")).isEmpty();
      tab.page().getByText("Records of this run").click();
      tab.headed("to run " + id(second));
      tab.shows("ben approved the plan of run " + id(second));
      tab.open(second);
      tab.page().locator("p.quiet a[href='/remediation/" + id(first) + "']").click();
      assertThat(tab.page().locator("form[action$='/undo']")).hasCount(0);
      tab.page().getByText("Records of this run").click();
      tab.headed("to run " + id(first));
      Path pack = folder.resolve("pack.zip");
      tab.page()
          .waitForDownload(() -> tab.page().getByText("Evidence pack").first().click())
          .saveAs(pack);
      assertThat(EvidenceScreenTest.verified(pack, 0)).contains(id(first));
      EvidenceScreenTest.assertTampered(pack);
    }
  }

  private static String id(String run) {
    return run.substring(run.lastIndexOf('/') + 1);
  }
}
