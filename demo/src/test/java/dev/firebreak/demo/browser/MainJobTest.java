package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import dev.firebreak.demo.larkspur.Ref;
import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.SeenRequest;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// From a finding to the proof that it is gone, by clicking.
@Order(7)
@ExtendWith(OnStage.class)
class MainJobTest {

  private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(120_000);

  private final Stage stage;

  MainJobTest(Stage stage) {
    this.stage = stage;
  }

  private static List<SeenRequest> writes(ScimProvider provider) {
    return provider.requests().stream()
        .filter(request -> request.path().contains("/scim/"))
        .filter(request -> !request.method().equals("GET"))
        .toList();
  }

  private static String resource(ScimProvider provider, String endpoint, Ref resource) {
    return provider.get(endpoint, resource.id()).orElseThrow();
  }

  /// Plans the fix of the finding that is open, rehearses, approves and runs it, and waits until an
  /// analysis has looked.
  private void fix(Tab tab, ScimProvider provider, String sentence) {
    List<SeenRequest> before = writes(provider);
    String finding = tab.page().url();
    tab.button("Plan this change").click();
    tab.headed(sentence);
    tab.button("Dry run").click();
    tab.shows("Would apply");
    assertThat(writes(provider)).isEqualTo(before);
    assertThat(tab.button("Approve this change")).isDisabled();
    tab.page().getByLabel("Why it is right").fill("not her work any more");
    tab.page().getByLabel("Type 1 to confirm").fill("2");
    assertThat(tab.button("Approve this change")).isDisabled();
    tab.page().getByLabel("Type 1 to confirm").fill("1");
    tab.button("Approve this change").click();
    prove(tab);
    assertThat(writes(provider)).isEqualTo(before);
    tab.button("Run: send this change").click();
    assertThat(tab.at("#run table")).containsText("Verified", PATIENT);
    assertThat(tab.at("#run .steps"))
        .containsText("the graph no longer shows the finding", PATIENT);
    assertThat(tab.page().locator("#rail-main a[href='/remediation'] .count")).hasCount(0);
    assertThat(writes(provider)).hasSize(before.size() + 1);
    assertThat(writes(provider).getLast().method()).isEqualTo("PATCH");
    assertThat(Looks.faults(tab.page(), "run-" + finding.substring(finding.lastIndexOf('/') + 1)))
        .isEmpty();
    tab.open(finding);
    tab.shows("Resolved");
    tab.shows("nothing is left to fix");
  }

  /// The page that asks holds the form, and goes on with it.
  private void prove(Tab tab) {
    tab.headed("Is it you?");
    assertThat(Looks.faults(tab.page(), "prove")).isEmpty();
    tab.page().getByLabel("Password").fill("not the password");
    tab.button("Go on: approve a plan").click();
    tab.shows("This is not your password.");
    tab.page().getByLabel("Password").fill(stage.password());
    tab.button("Go on: approve a plan").click();
  }

  @Test
  void martasWayToPaymentsIsCutAndProved() {
    var pair = stage.stories().toxicPair();
    var strongroom = stage.providers().strongroom();
    var group = pair.vaultGroups().getFirst();
    String member = "\"" + pair.vaultAccount().id() + "\"";
    assertThat(resource(strongroom, "/Groups", group)).contains(member);
    try (Tab tab = stage.signedIn()) {
      tab.open(Place.FINDING_TOXIC_PAIR.address(stage.stories()));
      fix(tab, strongroom, "Remove marta.okonjo from Night-Batch-Cover");
      assertThat(resource(strongroom, "/Groups", group)).doesNotContain(member);
      tab.open("/evidence");
      tab.button("Verify the chain").click();
      assertThat(tab.at("[role=status]")).containsText("ntact");
      assertThat(Looks.faults(tab.page(), "evidence-verified")).isEmpty();
      tab.page().locator("table td a.hash").first().click();
      tab.shows("the same");
      assertThat(Looks.faults(tab.page(), "evidence-record")).isEmpty();
      tab.open("/remediation");
      assertThat(Looks.faults(tab.page(), "remediation-done")).isEmpty();
    }
  }

  @Test
  void dariosRightOnTheAdministratorsSafeIsTaken() {
    var safe = stage.stories().adminSafe();
    var strongroom = stage.providers().strongroom();
    try (Tab tab = stage.signedIn()) {
      tab.open(Place.FINDING_ADMIN_SAFE.address(stage.stories()));
      fix(tab, strongroom, "DOMAIN-ADMINS-T0");
      assertThat(resource(strongroom, "/ContainerPermissions", safe.permission()))
          .doesNotContain("\"" + safe.right() + "\"")
          .contains("\"ListAccounts\"");
      tab.open(Place.CONTAINER.address(stage.stories()));
      tab.headed("4 identities can open it");
    }
  }

  @Test
  void theLeaversAccountIsSwitchedOff() {
    var account = stage.stories().leaver().ledgerAccount();
    var ledgerone = stage.providers().ledgerone();
    try (Tab tab = stage.signedIn()) {
      tab.open(Place.FINDING_LEAVER.address(stage.stories()));
      fix(tab, ledgerone, "LedgerOne");
      assertThat(resource(ledgerone, "/Users", account))
          .containsPattern("\"active\"\\s*:\\s*false");
    }
  }
}
