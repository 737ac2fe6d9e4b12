package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.demo.Planted;
import dev.firebreak.web.cli.FirebreakCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Records are found by text, type and person, and the pack of a run is checked without the server.
@Order(11)
@ExtendWith(OnStage.class)
class EvidenceScreenTest {
  @TempDir Path folder;
  private final Stage stage;

  EvidenceScreenTest(Stage stage) {
    this.stage = stage;
  }

  /// A plan of Ana's that she withdraws.
  ///
  /// @return the id of its run
  private String planned(Tab tab, String why) {
    var grant = stage.stories().unusedGrants().unused().getFirst();
    tab.open("/findings/" + Planted.unused(grant).id());
    tab.button("Plan this change").click();
    tab.headed("Take ");
    String id = tab.page().url().substring(tab.page().url().lastIndexOf('/') + 1);
    tab.page().getByText("Withdraw this plan").click();
    tab.page().getByLabel("Why, for an auditor").fill(why);
    tab.button("Withdraw it").click();
    tab.shows("Withdrawn");
    return id;
  }

  private static void asked(Tab tab, String text, String type, String who) {
    tab.open("/evidence");
    tab.page().getByLabel("Text").fill(text);
    tab.page()
        .getByLabel("Record", new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true))
        .selectOption(type);
    tab.page().getByLabel("Who").fill(who);
    tab.button("Show").click();
    tab.headed("found");
  }

  @Test
  void recordsAreFoundByTextTypeAndPerson() {
    try (Tab tab = stage.signedIn()) {
      String run = planned(tab, "only to look at Quibbling");
      asked(tab, "qUIBBling", "", "");
      assertThat(tab.page().locator("table tbody tr")).hasCount(1);
      tab.shows("ana withdrew the plan of run " + run);
      assertThat(Looks.faults(tab.page(), "evidence-by-text")).isEmpty();
      asked(tab, "", "SIGN_IN", "");
      assertThat(tab.page().locator("table tbody tr td:nth-child(3)").allInnerTexts())
          .isNotEmpty()
          .containsOnly("Sign in");
      assertThat(Looks.faults(tab.page(), "evidence-by-type")).isEmpty();
      asked(tab, "", "", "ANA");
      assertThat(tab.page().locator("table tbody tr td:nth-child(5)").allInnerTexts())
          .isNotEmpty()
          .containsOnly("ana");
      asked(tab, run, "PLAN_WITHDRAWN", "ana");
      assertThat(tab.page().locator("table tbody tr")).hasCount(1);
      tab.page().locator("table td a.hash").first().click();
      tab.shows("the same");
      tab.shows("only to look at Quibbling");
      assertThat(Looks.faults(tab.page(), "evidence-found-record")).isEmpty();
      asked(tab, "<script>alert(1)</script>", "", "");
      tab.shows("No record is like that.");
      assertThat(Looks.faults(tab.page(), "evidence-none")).isEmpty();
    }
  }

  /// What the command line says of a pack.
  static String verified(Path pack, int... exitCodes) {
    StringWriter out = new StringWriter();
    int code =
        FirebreakCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute("verify-evidence", "--pack", pack.toString());
    assertThat(exitCodes).as(out.toString()).contains(code);
    return out.toString();
  }

  @Test
  void thePackOfAPlanThatNobodyApprovedIsGenuineAndIncomplete() throws Exception {
    Path pack = folder.resolve("pack.zip");
    try (Tab tab = stage.signedIn()) {
      String run = planned(tab, "only to take its pack");
      tab.page().getByText("Records of this run").click();
      tab.headed("to run " + run);
      assertThat(tab.page()).hasURL(Pattern.compile("/evidence\\?run=" + run));
      assertThat(Looks.faults(tab.page(), "evidence-of-run")).isEmpty();
      tab.page()
          .waitForDownload(() -> tab.page().getByText("Evidence pack").first().click())
          .saveAs(pack);
      assertThat(verified(pack, 3)).contains(run, "genuine; missing: its approval");
    }
    assertTampered(pack);
  }

  /// Changes a bit of the pack, and expects that it is refused.
  static void assertTampered(Path pack) throws java.io.IOException {
    byte[] bytes = Files.readAllBytes(pack);
    bytes[bytes.length / 2] ^= 1;
    Files.write(pack, bytes);
    assertThat(verified(pack, 1, 2)).containsAnyOf("Tampered", "Unusable");
  }
}
