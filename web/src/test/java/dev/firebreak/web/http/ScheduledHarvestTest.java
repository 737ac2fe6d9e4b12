package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.providers.ScimProvider;
import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.server.WebServer;
import dev.firebreak.web.work.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

/// Sources that are harvested by themselves, by a clock that the test moves.
class ScheduledHarvestTest {

  private static final Instant MORNING = Instant.parse("2026-11-19T06:00:00Z");

  private static final String CONFIG =
      """
      data-dir: data
      graph: {uri: "@GRAPH@"}
      server: {port: 0}
      sources:
        - id: hr
          name: Personnel
          kind: directory
          authoritative: true
          base-url: @HR@
          allow-http: true
          schedule: 6h
          auth: {bearer: "file:@FOLDER@/token"}
        - id: ledger
          name: Ledger
          kind: directory
          base-url: @HR@
          allow-http: true
          schedule: "0 2 * * *"
          auth: {bearer: "file:@FOLDER@/token"}
        - id: vault
          name: Strongroom
          kind: directory
          base-url: @HR@
          allow-http: true
          auth: {bearer: "file:@FOLDER@/token"}
      """;

  private static final class MovedClock extends Clock {
    private final AtomicReference<Instant> now = new AtomicReference<>(MORNING);

    void to(Instant time) {
      now.set(time);
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @TempDir private Path folder;
  private final MovedClock clock = new MovedClock();
  private ScimProvider provider;
  private Path config;

  @BeforeEach
  void prepare() throws IOException {
    SharedNeo4j.clear();
    provider = ScimProvider.named("hr").bearer("test-token").start();
    Files.writeString(folder.resolve("token"), "test-token");
    config = folder.resolve("firebreak.yaml");
    Files.writeString(
        config,
        CONFIG
            .replace("@GRAPH@", SharedNeo4j.uri().toString())
            .replace("@HR@", provider.baseUri().toString())
            .replace("@FOLDER@", folder.toString()));
  }

  @AfterEach
  void end() throws Exception {
    provider.close();
    SharedNeo4j.clear();
  }

  private WebServer serve() {
    return WebServer.start(ConfigFile.load(config), clock, true);
  }

  private static Browser signedIn(WebServer server) {
    Browser person = new Browser(server.address());
    TestServer.admit(server);
    person.signIn("admin", TestServer.PASSWORD);
    return person;
  }

  private static Job awaited(WebServer server, Predicate<Job> wanted) {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
    while (true) {
      Job job = server.operations().latest().orElse(null);
      if (job != null && !job.running() && wanted.test(job)) {
        return job;
      }
      assertThat(Instant.now()).as("%s", job).isBefore(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void eachSourceIsHarvestedWhenItsScheduleSaysSoAndWhatWasMissedOnce() {
    try (WebServer server = serve()) {
      Job first = awaited(server, _ -> true);
      assertThat(first.what())
          .as("never harvested, so it is due; the other waits for its time of day")
          .isEqualTo("Scheduled harvest of Personnel");
      assertThat(first.state()).isEqualTo(Job.State.DONE);
      assertThat(first.lines()).anyMatch(line -> line.startsWith("Analysis "));
      String sources = signedIn(server).get("/sources").body();
      assertThat(sources)
          .containsPattern(
              "(?s)19 Nov 12:00 UTC <small[^>]*></small></time>[^<]*<span class=\"note\">schedule 6h")
          .containsPattern(
              "(?s)20 Nov 02:00 UTC <small[^>]*></small></time>[^<]*<span class=\"note\">schedule 0 2")
          .contains("by hand; no schedule is configured");
      clock.to(Instant.parse("2026-11-19T12:00:00Z"));
      Job second = awaited(server, job -> job.startedAt().equals(clock.instant()));
      assertThat(second.what()).isEqualTo("Scheduled harvest of Personnel");
    }
    clock.to(Instant.parse("2026-11-22T01:30:00Z"));
    try (WebServer server = serve()) {
      Job missed = awaited(server, _ -> true);
      assertThat(missed.what()).isEqualTo("Scheduled harvest of Personnel");
      clock.to(Instant.parse("2026-11-22T02:00:00Z"));
      Job both = awaited(server, job -> job.startedAt().equals(clock.instant()));
      assertThat(both.what()).isEqualTo("Scheduled harvest of Ledger");
    }
    clock.to(Instant.parse("2026-11-25T09:00:00Z"));
    try (WebServer server = serve()) {
      Job missed = awaited(server, _ -> true);
      assertThat(missed.what()).isEqualTo("Scheduled harvest of Personnel, Ledger");
      String sources = signedIn(server).get("/sources").body();
      assertThat(sources).contains("25 Nov 15:00 UTC").contains("26 Nov 02:00 UTC");
    }
  }

  @Test
  void aHarvestThatAStopInterruptedBeginsAgainAtTheNextStart() {
    run(
        "CREATE (:HarvestBegun {source: 'vault', at: datetime('2026-11-19T05:00:00Z'), times: 1}),"
            + " (:HarvestBegun {source: 'gone', at: datetime('2026-11-19T05:00:00Z'), times: 1}),"
            + " (:HarvestBegun {source: 'ledger', at: datetime('2026-11-19T05:00:00Z'), times: 4})");
    try (WebServer server = serve()) {
      Job again = awaited(server, job -> job.what().contains("interrupted"));
      assertThat(again.what())
          .isEqualTo("Harvest of Strongroom, which a stop of the server had interrupted");
      assertThat(again.state()).isEqualTo(Job.State.DONE);
      awaited(server, job -> job.what().equals("Scheduled harvest of Personnel"));
      assertThat(signedIn(server).get("/sources").body())
          .containsPattern(
              "(?s)the harvest begun <time[^>]*>19 Nov 05:00 UTC <small[^>]*></small></time>, by a stop of the"
                  + " server;"
                  + "\\s+resumed <time[^>]*>19 Nov 06:00")
          .contains("not resumed yet");
    }
    assertThat(count("MATCH (b:HarvestBegun {source: 'vault'}) RETURN count(b) AS n")).isZero();
    try (WebServer server = serve()) {
      assertThat(signedIn(server).get("/sources").body())
          .doesNotContainPattern("19 Nov 05:00 UTC [^,]*, by a stop of the server;\\s+resumed");
    }
  }

  private static void run(String statement) {
    try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none())) {
      driver.executableQuery(statement).execute();
    }
  }

  private static long count(String statement) {
    try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none())) {
      return driver.executableQuery(statement).execute().records().getFirst().get("n").asLong();
    }
  }
}
