package dev.firebreak.demo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is told to end in the middle of its work.
class StoppedTest {

  private static final int SIGINT = 130;
  private static final int SIGTERM = 143;

  private final List<String> said = new ArrayList<>();

  @Test
  void aHarvestThatIsCutShortBySigtermIsToldInOneLine(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("token"), "test-token");
    try (ScimProvider provider = ScimProvider.named("hr").bearer("test-token").start();
        FaultyServer slow =
            FaultyServer.inFrontOf(provider, new Fault.Dribbles(Duration.ofHours(1)))) {
      Path config = folder.resolve("firebreak.yaml");
      Files.writeString(config, CONFIG.formatted(slow.baseUri(), folder));
      Process serve = Ran.java("serve", "--config", config.toString()).start();
      try (BufferedReader err =
          new BufferedReader(
              new InputStreamReader(serve.getErrorStream(), StandardCharsets.UTF_8))) {
        String address = after(err, "Firebreak is ready:");
        String password = chosen(address, after(err, "with the password"));
        startHarvest(address, password);
        awaitRequests(slow, 1);
        serve.toHandle().destroy(); // unlike Process, leaves what it says readable
        err.lines().forEach(said::add);
        assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
      } finally {
        serve.destroyForcibly();
      }
      assertThat(serve.exitValue()).isEqualTo(SIGTERM);
      assertThat(said)
          .as("%s", said)
          .noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"))
          .noneMatch(line -> line.contains("ERROR"))
          .filteredOn(line ->
              line.contains(
                  "was stopped half-way; a source that was not read to its end lost nothing"))
          .hasSize(1);
    }
  }

  @Test
  void aHarvestThatWasKilledContinuesWhenTheServerStartsAgain(@TempDir Path folder)
      throws Exception {
    Files.writeString(folder.resolve("token"), "test-token");
    try (ScimProvider provider = ScimProvider.named("hr").bearer("test-token").start();
        FaultyServer slow =
            FaultyServer.inFrontOf(provider, new Fault.Dribbles(Duration.ofHours(1)))) {
      provider.load(
          "/Users",
          List.of(
              "{\"id\":\"u1\",\"userName\":\"ana\"}",
              "{\"id\":\"u2\",\"userName\":\"ben\"}",
              "{\"id\":\"u3\",\"userName\":\"cleo\"}"));
      slow.becomeAfter(4, new Fault.Dribbles(Duration.ofHours(1)));
      Path config = folder.resolve("firebreak.yaml");
      Files.writeString(config, CONFIG.formatted(slow.baseUri(), folder) + "    page-size: 1\n");
      Process first = Ran.java("serve", "--config", config.toString()).start();
      String password;
      try (BufferedReader err =
          new BufferedReader(
              new InputStreamReader(first.getErrorStream(), StandardCharsets.UTF_8))) {
        String address = after(err, "Firebreak is ready:");
        password = chosen(address, after(err, "with the password"));
        startHarvest(address, password);
        awaitRequests(slow, 5);
        first.destroyForcibly();
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
      } finally {
        first.destroyForcibly();
      }
      slow.repair();
      Process second = Ran.java("serve", "--config", config.toString()).start();
      try (BufferedReader err =
          new BufferedReader(
              new InputStreamReader(second.getErrorStream(), StandardCharsets.UTF_8))) {
        String address = after(err, "Firebreak is ready:");
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        String job = get(address + "/api/v1/jobs/latest", password);
        while (!job.contains("\"state\":\"DONE\"")) {
          assertThat(System.nanoTime()).as(job).isLessThan(deadline);
          Thread.onSpinWait();
          job = get(address + "/api/v1/jobs/latest", password);
        }
        assertThat(job)
            .contains("Harvest of hr, which a stop of the server had interrupted")
            .contains("hr: complete, 3 accounts")
            .contains("continues at page 3 (2 resources read until ");
        assertThat(get(address + "/sources", password))
            .contains("by a stop of the server;")
            .contains("resumed <time")
            .contains("continued; it had been cut off after <time");
        assertThat(slow.requests())
            .filteredOn(request -> request.contains("/Users?startIndex=1&"))
            .as("the first page was asked for once")
            .hasSize(1);
      } finally {
        second.destroyForcibly();
      }
    }
  }

  @Test
  void ctrlCEndsAHarvestInOrder(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("token"), "test-token");
    try (ScimProvider provider = ScimProvider.named("hr").bearer("test-token").start();
        FaultyServer slow =
            FaultyServer.inFrontOf(provider, new Fault.Dribbles(Duration.ofHours(1)))) {
      Path config = folder.resolve("firebreak.yaml");
      Files.writeString(config, CONFIG.formatted(slow.baseUri(), folder));
      ProcessBuilder harvest = Ran.java("harvest", "--config", config.toString());
      // Whoever runs these tests in the background has it ignore SIGINT, and what it starts, too.
      harvest.command().addAll(0, List.of("env", "--default-signal=INT"));
      Process running = harvest.redirectErrorStream(true).start();
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(running.getInputStream(), StandardCharsets.UTF_8))) {
        awaitRequests(slow, 1);
        assertThat(
                new ProcessBuilder("kill", "-INT", Long.toString(running.pid())).start().waitFor())
            .isZero();
        out.lines().forEach(said::add);
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
      } finally {
        running.destroyForcibly();
      }
      assertThat(running.exitValue()).as("%s", said).isEqualTo(SIGINT);
      assertThat(said)
          .as("%s", said)
          .noneMatch(line -> line.contains("Exception") || line.contains("ERROR"))
          .anyMatch(line ->
              line.startsWith(
                      "hr: INCOMPLETE, nothing was removed. hr: the harvest was cancelled by")
                  && line.contains("command line (")
                  && line.endsWith("after 0 resources of /Users"))
          .contains(
              "cancelled: what was read stays in the graph, and a source that was not read to its end lost nothing");
    }
  }

  private static void awaitRequests(FaultyServer server, int many) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (server.requests().size() < many) {
      assertThat(System.nanoTime()).as("the harvest has begun").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static String get(String address, String password) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(address))
                  .header("Authorization", basic(password))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  /// Does what the first sign-in asks for.
  private static String chosen(String address, String first) throws Exception {
    String own = "chosen at the first sign-in";
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address + "/api/v1/users/me/password"))
                  .header("Authorization", basic(first))
                  .header("Content-Type", "application/json")
                  .PUT(
                      BodyPublishers.ofString(
                          "{\"present\": \"%s\", \"fresh\": \"%s\"}".formatted(first, own)))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    return own;
  }

  private static String basic(String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
  }

  private String after(BufferedReader lines, String words) throws Exception {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      if (line.contains(words)) {
        return line.substring(line.indexOf(words) + words.length()).strip();
      }
    }
    throw new AssertionError("it ended without saying " + words + ": " + said);
  }

  private static void startHarvest(String address, String password) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address + "/api/v1/harvests"))
                  .header("Authorization", basic(password))
                  .POST(BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }
  }

  private static final String CONFIG =
      """
      data-dir: data
      server: {port: 0}
      sources:
        - id: hr
          kind: directory
          authoritative: true
          base-url: %s
          allow-http: true
          auth: {bearer: "file:%s/token"}
      """;
}
