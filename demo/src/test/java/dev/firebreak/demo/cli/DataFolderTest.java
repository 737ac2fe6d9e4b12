package dev.firebreak.demo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.cli.ExitCode;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.server.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds a data folder, and what an empty one shows.
class DataFolderTest {

  @Test
  void anEmptyFolderIsServedHeldAloneAndItsPasswordShownOnce(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path config = folder.resolve("firebreak.yaml");
    Files.writeString(config, "data-dir: data\nserver: {port: 0}\n");
    try (WebServer server = WebServer.start(ConfigFile.load(config), Clock.systemUTC(), false)) {
      assertThat(server.newPassword()).isNotNull().hasSizeGreaterThan(15);
      assertThat(get(server.address().resolve("/login")).statusCode()).isEqualTo(200);
      assertThat(get(server.address().resolve("/")).statusCode()).isEqualTo(302);

      Ran second =
          Ran.process("harvest", "--config", config.toString()).with(ExitCode.FOLDER_IN_USE);
      assertThat(second.err())
          .contains("in use by another Firebreak process", "its page Sources harvests");
      assertThat(second.out()).isEmpty();
    }
    try (WebServer again = WebServer.start(ConfigFile.load(config), Clock.systemUTC(), false)) {
      assertThat(again.newPassword()).isNull();
    }
  }

  @Test
  void whereNothingWasHarvestedAnEmptyAnswerSaysSo(@TempDir Path folder) throws IOException {
    Path config = folder.resolve("firebreak.yaml");
    Files.writeString(config, "data-dir: data\n");
    for (String[] command :
        new String[][] {{"analyse"}, {"export", "access"}, {"export", "findings"}}) {
      List<String> line = new java.util.ArrayList<>(List.of(command));
      line.addAll(List.of("--config", config.toString()));
      Ran ran = Ran.command(line.toArray(String[]::new)).with(ExitCode.OK);
      assertThat(ran.err())
          .isEqualToIgnoringNewLines(
              "note: nothing has been harvested yet; begin with: firebreak harvest --config "
                  + config);
    }
  }

  private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
  }
}
