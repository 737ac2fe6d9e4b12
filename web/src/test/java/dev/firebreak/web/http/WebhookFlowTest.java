package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.webhook.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Webhooks over HTTP: by the API and by the pages, to a real receiver.
class WebhookFlowTest {

  private final TestServer server = TestServer.running();
  private final Program program = new Program();
  private final Receiver receiver = Receiver.start();

  @BeforeEach
  void begin() {
    server.empty();
  }

  @AfterEach
  void end() {
    for (JsonNode each : Program.good(program.get("/api/v1/webhooks"), 200)) {
      program.send("DELETE", "/api/v1/webhooks/" + each.get("id").asString(), "");
    }
    receiver.close();
  }

  private JsonNode added(String events, String severity) {
    return Program.good(
        program.post(
            "/api/v1/webhooks",
            "{\"url\": \"%s\", \"events\": [%s], \"severity\": \"%s\"}"
                .formatted(receiver.address(), events, severity)),
        201);
  }

  private List<Receiver.Message> until(Predicate<List<Receiver.Message>> wanted) {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    while (!wanted.test(receiver.messages())) {
      assertThat(Instant.now()).as(receiver.messages().toString()).isBefore(deadline);
      Thread.onSpinWait();
    }
    return receiver.messages();
  }

  @Test
  void whatAnAnalysisOpensIsToldSignedBySeverity() {
    JsonNode made = added("\"finding.opened\"", "CRITICAL");
    String secret = made.get("secret").asString();
    assertThat(secret).startsWith("whsec_");
    server.add(Larkspur.GRAPH);
    server.analyse();
    List<JsonNode> critical =
        Program.good(program.get("/api/v1/findings?severity=CRITICAL&size=500"), 200)
            .get("findings")
            .valueStream()
            .toList();
    assertThat(critical).isNotEmpty();
    List<Receiver.Message> messages = until(all -> all.size() >= critical.size());
    assertThat(messages).hasSize(critical.size());
    for (Receiver.Message message : messages) {
      assertThat(message.signedBy(secret)).isEqualTo(1);
      JsonNode body = new JsonMapper().readTree(message.body());
      assertThat(body.get("type").asString()).isEqualTo("finding.opened");
      assertThat(body.get("id").asString()).isEqualTo(message.id());
      assertThat(body.at("/data/severity").asString()).isEqualTo("CRITICAL");
      assertThat(program.get("/api/v1" + body.at("/data/link").asString()).statusCode())
          .isEqualTo(200);
    }
    String id = made.at("/webhook/id").asString();
    JsonNode log =
        program.until(
            "/api/v1/webhooks/" + id + "/deliveries",
            all ->
                all.valueStream()
                    .allMatch(each -> each.get("state").asString().equals("DELIVERED")));
    assertThat(log.get(0).get("status").asInt()).isEqualTo(204);
    Program.good(
        program.post(
            "/api/v1/webhooks/%s/deliveries/%s/redelivery"
                .formatted(id, log.get(0).get("id").asString()),
            ""),
        202);
    assertThat(until(all -> all.size() > critical.size()).getLast().id())
        .isEqualTo(log.get(0).get("id").asString());
  }

  @Test
  void aRunIsToldFromItsApprovalToItsEndInOrder() {
    Leaver.harvested(server, program, "Ben Left");
    JsonNode made =
        added("\"run.waiting_for_approval\", \"run.started\", \"run.finished\"", "INFO");
    String finding =
        Program.good(program.get("/api/v1/findings?kind=LEAVER"), 200)
            .at("/findings/0/id")
            .asString();
    JsonNode plan =
        Program.good(
            program.post("/api/v1/remediations", "{\"finding\": \"" + finding + "\"}"), 201);
    String run = plan.get("id").asString();
    String address = "/api/v1/remediations/" + run;
    Program.good(program.post(address + "/dry-run", ""), 200);
    until(all -> !all.isEmpty());
    Program.good(program.post(address + "/dry-run", ""), 200);
    Program.good(
        program.post(
            address + "/approval",
            "{\"planHash\": \"%s\", \"note\": \"He left.\"}"
                .formatted(plan.get("planHash").asString())),
        200);
    Program.good(program.post(address + "/start", ""), 202);
    List<Receiver.Message> messages = until(all -> all.size() >= 3);
    assertThat(messages)
        .extracting(message -> new JsonMapper().readTree(message.body()))
        .allSatisfy(body -> {
          assertThat(body.at("/data/run").asString()).isEqualTo(run);
          assertThat(body.at("/data/link").asString()).isEqualTo("/remediation/" + run);
        })
        .extracting(body -> body.get("type").asString())
        .containsExactly("run.waiting_for_approval", "run.started", "run.finished");
    assertThat(messages).allMatch(message -> message.signedBy(made.get("secret").asString()) == 1);
  }

  @Test
  void theSecretIsShownOnceAndKeptNowhere() {
    JsonNode made = added("\"run.halted\"", "INFO");
    String id = made.at("/webhook/id").asString();
    String secret = made.get("secret").asString().substring("whsec_".length());
    assertThat(program.get("/api/v1/webhooks/" + id).body()).doesNotContain("secret\":", secret);
    assertThat(Browser.signedIn().get("/settings/webhooks/" + id).body()).doesNotContain(secret);
    assertThat(server.kept("Webhook").toString()).doesNotContain(secret);
    assertThat(program.get("/api/v1/evidence").body())
        .contains("WEBHOOK_DECIDED")
        .doesNotContain(secret);
  }

  @Test
  void anAdministratorDoesItAllOnThePages() {
    Browser browser = Browser.signedIn();
    String page =
        browser.location(
            browser.post(
                "/settings/webhooks",
                Map.of(
                    "url", receiver.address().toString(),
                    "event", "run.started",
                    "severity", "HIGH")));
    String shown = browser.get(page).body();
    String secret = Browser.group(shown, "(whsec_[A-Za-z0-9+/=]+)");
    browser.post(page + "/test", Map.of());
    assertThat(until(all -> !all.isEmpty()).getFirst().signedBy(secret)).isEqualTo(1);
    browser.until(page, body -> body.contains("webhook.test") && body.contains("Delivered"));
    browser.post(page + "/secret", Map.of());
    assertThat(browser.get(page).body()).contains("whsec_").doesNotContain(secret);
    browser.post(page + "/stop", Map.of());
    assertThat(browser.get(page).body()).contains("Stopped", "Resume");
    browser.post(page, Map.of("url", "ftp://nowhere", "event", "run.started"));
    assertThat(browser.get(page).body()).contains("Nothing was changed.");
    browser.post(page + "/remove", Map.of());
    assertThat(browser.get("/settings/webhooks").body())
        .contains("Nobody outside is told anything.");
    assertThat(browser.get(page).statusCode()).isEqualTo(404);
  }

  @Test
  void whatCannotBeMeantIsRefusedInASentence() {
    String url = "{\"url\": \"%s\", \"events\": [\"%s\"]}";
    assertThat(
            Program.problem(
                program.post("/api/v1/webhooks", url.formatted(receiver.address(), "finding.gone")),
                400))
        .contains("There is no event 'finding.gone'");
    assertThat(
            Program.problem(
                program.post(
                    "/api/v1/webhooks", url.formatted("https://h.example/?t=1", "run.started")),
                400))
        .contains("without a user, a query");
    for (String address : List.of("https://10.1.2.3/hook", "https://[fd12:3456::1]/")) {
      assertThat(
              Program.problem(
                  program.post("/api/v1/webhooks", url.formatted(address, "run.started")), 400))
          .startsWith("No message may go to ")
          .contains("webhooks.allow-private of the configuration allows this one");
    }
    for (String address :
        List.of(
            "https://169.254.169.254/x", "https://metadata.google.internal", "https://0.0.0.0")) {
      assertThat(
              Program.problem(
                  program.post("/api/v1/webhooks", url.formatted(address, "run.started")), 400))
          .contains("clouds keep credentials there")
          .doesNotContain("allow-");
    }
    String id = added("\"run.halted\"", "INFO").at("/webhook/id").asString();
    assertThat(
            Program.problem(
                program.send("PATCH", "/api/v1/webhooks/" + id, "{\"url\": \"https://10.0.0.1/\"}"),
                400))
        .contains("webhooks.allow-private");
    assertThat(Program.problem(program.get("/api/v1/webhooks/W-none"), 404)).contains("W-none");
  }
}
