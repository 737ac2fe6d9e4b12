package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.cli.ExitCode;
import dev.firebreak.web.cli.FirebreakCommand;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.server.WebServer;
import dev.firebreak.web.work.Job;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

/// What a probe finds, and what the next harvest makes of it.
class FoundQuirksFlowTest {

  private static final String CONFIG =
      """
      data-dir: data
      graph: {uri: "@GRAPH@"}
      server: {port: 0}
      sources:
        - id: hr
          name: Personnel
          kind: directory
          base-url: @HR@
          allow-http: true
          scim: {found-quirks: @FOUND@}
          auth: {bearer: "file:@FOLDER@/token"}
        - id: ledger
          kind: application
          files: {accounts: accounts.csv}
      """;

  @TempDir private Path folder;
  private ScimProvider provider;
  private FaultyServer door;

  @BeforeEach
  void prepare() throws IOException {
    SharedNeo4j.clear();
    provider = ScimProvider.named("hr").bearer("test-token").start();
    provider.load(
        "/Users",
        List.of(
            RunFlowTest.USER.formatted("c1", "ana", "Ana Costa", "1001", "true"),
            RunFlowTest.USER.formatted("c2", "ben", "Ben Left", "1002", "true")));
    provider.load(
        "/Groups",
        List.of(
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "id": "g1",
             "displayName": "Pilots", "members": [{"value": "c1"}, {"value": "c2"}]}
            """));
    door = FaultyServer.inFrontOf(provider, new Fault.ShowsMembersOnRequest());
    Files.writeString(folder.resolve("token"), "test-token");
    Files.writeString(folder.resolve("accounts.csv"), "id,userName\n1,zoe\n");
  }

  @AfterEach
  void end() throws IOException {
    door.close();
    provider.close();
    SharedNeo4j.clear();
  }

  @Test
  void membersThatAProbeFindsToComeOnRequestAreInTheNextHarvest() {
    try (WebServer server = serve(true)) {
      Browser person = signedIn(server);
      harvest(server, person);
      assertThat(memberships()).isZero();
      probe(person);
      assertThat(person.get("/sources/hr/conformance").body())
          .contains("MembersOnRequest")
          .contains("groups come without members unless asked for them: they are asked for by name")
          .contains("one is listed without members and has 2")
          .contains("https://github.com/keycloak/keycloak/issues/46216")
          .doesNotContain("Left alone");
      assertThat(person.get("/api/v1/sources/hr/profile").body())
          .containsPattern(
              "\\{\"name\":\"MembersOnRequest\",[^}]*\"preset\":null,[^}]*\"mended\":true\\}");
      assertThat(person.get("/sources").body()).contains("MembersOnRequest (measured)");
      harvest(server, person);
      assertThat(memberships()).isEqualTo(2);
    }
    run("MATCH ()-[m:MEMBER_OF]->() DELETE m");
    try (WebServer server = serve(true)) {
      Browser person = signedIn(server);
      harvest(server, person);
      assertThat(memberships()).as("after a restart, by the profile that was kept").isEqualTo(2);
      door.repair();
      probe(person);
      assertThat(person.get("/sources/hr/conformance").body()).doesNotContain("MembersOnRequest");
    }
  }

  @Test
  void whatIsFoundIsShownAndLeftAloneWhereTheConfigurationSaysSo() {
    try (WebServer server = serve(false)) {
      Browser person = signedIn(server);
      probe(person);
      assertThat(person.get("/sources/hr/conformance").body())
          .contains("MembersOnRequest")
          .contains("Left alone: scim.found-quirks is false.");
      harvest(server, person);
      assertThat(memberships()).isZero();
    }
  }

  @Test
  void aSourceOfFilesHasNothingToProbe() {
    try (WebServer server = serve(true)) {
      Browser person = signedIn(server);
      assertThat(person.post("/sources/ledger/probe", Map.of()).statusCode()).isEqualTo(302);
      var answer =
          person.send(
              person
                  .request("/api/v1/sources/ledger/probe")
                  .header("Authorization", SignInTest.basic("admin", TestServer.PASSWORD))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{}")));
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body())
          .contains("The source ledger is read from files: there is no service provider to probe.");
    }
  }

  @Test
  void theCommandLineNamesWhatItFoundAndTheNextHarvestMendsIt() throws IOException {
    Path config = write(true);
    Ran probe = Ran.command("probe", "hr", "--config", config.toString());
    assertThat(probe.exitCode()).as(probe.err()).isEqualTo(ExitCode.OK);
    assertThat(probe.out())
        .contains("quirk MembersOnRequest: groups come without members unless asked for them")
        .containsPattern("known by measurement of \\S+: asked 1 groups in a listing and alone")
        .contains("see https://github.com/keycloak/keycloak/issues/46216")
        .containsPattern("quirk SecretsInPayload: [^\\n]+\\n +known by preset generic\\n");
    Ran harvest = Ran.command("harvest", "--config", config.toString());
    assertThat(harvest.exitCode()).as(harvest.err()).isEqualTo(ExitCode.OK);
    assertThat(memberships()).isEqualTo(2);
    Ran files = Ran.command("probe", "ledger", "--config", config.toString());
    assertThat(files.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(files.err()).contains("ledger is read from files: there is no service provider");
  }

  /// A command that has ended.
  private record Ran(int exitCode, String out, String err) {
    static Ran command(String... arguments) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      int exitCode =
          FirebreakCommand.commandLine()
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(err))
              .execute(arguments);
      return new Ran(exitCode, out.toString(), err.toString());
    }
  }

  private Path write(boolean found) {
    Path config = folder.resolve("firebreak.yaml");
    try {
      Files.writeString(
          config,
          CONFIG
              .replace("@GRAPH@", SharedNeo4j.uri().toString())
              .replace("@HR@", door.baseUri().toString())
              .replace("@FOUND@", Boolean.toString(found))
              .replace("@FOLDER@", folder.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return config;
  }

  private WebServer serve(boolean found) {
    return TestServer.admit(
        WebServer.start(ConfigFile.load(write(found)), Clock.systemUTC(), false));
  }

  private Browser signedIn(WebServer server) {
    Browser person = new Browser(server.address());
    person.signIn("admin", TestServer.PASSWORD);
    return person;
  }

  private static void probe(Browser person) {
    assertThat(person.post("/sources/hr/probe", Map.of()).statusCode()).isEqualTo(302);
  }

  /// Harvests everything and waits for the end.
  private static void harvest(WebServer server, Browser person) {
    Optional<Job> before = server.operations().latest();
    assertThat(person.post("/sources/harvest", Map.of()).statusCode()).isEqualTo(302);
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    while (true) {
      Optional<Job> job = server.operations().latest();
      if (!job.equals(before) && job.filter(each -> !each.running()).isPresent()) {
        assertThat(job.get().state()).as("%s", job.get().lines()).isEqualTo(Job.State.DONE);
        return;
      }
      assertThat(Instant.now()).as("%s", job).isBefore(deadline);
      Thread.onSpinWait();
    }
  }

  private static long memberships() {
    try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none())) {
      return driver
          .executableQuery("MATCH ()-[m:MEMBER_OF]->() RETURN count(m) AS n")
          .execute()
          .records()
          .getFirst()
          .get("n")
          .asLong();
    }
  }

  private static void run(String statement) {
    try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none())) {
      driver.executableQuery(statement).execute();
    }
  }
}
