package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.server.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What happened at a source, on its page and for programs.
class TimelineFlowTest {

  private static final String ADDRESS = "/api/v1/sources/hr/timeline";

  private final TestServer server = TestServer.running();
  private final Program program = new Program();
  private final Browser person = Browser.signedIn();

  private JsonNode page(String before) {
    return Program.good(
        program.get(
            before.isEmpty()
                ? ADDRESS
                : ADDRESS + "?before=" + URLEncoder.encode(before, StandardCharsets.UTF_8)),
        200);
  }

  private static List<String> kinds(JsonNode page) {
    List<String> kinds = new ArrayList<>();
    page.get("events").forEach(event -> kinds.add(event.get("kind").asString()));
    return kinds;
  }

  @Test
  void harvestsAndWhatIsOnRecordOfOneSourceStandInTheOrderInWhichTheyHappened() {
    server.empty();
    program.harvest();
    try (var _ = server.talkingNonsense()) {
      program.post("/api/v1/harvests?source=hr", "");
      program.until("/api/v1/jobs/latest", job -> !job.get("state").asString().equals("RUNNING"));
    }
    var link =
        server
            .part(EvidenceLog.class)
            .append(new Evidence.DropAccepted("hr", "a <b>harvest</b>", "admin"));
    server.part(EvidenceLog.class).append(new Evidence.DropAccepted("ledger", "other", "admin"));
    JsonNode page = page("");
    assertThat(page.get("name").asString()).isEqualTo("Personnel");
    assertThat(kinds(page)).startsWith("EVIDENCE", "INCOMPLETE").contains("HARVEST");
    JsonNode newest = page.get("events").get(0);
    assertThat(newest.get("record").asLong()).isEqualTo(link.seq());
    assertThat(newest.get("words").asString()).contains("admin");
    String html = person.get("/sources/hr/timeline").body();
    assertThat(html)
        .contains("What happened at")
        .contains("Incomplete harvest")
        .contains("href=\"/evidence/" + link.seq() + "\"")
        .doesNotContain("<b>harvest</b>");
    assertThat(person.get("/sources").body()).contains("href=\"/sources/hr/timeline\"");
  }

  @Test
  void pagesLeadThroughAllOfItEachOnce() {
    server.show(Larkspur.GRAPH);
    for (int i = 0; i < 120; i++) {
      server
          .part(EvidenceLog.class)
          .append(new Evidence.DropAccepted("hr", "harvest " + i, "admin"));
    }
    List<String> ids = new ArrayList<>();
    String before = "";
    String last = "";
    int pages = 0;
    do {
      JsonNode page = page(before);
      for (JsonNode event : page.get("events")) {
        ids.add(event.get("id").asString());
        String at = event.get("at").asString();
        assertThat(last.isEmpty() || at.compareTo(last) <= 0 || at.length() != last.length())
            .as("%s after %s", at, last)
            .isTrue();
        last = at;
      }
      before = page.get("older").asString();
      pages++;
    } while (!before.isEmpty() && pages < 100);
    assertThat(pages).isGreaterThan(2);
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    assertThat(ids.size()).isGreaterThanOrEqualTo(120);
    assertThat(person.get("/sources/hr/timeline").body()).contains("rel=\"next\"");
  }

  @Test
  void whatCannotBeMeantIsSaid() {
    server.show(Larkspur.GRAPH);
    assertThat(Program.problem(program.get(ADDRESS + "?before=yesterday"), 400))
        .isEqualTo("before must be what an answer gave as older.");
    assertThat(program.get("/api/v1/sources/nowhere/timeline").statusCode()).isEqualTo(404);
    assertThat(person.get("/sources/nowhere/timeline").statusCode()).isEqualTo(404);
  }
}
