package dev.firebreak.web.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.embedded.EmbeddedNeo4j;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.config.LocalKey;
import dev.firebreak.web.config.WebhooksConfig;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.webhook.Webhooks.Fresh;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

/// Messages reach a real receiver in their order, however it misbehaves and however often the
/// sender is started anew.
class CourierTest {

  private static final class Moved extends Clock {
    private Instant now = Instant.parse("2026-11-23T09:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static final WebhooksConfig LOCAL =
      new WebhooksConfig(true, null, Duration.ofMillis(500));

  private static final Moved clock = new Moved();

  @TempDir private static Path home;
  private static EmbeddedNeo4j database;
  private static IdentityGraph graph;

  @TempDir private Path folder;
  private final Receiver receiver = Receiver.start();
  private EvidenceLog evidence;

  /// A database of its own, into which no server looks that runs beside.
  @BeforeAll
  static void start() {
    database = EmbeddedNeo4j.start(home);
    graph = IdentityGraph.connect(database.uri(), null, null);
  }

  @AfterAll
  static void stop() {
    graph.close();
    database.close();
  }

  @BeforeEach
  void open() {
    clock.now = clock.now.plus(Duration.ofDays(1));
    evidence = EvidenceLog.open(folder.resolve("evidence"), clock);
  }

  @AfterEach
  void close() throws IOException {
    Webhooks webhooks = webhooks(LOCAL);
    webhooks.all().forEach(each -> webhooks.remove(each.id(), "ada"));
    receiver.close();
    evidence.close();
  }

  private Webhooks webhooks(WebhooksConfig config) {
    return new Webhooks(graph, evidence, LocalKey.of(folder.resolve("data")), config, clock);
  }

  private Fresh added(Webhooks webhooks) {
    return webhooks.add(receiver.address().toString(), EventType.all(), Severity.INFO, "ada");
  }

  /// Lets an incomplete harvest of a source be found in the graph.
  private void harvestFails(String source) {
    clock.now = clock.now.plusSeconds(1);
    try (var driver = GraphDatabase.driver(database.uri(), AuthTokens.none());
        var session = driver.session()) {
      session
          .run(
              "CREATE (:Harvest {stamp: '%s', source: '%s', state: 'INCOMPLETE', problem: 'gone', finishedAt: datetime('%s')})"
                  .formatted(source + clock.now, source, clock.now))
          .consume();
    }
  }

  private boolean deliver(Webhooks webhooks, String id) {
    webhooks.occurrences().notice(webhooks.all());
    try (Courier courier = new Courier(webhooks)) {
      return courier.deliverNext(id);
    }
  }

  private List<String> told() {
    return receiver.messages().stream()
        .map(message -> message.body().replaceAll(".*\"source\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  @Test
  void aMessageIsSignedAndSaysWhatHappened() {
    Webhooks webhooks = webhooks(LOCAL);
    Fresh made = added(webhooks);
    harvestFails("hr");
    assertThat(deliver(webhooks, made.webhook().id())).isTrue();
    assertThat(receiver.messages())
        .singleElement()
        .satisfies(message -> {
          assertThat(message.signedBy(made.secret())).isEqualTo(1);
          assertThat(message.seconds()).isEqualTo(clock.instant().getEpochSecond());
          assertThat(message.body())
              .contains("\"id\":\"" + message.id() + "\"")
              .contains("\"type\":\"harvest.incomplete\"")
              .contains("\"source\":\"hr\"", "\"link\":\"/sources\"");
        });
    assertThat(deliver(webhooks, made.webhook().id())).isFalse();
    assertThat(receiver.messages()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"500, it answered 500", "302, it answered 302", "404, it answered 404"})
  void whatIsNotTakenIsSentAgainLaterAndHoldsUpTheRest(int status, String problem) {
    Webhooks webhooks = webhooks(LOCAL);
    String id = added(webhooks).webhook().id();
    receiver.answer(status);
    harvestFails("hr");
    harvestFails("ledger");
    assertThat(deliver(webhooks, id)).isFalse();
    assertThat(failing(webhooks, id).problem()).isEqualTo(problem);
    assertThat(deliver(webhooks, id)).isFalse();
    assertThat(told()).containsExactly("hr");
    assertThat(receiver.elsewhere()).isEmpty();
    receiver.answer(204);
    clock.now = clock.now.plusSeconds(5);
    assertThat(deliver(webhooks(LOCAL), id)).isTrue();
    assertThat(deliver(webhooks(LOCAL), id)).isTrue();
    assertThat(told()).containsExactly("hr", "hr", "ledger");
    List<Receiver.Message> messages = receiver.messages();
    assertThat(messages.get(1).id()).isEqualTo(messages.get(0).id());
    assertThat(webhooks.one(id).failing()).isNull();
  }

  private static Webhook.Failing failing(Webhooks webhooks, String id) {
    return Objects.requireNonNull(webhooks.one(id).failing());
  }

  @Test
  void whoDoesNotAnswerInTimeHasNotTakenIt() {
    Webhooks webhooks = webhooks(LOCAL);
    String id = added(webhooks).webhook().id();
    receiver.beSilent();
    harvestFails("hr");
    assertThat(deliver(webhooks, id)).isFalse();
    assertThat(failing(webhooks, id).problem()).contains("did not answer within");
    assertThat(webhooks.deliveries(id).getFirst().state()).isEqualTo(Delivery.State.WAITING);
  }

  @Test
  void whoIsNotThereIsTriedAtGrowingIntervalsAndStoppedAfterFiveDays() {
    Webhooks webhooks = webhooks(LOCAL);
    String id = added(webhooks).webhook().id();
    receiver.close();
    harvestFails("hr");
    Instant began = clock.now;
    Duration waited = Duration.ZERO;
    while (webhooks.one(id).active()) {
      assertThat(deliver(webhooks, id)).isFalse();
      Instant next = failing(webhooks, id).nextAt();
      if (next != null) {
        assertThat(Duration.between(clock.now, next)).isGreaterThanOrEqualTo(waited);
        waited = Duration.between(clock.now, next);
        clock.now = next;
      }
    }
    assertThat(Duration.between(began, clock.now)).isGreaterThanOrEqualTo(Courier.PATIENCE);
    assertThat(webhooks.one(id).stopped()).contains("took nothing for 5 days", "not be reached");
    webhooks.active(id, true, "ada");
    assertThat(webhooks.one(id).stopped()).isNull();
  }

  @Test
  void whoIsGoneIsStoppedAtOnce() {
    Webhooks webhooks = webhooks(LOCAL);
    String id = added(webhooks).webhook().id();
    receiver.answer(410);
    harvestFails("hr");
    deliver(webhooks, id);
    assertThat(webhooks.one(id).active()).isFalse();
    assertThat(webhooks.one(id).stopped()).contains("410");
    assertThatThrownBy(() -> webhooks.test(id, "ada")).isInstanceOf(NotUnderstood.class);
  }

  @Test
  void duringARotationBothSecretsSign() {
    Webhooks webhooks = webhooks(LOCAL);
    Fresh first = added(webhooks);
    Fresh second = webhooks.rotate(first.webhook().id(), "ada");
    assertThat(second.secret()).isNotEqualTo(first.secret());
    webhooks.test(first.webhook().id(), "ada");
    deliver(webhooks, first.webhook().id());
    assertThat(receiver.messages().getLast().signedBy(first.secret())).isEqualTo(1);
    assertThat(receiver.messages().getLast().signedBy(second.secret())).isEqualTo(1);
    clock.now = clock.now.plus(Webhooks.ROTATION);
    webhooks.test(first.webhook().id(), "ada");
    deliver(webhooks, first.webhook().id());
    assertThat(receiver.messages().getLast().signedBy(first.secret())).isZero();
    assertThat(receiver.messages().getLast().signedBy(second.secret())).isEqualTo(1);
  }

  @Test
  void whatHappenedBeforeIsNotTold() {
    Webhooks webhooks = webhooks(LOCAL);
    harvestFails("hr");
    clock.now = clock.now.plusSeconds(1);
    String id = added(webhooks).webhook().id();
    assertThat(deliver(webhooks, id)).isFalse();
    assertThat(webhooks.deliveries(id)).isEmpty();
  }

  @Test
  void noMessageGoesToThisHostOrAPrivateNetworkUnlessAllowed() {
    Webhooks strict = webhooks(new WebhooksConfig(null, null, null));
    assertThatThrownBy(() -> added(strict))
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("allow-http");
    Webhooks lenient = webhooks(new WebhooksConfig(true, true, null));
    for (String address :
        List.of("https://127.0.0.1/hook", "https://10.1.2.3/", "https://[::1]/")) {
      assertThatThrownBy(() -> strict.add(address, EventType.all(), Severity.INFO, "ada"))
          .as(address)
          .isInstanceOf(NotUnderstood.class)
          .hasMessageStartingWith("No message may go to ");
      String id = lenient.add(address, EventType.all(), Severity.INFO, "ada").webhook().id();
      strict.test(id, "ada");
      assertThat(deliver(strict, id)).isFalse();
      assertThat(failing(strict, id).problem()).as(address).contains("where no message may go");
    }
  }

  @Test
  void anAddressThatCarriesASecretIsRefused() {
    Webhooks webhooks = webhooks(LOCAL);
    for (String bad :
        List.of("https://u:p@h.example/", "https://h.example/?token=x", "ftp://h.example/", "x")) {
      assertThatThrownBy(() -> webhooks.add(bad, EventType.all(), Severity.INFO, "ada"))
          .as(bad)
          .isInstanceOf(NotUnderstood.class);
    }
    assertThat(webhooks.all()).isEmpty();
  }
}
