package dev.firebreak.demo.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.demo.larkspur.DemoFolder;
import dev.firebreak.demo.larkspur.Larkspur;
import dev.firebreak.demo.larkspur.LarkspurProviders;
import dev.firebreak.demo.packaged.Launched.Ended;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.web.cli.ExitCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The packaged jar, started, stopped and killed from outside.
class PackagedIT {

  private static final int SIGTERM_EXIT = 128 + 15;

  private static Ended run(String... arguments) throws Exception {
    try (Launched launched = Launched.firebreak(arguments)) {
      return launched.ended();
    }
  }

  @Test
  void helpIsAllThatStandardOutputGets() throws Exception {
    Ended help = run("--help").with(ExitCode.OK);
    assertThat(help.out())
        .startsWith("Usage: firebreak ")
        .contains("demo", "serve", "harvest", "analyse", "export", "verify-evidence");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void aTerminatedServerLetsItsFolderGoAndStartsAgain(@TempDir Path folder) throws Exception {
    Path config = folder.resolve("firebreak.yaml");
    Files.writeString(config, "data-dir: data\nserver: {port: 0}\n");
    for (int life = 1; life <= 2; life++) {
      try (Launched serve = Launched.firebreak("serve", "--config", config.toString())) {
        String ready = serve.said(line -> line.contains("Firebreak is ready:"));
        URI address = URI.create(ready.substring(ready.indexOf("http")).strip() + "/login");
        try (HttpClient browser = HttpClient.newHttpClient()) {
          assertThat(
                  browser
                      .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                      .statusCode())
              .isEqualTo(200);
        }
        serve.terminate();
        Ended ended = serve.ended().with(SIGTERM_EXIT);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).as("life " + life).doesNotContain("ERROR", "WARN", "Exception");
      }
    }
    assertThat(run("analyse", "--config", config.toString()).with(ExitCode.OK).err())
        .startsWith("note: nothing has been harvested yet; ")
        .hasLineCount(1);
  }

  @Test
  void aHarvestKilledHalfWayLeavesNothingThatTheNextDoesNotPutRight(@TempDir Path folder)
      throws Exception {
    Larkspur larkspur = Larkspur.generate(1, Instant.now());
    try (LarkspurProviders providers = LarkspurProviders.start(larkspur);
        FaultyServer ledgerone = FaultyServer.inFrontOf(providers.ledgerone(), new Fault.None())) {
      Path undisturbed = DemoFolder.write(folder.resolve("undisturbed"), larkspur, providers, 0);
      run("harvest", "--config", undisturbed.toString()).with(ExitCode.OK);
      String expected = access(undisturbed);

      Path killed = DemoFolder.write(folder.resolve("killed"), larkspur, providers, 0);
      Files.writeString(
          killed,
          Files.readString(killed)
              .replace(providers.ledgerone().baseUri().toString(), ledgerone.baseUri().toString()));
      ledgerone.becomeAfter(4, new Fault.Dribbles(Duration.ofHours(1)));
      try (Launched harvest = Launched.firebreak("harvest", "--config", killed.toString())) {
        harvest.said(line -> line.contains("ledgerone /Entitlements: 144 of 144"));
        harvest.kill();
      }
      assertThat(access(killed)).as("it was killed half-way").isNotEqualTo(expected);

      ledgerone.repair();
      Ended second = run("harvest", "--config", killed.toString()).with(ExitCode.OK);
      assertThat(second.out()).contains("ledgerone: complete, ");
      assertThat(second.err())
          .contains("ledgerone /Entitlements is not read again (144 resources read until ");
      assertThat(ledgerone.requests())
          .filteredOn(request -> request.contains("/Entitlements?startIndex=1&"))
          .as("what had been read was not asked for again")
          .hasSize(1);
      assertThat(killed.resolveSibling("data").resolve("harvests")).isEmptyDirectory();
      assertThat(access(killed)).isEqualTo(expected);
    }
  }

  private static String access(Path config) throws Exception {
    String out =
        run("export", "access", "--format", "json", "--config", config.toString())
            .with(ExitCode.OK)
            .out();
    assertThat(new JsonMapper().readTree(out).isArray()).as("JSON and nothing else").isTrue();
    return out;
  }
}
