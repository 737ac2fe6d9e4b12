package dev.firebreak.demo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.demo.DemoMain;
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
import java.util.concurrent.TimeUnit;
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

      Process second = process("analyse", "--config", config.toString());
      String said = new String(second.getErrorStream().readAllBytes());
      assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).as(said).isEqualTo(ExitCode.FOLDER_IN_USE);
      assertThat(said).contains("in use by another Firebreak process");
      assertThat(new String(second.getInputStream().readAllBytes())).isEmpty();
    }
    try (WebServer again = WebServer.start(ConfigFile.load(config), Clock.systemUTC(), false)) {
      assertThat(again.newPassword()).isNull();
    }
  }

  private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
  }

  private static Process process(String... arguments) throws IOException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DemoMain.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }
}
