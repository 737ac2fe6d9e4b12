package dev.firebreak.demo.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.server.WebServer;
import dev.firebreak.web.user.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Every page where nothing was harvested yet, and then where a harvest failed: each says what is
/// missing and what to do.
@Order(9)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NothingYetTest {

  private static final String PASSWORD = "typed only where nothing is real";

  /// What each page says before the first harvest.
  private static final Map<String, List<String>> SAID = said();

  @TempDir private static Path folder;

  private static WebServer server;
  private static Playwright playwright;
  private static Browser browser;
  private static String analyst;
  private static String administrator;

  private static Map<String, List<String>> said() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("/", List.of("nothing has been harvested yet", "What to do next", "Harvest "));
    all.put("/findings", List.of("No analysis has run yet", "Go to the sources"));
    all.put("/findings?severity=CRITICAL&q=x", List.of("No analysis has run", "Go to the sources"));
    all.put("/explore", List.of("Nothing has been harvested yet", "Go to the sources"));
    all.put("/search", List.of("Nothing has been harvested yet", "Go to the sources"));
    all.put("/search?kind=CONTAINER", List.of("Nothing has been harvested", "Go to the sources"));
    all.put("/search?q=okonjo", List.of("Nothing is called anything like", "see the sources"));
    all.put("/sod", List.of("No ruleset is in use", "Begin with one that ships"));
    all.put("/workbench", List.of("Nothing has been harvested yet", "Go to the sources"));
    all.put("/remediation", List.of("No fix has been planned yet", "Open a finding"));
    all.put(
        "/remediation/unattended", List.of("No policy is configured", "Add one under policies"));
    all.put("/evidence", List.of("Verify the chain"));
    all.put(
        "/sources", List.of("None of the 2 sources was ever harvested", "Harvest all and analyse"));
    all.put("/sources/vault/health", List.of("Strongroom"));
    all.put("/sources/vault/timeline", List.of("Nothing has happened yet: it was never harvested"));
    all.put("/sources/vault/conformance", List.of("Strongroom"));
    all.put("/correlation", List.of("Nobody is known yet", "Go to the sources"));
    all.put("/settings", List.of("None. Add one under"));
    all.put("/settings/account", List.of("keys"));
    all.put("/settings/users", List.of("Add"));
    all.put("/settings/keys", List.of("Nobody has made a key yet", "My account"));
    all.put("/settings/webhooks", List.of("Nobody outside is told anything", "Add one below"));
    return all;
  }

  @BeforeAll
  static void start() throws IOException {
    SharedNeo4j.clear();
    Files.writeString(folder.resolve("token"), "test-token");
    Path config = folder.resolve("firebreak.yaml");
    Files.writeString(
        config,
        """
        data-dir: data
        graph: {uri: %s}
        server: {port: 0}
        sources:
          - {id: directory, name: Doorway, kind: directory, authoritative: true, base-url: "http://127.0.0.1:9/scim/v2", allow-http: true, auth: {bearer: "file:%s"}, scim: {attempts: 1}}
          - {id: vault, name: Strongroom, kind: vault, base-url: "http://127.0.0.1:9/vault", allow-http: true, auth: {bearer: "file:%s"}, scim: {attempts: 1}}
        """
            .formatted(SharedNeo4j.uri(), folder.resolve("token"), folder.resolve("token")));
    server = WebServer.start(ConfigFile.load(config), Clock.systemUTC(), false);
    let("nina", Role.ANALYST);
    let("nora", Role.ADMIN);
    server.users().active("admin", false, "nora");
    playwright = Playwright.create(Chromium.settings());
    browser = Chromium.launch(playwright);
    analyst = session("nina");
    administrator = session("nora");
  }

  private static void let(String name, Role role) {
    server
        .users()
        .choose(server.users().add(name, null, null, Set.of(role), "admin").user(), PASSWORD);
  }

  private static String session(String name) {
    try (Tab tab = Tab.in(browser, server.address(), null, "UTC")) {
      tab.signIn(name, PASSWORD);
      tab.page().waitForURL("**/");
      return tab.page().context().storageState();
    }
  }

  @AfterAll
  static void end() {
    browser.close();
    playwright.close();
    server.close();
  }

  private static Tab tab(String address) {
    boolean admin = address.matches("/settings/(users|keys|webhooks)");
    return Tab.in(browser, server.address(), admin ? administrator : analyst, "UTC");
  }

  private static String label(String before, String address) {
    return before + address.replaceAll("[^a-z]+", "-");
  }

  @Test
  @Order(1)
  void everyPageSaysWhatIsMissingAndWhatToDo() {
    List<String> faults = new ArrayList<>();
    SAID.forEach((address, sentences) -> {
      try (Tab tab = tab(address)) {
        tab.open(address);
        String text = tab.page().locator("main").innerText();
        for (String each : sentences) {
          if (!text.contains(each)) {
            faults.add(address + " does not say: " + each + "\n" + text);
          }
        }
        if (text.matches("(?s).*\\b(null|NaN|undefined|0 \\w+s? (is|are) )\\b.*")) {
          faults.add(address + " has a word of no meaning\n" + text);
        }
        Looks.faults(tab.page(), label("nothing", address))
            .forEach(fault -> faults.add(address + ": " + fault));
      } catch (AssertionError complained) {
        faults.add(address + ": " + complained.getMessage());
      }
    });
    Assertions.assertThat(faults).isEmpty();
  }

  @Test
  @Order(2)
  void afterAHarvestThatFailedTheOverviewLeadsToTheReason() {
    server.operations().harvestAndAnalyse();
    Stage.awaitThat(
        "the harvest is over",
        () -> server.operations().latest().filter(job -> job.running()).isEmpty());
    List<String> faults = new ArrayList<>();
    for (String address :
        List.of(
            "/", "/findings", "/explore", "/sources", "/sources/vault/health", "/correlation")) {
      try (Tab tab = tab(address)) {
        tab.open(address);
        if (address.equals("/")) {
          tab.headed("no source could be read to its end");
          tab.shows("2 sources were not read to the end. See why");
        }
        if (address.equals("/findings")) {
          tab.shows("Nobody is known yet, so there is nothing to find.");
          tab.shows("Go to the sources");
        }
        faults.addAll(Looks.faults(tab.page(), label("failed", address)));
      }
    }
    Assertions.assertThat(faults).isEmpty();
  }
}
