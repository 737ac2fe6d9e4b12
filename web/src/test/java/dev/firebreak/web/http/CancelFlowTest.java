package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// A harvest that is cancelled from a page or by a program.
class CancelFlowTest {

  private final Browser person = Browser.signedIn();
  private final TestServer server = TestServer.running();

  private String job() {
    return person.get("/api/v1/jobs/latest").body();
  }

  private void await(Predicate<String> wanted) {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
    while (!wanted.test(job())) {
      assertThat(Instant.now()).as(job()).isBefore(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void theButtonEndsItInOrderAndNoAnalysisFollows() {
    server.show(Larkspur.GRAPH);
    String analyses = person.get("/api/v1/analyses").body();
    try (var _ = server.hardlyAnswering()) {
      person.post("/sources/harvest", Map.of());
      await(job -> job.contains("\"cancellable\":true"));
      assertThat(person.get("/sources").body())
          .contains("Cancel the harvest")
          .contains("action=\"/sources/job/cancel\"");
      assertThat(person.get("/sources/job").body()).contains("Cancel the harvest");
      Crawl.all(person);
      assertThat(person.post("/sources/job/cancel", Map.of()).statusCode()).isEqualTo(302);
      await(job -> !job.contains("\"state\":\"RUNNING\""));
    }
    assertThat(job())
        .contains("\"state\":\"CANCELLED\"")
        .contains("\"cancelledBy\":\"admin\"")
        .contains("Personnel: the harvest was cancelled by admin after 0 resources of /Users")
        .doesNotContain("Analysis ");
    assertThat(person.get("/sources").body())
        .contains("was cancelled by admin. What was read stays")
        .doesNotContain("Cancel the harvest");
    assertThat(person.get("/api/v1/analyses").body()).isEqualTo(analyses);
    Program program = new Program();
    assertThat(program.post("/api/v1/jobs/latest/cancel", "").statusCode()).isEqualTo(409);
  }

  @Test
  void aProgramMayCancelAsWell() {
    server.show(Larkspur.GRAPH);
    Program program = new Program();
    try (var _ = server.hardlyAnswering()) {
      program.post("/api/v1/harvests", "");
      await(job -> job.contains("\"cancellable\":true"));
      assertThat(program.post("/api/v1/jobs/latest/cancel", "").statusCode()).isEqualTo(202);
      await(job -> job.contains("\"state\":\"CANCELLED\""));
    }
  }
}
