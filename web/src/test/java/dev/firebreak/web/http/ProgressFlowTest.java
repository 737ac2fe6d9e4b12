package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.progress.Work.State;
import dev.firebreak.web.progress.Works;
import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.user.Role;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Listening to how far long work is.
class ProgressFlowTest {

  private static final String ADDRESS = "/api/v1/progress";

  private final TestServer server = TestServer.running();
  private final Works works = server.part(Works.class);
  private final Browser person = Browser.signedIn();
  private final List<HttpResponse<Stream<String>>> open = new ArrayList<>();

  @AfterEach
  void hangUp() {
    works.end("R-test", State.DONE);
    open.forEach(answer -> answer.body().close());
  }

  private Iterator<String> listen(Browser browser) {
    HttpResponse<Stream<String>> answer = browser.lines(browser.request(ADDRESS).GET());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    open.add(answer);
    return answer.body().iterator();
  }

  private static String next(Iterator<String> lines, Predicate<String> wanted) {
    while (lines.hasNext()) {
      String line = lines.next();
      if (wanted.test(line)) {
        return line;
      }
    }
    throw new AssertionError("the stream ended before that");
  }

  @Test
  void withNothingUnderWayItSaysSoAndEnds() {
    Iterator<String> lines = listen(person);
    next(lines, "event: over"::equals);
    lines.forEachRemaining(line -> assertThat(line).doesNotContain("progress"));
  }

  @Test
  void whoListensHearsHowFarItIsAndThatItIsOver() {
    works.begin("R-test", "Run R-test", List.of(), 3L);
    Iterator<String> lines = listen(person);
    String first = next(lines, line -> line.startsWith("data:"));
    assertThat(first)
        .contains("\"id\":\"R-test\"")
        .contains("\"state\":\"RUNNING\"")
        .contains("\"done\":0,\"total\":3")
        .contains("\"words\":\"0 of 3\"");
    works.count("R-test", 2, 3L);
    next(lines, line -> line.contains("\"done\":2,\"total\":3"));
    works.end("R-test", State.DONE);
    next(lines, line -> line.contains("\"state\":\"DONE\""));
    next(lines, "event: over"::equals);
  }

  @Test
  void whoComesBackIsNotToldAgainWhatTheyHeard() {
    works.begin("R-test", "Run R-test", List.of(), 3L);
    works.end("R-test", State.DONE);
    String heard = Long.toString(works.now().version());
    HttpResponse<Stream<String>> answer =
        person.lines(person.request(ADDRESS).header("Last-Event-ID", heard).GET());
    assertThat(answer.body().filter(line -> line.startsWith("event:")).toList())
        .containsExactly("event: over");
    HttpResponse<Stream<String>> other =
        person.lines(person.request(ADDRESS).header("Last-Event-ID", "no number").GET());
    assertThat(other.body().filter(line -> line.startsWith("event:")).toList())
        .containsExactly("event: progress", "event: over");
  }

  @Test
  void itEndsWhenTheListenerSignsOut() {
    works.begin("R-test", "Run R-test", List.of(), 3L);
    Iterator<String> lines = listen(person);
    next(lines, line -> line.startsWith("data:"));
    person.post("/logout", Map.of());
    next(lines, "event: signed-out"::equals);
    lines.forEachRemaining(line -> assertThat(line).doesNotContain("R-test"));
    assertThat(person.get(ADDRESS).statusCode()).isEqualTo(401);
  }

  @Test
  void itEndsWhenTheListenerIsKeptOut() {
    server.user("listens", Role.VIEWER);
    Browser viewer = Browser.signedIn("listens");
    works.begin("R-test", "Run R-test", List.of(), 3L);
    Iterator<String> lines = listen(viewer);
    next(lines, line -> line.startsWith("data:"));
    server.users().active("listens", false, "admin");
    next(lines, "event: signed-out"::equals);
  }

  @Test
  void oneSessionListensOnlySoOftenAtOnce() {
    works.begin("R-test", "Run R-test", List.of(), 3L);
    for (int i = 0; i < 6; i++) {
      next(listen(person), line -> line.startsWith("data:"));
    }
    HttpResponse<String> refused = person.get(ADDRESS);
    assertThat(Program.problem(refused, 429)).startsWith("This session listens 6 times already.");
    next(listen(Browser.signedIn()), line -> line.startsWith("data:"));
  }

  @Test
  void whoDoesNotReadHoldsUpNobody() {
    works.begin("R-test", "Run R-test", List.of(), 50_000L);
    listen(person);
    for (int i = 0; i <= 50_000; i++) {
      works.count("R-test", i, 50_000L);
    }
    assertThat(works.find("R-test").orElseThrow().progress().done()).isEqualTo(50_000);
  }

  @Test
  void aHarvestTellsOfEachOfItsSourcesAndThePageListens() {
    server.show(Larkspur.GRAPH);
    try (var _ = server.hardlyAnswering()) {
      person.post("/sources/harvest", Map.of());
      Iterator<String> lines = listen(person);
      String told = next(lines, line -> line.contains("\"parts\":[{"));
      assertThat(told)
          .contains("\"id\":\"job\",\"what\":\"Harvest of all sources\"")
          .contains("\"id\":\"hr\",\"name\":\"Personnel\",\"state\":")
          .contains("\"id\":\"ledger\"");
      String page = person.get("/sources").body();
      assertThat(page)
          .contains("data-live=\"job:")
          .contains("hx-trigger=\"moved\"")
          .contains("data-bar=\"job/hr\"")
          .contains("<noscript><a class=\"button\" href=\"/sources\">Look again</a></noscript>");
      person.post("/sources/job/cancel", Map.of());
      next(lines, line -> line.contains("\"state\":\"CANCELLED\""));
    }
    assertThat(person.until("/sources", body -> body.contains("was cancelled")))
        .doesNotContain("data-live=");
  }
}
