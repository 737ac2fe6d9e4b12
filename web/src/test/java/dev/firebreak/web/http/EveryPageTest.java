package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every page is shown in whatever state the installation is.
class EveryPageTest {

  private final Browser person = Browser.signedIn();
  private final TestServer server = TestServer.running();

  @Test
  void beforeAnythingWasHarvested() {
    server.empty();
    assertThat(Crawl.all(person))
        .contains(
            "/",
            "/findings",
            "/explore",
            "/search?kind=IDENTITY",
            "/remediation",
            "/remediation/unattended",
            "/sources",
            "/sources/hr/health",
            "/correlation");
  }

  @Test
  void beforeTheFirstAnalysis() {
    server.load(Larkspur.GRAPH);
    assertThat(person.get("/").body()).contains("no analysis has looked at them yet");
    assertThat(person.get("/findings").body()).contains("Analyse now");
    assertThat(Crawl.all(person)).anyMatch(at -> at.startsWith("/search?kind=CONTAINER"));
  }

  @Test
  void afterOneAnalysisAndAfterTwo() {
    server.show(Larkspur.GRAPH);
    String first = person.get("/").body();
    assertThat(first)
        .contains("What the first analysis found")
        .contains("First analysis: no change to show yet")
        .doesNotContain(">Trend</th>");
    assertThat(kinds(Crawl.all(person))).contains('T', 'L', 'N', 'O');
    person.post("/analyses", Map.of());
    assertThat(person.get("/").body()).contains(">Trend</th>").contains("by analysis</h2>");
    Crawl.all(person);
  }

  @Test
  void whileAFixIsPlannedAndTriedInVain() {
    server.show(Larkspur.GRAPH);
    Matcher finding =
        Pattern.compile("/findings/(L-[0-9a-f]+)").matcher(person.get("/findings").body());
    assertThat(finding.find()).isTrue();
    String run =
        person
            .post("/remediation", Map.of("finding", finding.group(1)))
            .headers()
            .firstValue("Location")
            .orElseThrow()
            .replace(server.address().toString(), "");
    assertThat(Crawl.all(person)).contains(run);
    person.post(run + "/dry-run", Map.of());
    assertThat(Crawl.all(person)).contains(run);
  }

  @Test
  void afterAHarvestThatNoSourceAnswered() {
    server.load(Larkspur.GRAPH);
    try (var _ = server.talkingNonsense()) {
      assertThat(person.post("/sources/harvest", Map.of()).statusCode()).isEqualTo(302);
      Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
      while (person.get("/api/v1/jobs/latest").body().contains("\"state\":\"RUNNING\"")) {
        assertThat(Instant.now()).isBefore(deadline);
        Thread.onSpinWait();
      }
    }
    String sources = person.get("/sources").body();
    assertThat(sources)
        .contains("is over, but no source is complete.")
        .doesNotContain("is done.")
        .contains("The last harvest did not see everything and removed nothing.");
    assertThat(Crawl.all(person)).contains("/sources", "/sources/hr/conformance");
  }

  private static Set<Character> kinds(Set<String> addresses) {
    return addresses.stream()
        .filter(address -> address.startsWith("/findings/"))
        .map(address -> address.charAt("/findings/".length()))
        .collect(java.util.stream.Collectors.toSet());
  }
}
