package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.server.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

/// What a source's health page and the metrics say before and after it was called.
class HealthFlowTest {

  private static final Path METRICS = Path.of("../docs/operations/metrics.md");

  private final Browser person = Browser.signedIn();
  private final TestServer server = TestServer.running();

  private void harvest() {
    assertThat(person.post("/sources/harvest", Map.of()).statusCode()).isEqualTo(302);
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    while (person.get("/api/v1/jobs/latest").body().contains("\"state\":\"RUNNING\"")) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void callsFailuresAndSchemaChangesAreShownWithTheirKind() {
    server.empty();
    harvest();
    assertThat(person.get("/sources").body()).contains("href=\"/sources/hr/health\"");
    assertThat(person.get("/sources/hr/health").body())
        .contains("Called normally")
        .contains("Success rate")
        .contains("It is unknown when they expire")
        .containsPattern("Last complete</dt><dd><time")
        .containsPattern("No change was seen so far in its [1-9][0-9]* statements")
        .doesNotContain("Circuit unknown");
    try (var _ = server.talkingNonsense()) {
      harvest();
    }
    assertThat(person.get("/sources/hr/health").body())
        .containsPattern("Personnel answered \\d+% of its last \\d+ calls?\\.");
    assertThat(person.get("/api/v1/sources/hr/health").body())
        .contains("\"circuit\":\"CLOSED\"")
        .contains("\"source\":\"hr\"")
        .contains("\"changedAt\":null");
    run(
        "MATCH (s:SourceSchema {source: 'hr'})"
            + " SET s.lines = [l IN s.lines WHERE NOT l CONTAINS 'userName'] + 'attribute pager of urn:old'");
    harvest();
    assertThat(person.get("/sources/hr/health").body())
        .contains("They changed; seen")
        .containsPattern("(?s)Added</td><td[^>]*>attribute userName of urn:")
        .containsPattern("(?s)Removed</td><td[^>]*>attribute pager of urn:old");
    assertThat(Crawl.all(person)).contains("/sources/hr/health", "/sources/ledger/health");
  }

  @Test
  void aSourceThatWasNeverHarvestedIsUnknownAndNotZero() {
    server.empty();
    assertThat(person.get("/sources/hr/health").body())
        .contains("Last complete</dt><dd>never")
        .contains("Unknown: no harvest has heard");
    assertThat(person.get("/api/v1/sources/hr/health").body())
        .contains("\"completeAt\":null")
        .contains("\"completeAge\":null")
        .contains("\"schema\":null");
    assertThat(person.get("/sources/nowhere/health").statusCode()).isEqualTo(404);
    assertThat(person.get("/api/v1/sources/nowhere/health").statusCode()).isEqualTo(404);
  }

  @Test
  void everyMetricIsDocumentedAndNoneIsShownToStrangers() throws IOException {
    server.empty();
    harvest();
    String documented = Files.readString(METRICS);
    String text = person.get("/api/v1/metrics").body();
    List<String> names =
        Pattern.compile("^# TYPE (\\S+) ", Pattern.MULTILINE)
            .matcher(text)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(names)
        .contains("firebreak_scim_calls_seconds", "firebreak_harvest_complete_age_seconds")
        .allSatisfy(name -> assertThat(documented).contains("`" + name + "`"));
    assertThat(text).containsPattern("firebreak_harvest_complete_age_seconds\\{source=\"hr\"} \\d");
    Browser stranger = new Browser();
    for (String address :
        List.of(
            "/api/v1/metrics", "/api/v1/sources/hr/health", "/actuator", "/actuator/prometheus")) {
      assertThat(
              stranger
                  .send(
                      stranger.request(address).method("GET", HttpRequest.BodyPublishers.noBody()))
                  .statusCode())
          .as(address)
          .isIn(302, 401);
    }
    assertThat(person.get("/actuator/prometheus").statusCode()).isEqualTo(404);
  }

  private static void run(String statement) {
    try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none())) {
      driver.executableQuery(statement).execute();
    }
  }
}
