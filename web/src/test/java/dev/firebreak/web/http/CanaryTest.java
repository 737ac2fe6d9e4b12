package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.firebreak.embedded.EmbeddedNeo4j;
import dev.firebreak.providers.ScimProvider;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.server.WebServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;
import org.slf4j.LoggerFactory;

/// A secret goes to its source and nowhere else: not when the source answers with it, not into a
/// log, the graph, a page, an answer, the evidence or a pack.
class CanaryTest {

  private static final String MARK = "Canary7Zq";
  private static final String BEARER = MARK + "-bearer-4f02";
  private static final String PASSWORD = MARK + "-password-91c0";
  private static final String CLIENT = MARK + "-client-7be1";
  private static final String EVENTS = MARK + "-events-0123456789abcdef";

  @TempDir Path folder;
  private final Map<String, String> seen = new LinkedHashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private EmbeddedNeo4j graph;
  private Logged starting;
  private Logged logged;
  private ScimProvider ledger;
  private Echo door;
  private WebServer server;
  private Browser person;

  @BeforeEach
  void aServerWhoseSourcesHaveMarkedSecrets() throws Exception {
    graph = keep(EmbeddedNeo4j.start(folder.resolve("neo4j")));
    starting = keep(Logged.everything());
    ScimProvider hr = keep(ScimProvider.named("hr").bearer(BEARER).start());
    ledger = keep(ScimProvider.named("ledger").bearer(BEARER).start());
    door = keep(Echo.before(ledger.baseUri()));
    Echo nobody = keep(Echo.before(hr.baseUri()).echoing("GET", "POST"));
    hr.load(
        "/Users", List.of(RunFlowTest.USER.formatted("p2", "ben", "Ben Left", "1002", "false")));
    ledger.load(
        "/Users", List.of(RunFlowTest.USER.formatted("u2", "bleft", "Ben Left", "1002", "true")));
    for (var each :
        Map.of("bearer", BEARER, "password", PASSWORD, "client", CLIENT, "events", EVENTS)
            .entrySet()) {
      Files.writeString(folder.resolve(each.getKey()), each.getValue());
    }
    Path config = folder.resolve("firebreak.yaml");
    Files.writeString(
        config,
        CONFIG
            .replace("@GRAPH@", graph.uri().toString())
            .replace("@HR@", hr.baseUri().toString())
            .replace("@LEDGER@", door.address().toString())
            .replace("@NOBODY@", nobody.address().toString())
            .replace("@TOKEN@", nobody.address().resolve("/token").toString())
            .replace("@FOLDER@", folder.toString()));
    server = WebServer.start(ConfigFile.load(config), Clock.systemUTC(), false);
    keep(server::close);
    logged = keep(Logged.everything()); // the start sets up the log anew
    level(Level.DEBUG);
    person = new Browser(server.address());
    TestServer.admit(server);
    person.signIn("admin", TestServer.PASSWORD);
  }

  private <T extends AutoCloseable> T keep(T part) {
    open.addFirst(part);
    return part;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable part : open) {
      part.close();
    }
    level(Level.WARN);
  }

  private static void level(Level level) {
    ((Logger) LoggerFactory.getLogger("dev.firebreak")).setLevel(level);
  }

  @Test
  void aMarkedSecretIsNowhereButOnItsWayToItsSource() throws Exception {
    person.post("/sources/harvest", Map.of());
    person.until("/api/v1/jobs/latest", body -> !body.contains("\"RUNNING\""));
    String page = look("/findings?kind=LEAVER");
    String finding = Browser.group(page, "/findings/(L-[0-9a-f]+)");
    door.echoing("PATCH");
    String run = runOf(finding);
    person.until(run, body -> body.contains("refused") || body.contains("Failed"));
    assertThat(ledger.requests()).as("the change was sent and echoed").isNotEmpty();
    String id = run.substring(run.lastIndexOf('/') + 1);
    Crawl.all(person).forEach(this::look);
    for (String address :
        List.of(
            "/api/v1/sources",
            "/api/v1/jobs/latest",
            "/api/v1/overview",
            "/api/v1/metrics",
            "/api/v1/findings",
            "/api/v1/findings?format=csv",
            "/api/v1/access?format=csv",
            "/api/v1/access-history?format=csv",
            "/api/v1/remediations",
            "/api/v1/remediations/" + id,
            "/api/v1/evidence",
            "/api/v1/evidence/verification",
            "/api/v1/sources/ledger/health",
            "/api/v1/sources/basic/health",
            "/api/v1/sources/ledger/profile",
            "/api/v1/openapi.json",
            "/api/v1/nothing")) {
      look(address);
    }
    pack("/api/v1/remediations/" + id + "/pack");
    graph();
    files(folder.resolve("data"));
    seen.put("the log", String.join("\n", starting.lines()) + String.join("\n", logged.lines()));

    assertThat(seen).containsKeys("report.pdf", "evidence.jsonl").hasSizeGreaterThan(40);
    assertThat(seen.get("the log")).as("sources that echo were told of").contains("basic", "oauth");
    assertThat(leaks()).as("where a secret is").isEmpty();
    plantedLeaksAreFound();
  }

  /// The check itself, shown red.
  private void plantedLeaksAreFound() {
    LoggerFactory.getLogger(CanaryTest.class).info("signing in with {}", PASSWORD);
    seen.put("the log", String.join("\n", starting.lines()) + String.join("\n", logged.lines()));
    seen.put("a page", "<td>" + BEARER + "</td>");
    seen.put("an answer", "Basic " + encoded("svc:" + PASSWORD));
    assertThat(leaks()).containsExactlyInAnyOrder("the log", "a page", "an answer");
  }

  private List<String> leaks() {
    List<String> marks =
        List.of(MARK, encoded("svc:" + PASSWORD), encoded("firebreak:" + CLIENT), encoded(BEARER));
    return seen.entrySet().stream()
        .filter(each -> marks.stream().anyMatch(each.getValue()::contains))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String runOf(String finding) {
    String run = person.location(person.post("/remediation", Map.of("finding", finding)));
    person.post(run + "/dry-run", Map.of());
    String hash =
        Browser.group(person.approver().get(run).body(), "name=\"hash\" value=\"([0-9a-f]{64})\"");
    person.post(run + "/approve", Map.of("hash", hash, "count", "1", "note", "left in May"));
    person.post(run + "/start", Map.of());
    return run;
  }

  private String look(String address) {
    String body = person.get(address).body();
    seen.put(address, body);
    return body;
  }

  private void pack(String address) throws IOException {
    byte[] pack = person.bytes(person.request(address).GET()).body();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readAllBytes();
        seen.put(entry.getName(), new String(content, StandardCharsets.UTF_8));
        if (entry.getName().endsWith(".pdf")) {
          try (var document = Loader.loadPDF(content)) {
            seen.put(entry.getName(), new PDFTextStripper().getText(document));
          }
        }
      }
    }
  }

  private void graph() {
    try (var driver = GraphDatabase.driver(graph.uri(), AuthTokens.none());
        var session = driver.session()) {
      seen.put(
          "the nodes",
          session.run("MATCH (n) RETURN properties(n) AS all").list(Object::toString).toString());
      seen.put(
          "the edges",
          session
              .run("MATCH ()-[r]->() RETURN properties(r) AS all")
              .list(Object::toString)
              .toString());
    }
  }

  private void files(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        seen.put(
            file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static final String CONFIG =
      """
      data-dir: data
      graph:
        uri: @GRAPH@
      server:
        port: 0
      sources:
        - id: hr
          kind: directory
          authoritative: true
          base-url: @HR@
          allow-http: true
          auth: {bearer: "file:@FOLDER@/bearer"}
        - id: ledger
          kind: application
          base-url: @LEDGER@
          allow-http: true
          auth: {bearer: "file:@FOLDER@/bearer"}
        - id: basic
          kind: application
          base-url: @NOBODY@
          allow-http: true
          auth:
            basic: {username: svc, password: "file:@FOLDER@/password"}
        - id: oauth
          kind: application
          base-url: @NOBODY@
          allow-http: true
          auth:
            client-credentials: {token-url: "@TOKEN@", client-id: firebreak, client-secret: "file:@FOLDER@/client"}
      usage:
        - id: ledger-events
          source: ledger
          push:
            issuer: https://ledger.example
            audience: https://firebreak.example
            secret: file:@FOLDER@/events
      remediation:
        enabled: true
      """;
}
