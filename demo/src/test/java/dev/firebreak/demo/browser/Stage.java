package dev.firebreak.demo.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import dev.firebreak.demo.larkspur.DemoFolder;
import dev.firebreak.demo.larkspur.Larkspur;
import dev.firebreak.demo.larkspur.LarkspurProviders;
import dev.firebreak.demo.larkspur.Stories;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.server.WebServer;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.work.Job;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Larkspur with seed 1, served, harvested and analysed by a web server that asks for the password
/// at each act of weight, and a Chromium beside it. Two resources with scripts for names are
/// planted before the first harvest.
final class Stage implements AutoCloseable {

  /// The name of an identity of the directory.
  static final String IMAGE_NAME = "<img src=x onerror=alert(1)>";

  /// The name of an account of the application that belongs to nobody.
  static final String SCRIPT_NAME = "\"><script>alert(1)</script>";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Larkspur larkspur;
  private final LarkspurProviders providers;
  private final WebServer server;
  private final String password;
  private final Browser browser;
  private final Map<String, String> sessions = new HashMap<>();

  private Stage(BiConsumer<Larkspur, LarkspurProviders> planted) throws IOException {
    Clock clock = Clock.systemUTC();
    larkspur = Larkspur.generate(1, clock.instant());
    providers = keep(LarkspurProviders.start(larkspur));
    planted.accept(larkspur, providers);
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "browser");
    Path config = DemoFolder.write(folder.resolve("demo"), larkspur, providers, 0);
    Files.writeString(
        config, "sign-in: {prove-again-minutes: 0}\n", java.nio.file.StandardOpenOption.APPEND);
    server = keep(WebServer.start(ConfigFile.load(config), clock, false));
    password = "typed only where nothing is real";
    let("ana", Role.ANALYST, Role.APPROVER);
    let("lena", Role.ANALYST);
    let("ben", Role.APPROVER);
    let("root", Role.ADMIN);
    server.users().active("admin", false, "root");
    server.operations().harvestAndAnalyse();
    browser = keep(Chromium.launch(keep(Playwright.create(Chromium.settings()))));
    awaitWork();
  }

  /// Opens everything.
  static Stage open() {
    return open(Stage::plantScripts);
  }

  /// Opens everything, over [HostileTexts].
  static Stage hostile() {
    return open(HostileTexts::plant);
  }

  private static Stage open(BiConsumer<Larkspur, LarkspurProviders> planted) {
    try {
      return new Stage(planted);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    opened.push(part);
    return part;
  }

  private void let(String name, Role... roles) {
    var made = server.users().add(name, null, null, Set.of(roles), "admin");
    server.users().choose(made.user(), password);
  }

  private static void plantScripts(Larkspur larkspur, LarkspurProviders providers) {
    providers.doorway().load("/Users", List.of(user("script-1", IMAGE_NAME)));
    providers.ledgerone().load("/Users", List.of(user("script-2", SCRIPT_NAME)));
  }

  private static String user(String id, String name) {
    return """
    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"%s","userName":"%s",
    "displayName":"%s","active":true}\
    """
        .formatted(id, id, name.replace("\"", "\\\""));
  }

  /// Waits for the end of the background work.
  Job awaitWork() {
    awaitThat(
        "the work in the background is over",
        () -> server.operations().latest().filter(Job::running).isEmpty());
    return server.operations().latest().orElseThrow();
  }

  /// Waits until something holds that no page shows.
  static void awaitThat(String what, BooleanSupplier holds) {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!holds.getAsBoolean()) {
        if (System.nanoTime() > end) {
          throw new AssertionError("Waited %s in vain until %s.".formatted(PATIENCE, what));
        }
        never.await(50, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Stories stories() {
    return larkspur.stories();
  }

  LarkspurProviders providers() {
    return providers;
  }

  Larkspur larkspur() {
    return larkspur;
  }

  String password() {
    return password;
  }

  /// A page of Ana, who analyses and approves.
  Tab signedIn() {
    return signedIn("ana");
  }

  /// A page of Ana somewhere else.
  ///
  /// @param zone the id of a time zone
  Tab signedInAt(String zone) {
    try (Tab here = signedIn()) {
      return tab(here.page().context().storageState(), zone);
    }
  }

  /// A page of the administrator.
  Tab administrator() {
    return signedIn("root");
  }

  private Tab signedIn(String name) {
    return tab(
        sessions.computeIfAbsent(
            name,
            _ -> {
              try (Tab tab = anonymous()) {
                tab.signIn(name, password);
                tab.page().waitForURL("**/");
                return tab.page().context().storageState();
              }
            }));
  }

  /// A page of Ben, who approves and does nothing else.
  Tab approver() {
    return signedIn("ben");
  }

  /// Where the server is.
  URI address() {
    return server.address();
  }

  /// A page of somebody who is not.
  Tab anonymous() {
    return tab(null);
  }

  private Tab tab(@Nullable String state) {
    return tab(state, "UTC");
  }

  private Tab tab(@Nullable String state, String zone) {
    return Tab.in(browser, server.address(), state, zone);
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable part : opened) {
      part.close();
    }
  }
}
