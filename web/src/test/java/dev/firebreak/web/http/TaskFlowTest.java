package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An application of files is changed by a person, and the next harvest says whether.
class TaskFlowTest {

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
          files: {accounts: people.csv}
        - id: ledger
          name: Ledger
          kind: application
          max-drop: 100
          files: {accounts: accounts.csv}
      remediation: {enabled: true, four-eyes: false, never-touch: [], high-impact: {deactivations: false}}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    SharedNeo4j.clear();
    Files.writeString(
        folder.resolve("people.csv"),
        "id,userName,displayName,employeeNumber,active\np1,ana,Ana Costa,1001,true\np2,ben,Ben Left,1002,false\n");
    ledger(true);
    Files.writeString(
        folder.resolve("firebreak.yaml"), CONFIG.replace("@GRAPH@", SharedNeo4j.uri().toString()));
  }

  /// The server that all tests share makes the changes again, which it left to the one of this
  /// test.
  @AfterEach
  void end() {
    SharedNeo4j.clear();
    Browser person = Browser.signedIn();
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    while (person.get("/remediation").body().contains("Another Firebreak")) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.onSpinWait();
    }
  }

  private void ledger(boolean active) throws IOException {
    Files.writeString(
        folder.resolve("accounts.csv"),
        "id,userName,displayName,employeeNumber,active\nu1,acosta,Ana Costa,1001,true\nu2,bleft,Ben Left,1002,"
            + active
            + "\n");
  }

  @Test
  void aPersonIsToldWhatToDoAndTheNextHarvestVerifiesIt() throws IOException {
    try (var _ = TestServer.standAside();
        WebServer server =
            WebServer.start(
                ConfigFile.load(folder.resolve("firebreak.yaml")), Clock.systemUTC(), false)) {
      Browser person = new Browser(server.address());
      TestServer.admit(server);
      person.signIn("admin", TestServer.PASSWORD);
      harvest(server, person);
      String run = waiting(person);
      String waiting = person.get(run).body();
      assertThat(waiting).contains("Waiting for a person").contains("Switch it off.");
      String task = found(waiting, run + "/tasks/([0-9a-f]{8})/done");
      person.post(
          run + "/tasks/" + task + "/done",
          Map.of("doneAt", "2026-01-02T03:04", "reference", "CHG-4711"));
      assertThat(person.get(run).body()).contains("before there was a plan of it");
      person.post(
          run + "/tasks/" + task + "/done", Map.of("doneAt", now(), "reference", "CHG-4711"));
      assertThat(person.get(run).body()).contains("Stated done").contains("CHG-4711");
      person.post(run + "/tasks/" + task + "/done", Map.of("doneAt", "noon", "reference", "x"));
      assertThat(person.get(run).body()).contains("Say when it was done");

      harvest(server, person);
      until(person, run, "shows it not done.");
      assertThat(person.get(run).body())
          .as("the harvest still shows it active")
          .contains("Stated done")
          .contains("Each complete harvest of its source looks again by itself.");
      assertThat(person.get("/api/v1/remediations" + run.substring(12) + "/tasks").body())
          .contains("\"state\":\"STATED_DONE\"")
          .contains("\"shownDone\":false")
          .contains("Switch it off.");

      ledger(false);
      harvest(server, person);
      assertThat(until(person, run, "Made by a person; the harvest of"))
          .doesNotContain("Stated done")
          .doesNotContain("To be done by a person");
      assertThat(person.get("/api/v1/remediations" + run.substring(12) + "/tasks").body())
          .isEqualTo("[]");
    }
  }

  @Test
  void aTaskIsWithdrawnWithAReasonAndThatIsEvidence() {
    try (var _ = TestServer.standAside();
        WebServer server =
            WebServer.start(
                ConfigFile.load(folder.resolve("firebreak.yaml")), Clock.systemUTC(), false)) {
      Browser person = new Browser(server.address());
      TestServer.admit(server);
      person.signIn("admin", TestServer.PASSWORD);
      harvest(server, person);
      String run = waiting(person);
      String task = found(person.get(run).body(), run + "/tasks/([0-9a-f]{8})/withdraw");
      person.post(run + "/tasks/" + task + "/withdraw", Map.of("reason", " "));
      assertThat(person.get(run).body()).contains("Say why the task is withdrawn");
      person.post(
          run + "/tasks/" + task + "/withdraw", Map.of("reason", "it is switched off in May"));
      assertThat(person.get(run).body())
          .contains("1 cancelled")
          .contains("Withdrawn by admin: it is switched off in May")
          .doesNotContain("To be done by a person");
      assertThat(person.get("/evidence?run=" + run.substring(13)).body())
          .contains("admin withdrew the task " + task);
    }
  }

  private static String now() {
    return LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /// A run that waits for somebody to switch the leaver's account off.
  private static String waiting(Browser person) {
    String finding = found(person.get("/findings?kind=LEAVER").body(), "/findings/(L-[0-9a-f]+)");
    String run =
        person
            .post("/remediation", Map.of("finding", finding))
            .headers()
            .firstValue("Location")
            .orElseThrow()
            .replaceFirst("^https?://[^/]+", "");
    person.post(run + "/dry-run", Map.of());
    String tried = person.get(run).body();
    assertThat(tried)
        .contains("By hand")
        .contains("The source has no interface to write to")
        .contains("(id u2) in the source ledger.");
    String hash =
        found(person.approver().get(run).body(), "name=\"hash\" value=\"([0-9a-f]{64})\"");
    person.post(run + "/approve", Map.of("hash", hash, "count", "1", "note", "left in May"));
    person.post(run + "/start", Map.of());
    until(person, run, "To be done by a person");
    return run;
  }

  private static String found(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertThat(matcher.find()).as(page).isTrue();
    return matcher.group(1);
  }

  private static String until(Browser person, String path, String words) {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    String body = person.get(path).body();
    while (!body.contains(words)) {
      assertThat(Instant.now()).as(body).isBefore(deadline);
      Thread.onSpinWait();
      body = person.get(path).body();
    }
    return body;
  }

  /// Harvests everything and waits for the end.
  private static void harvest(WebServer server, Browser person) {
    Optional<Job> before = server.operations().latest();
    assertThat(person.post("/sources/harvest", Map.of()).statusCode()).isEqualTo(302);
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    Optional<Job> job = server.operations().latest();
    while (job.equals(before) || job.filter(Job::running).isPresent()) {
      assertThat(Instant.now()).as("%s", job).isBefore(deadline);
      Thread.onSpinWait();
      job = server.operations().latest();
    }
    assertThat(job.map(Job::state)).as("%s", job).contains(Job.State.DONE);
  }
}
