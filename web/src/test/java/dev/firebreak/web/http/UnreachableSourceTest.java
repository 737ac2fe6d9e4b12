package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.server.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the screens say of a source that nobody answers for.
class UnreachableSourceTest {

  private static final String CONFIG =
      """
      data-dir: data
      graph:
        uri: @GRAPH@
      server:
        port: 0
      sources:
        - id: vault
          name: Strongroom
          kind: vault
          base-url: http://127.0.0.1:@PORT@/scim/v2
          allow-http: true
          auth:
            bearer: file:@FOLDER@/token
      """;

  @Test
  void whatWasNeverReachedIsNamedAndTheEndIsNoSuccess(@TempDir Path folder) throws IOException {
    SharedNeo4j.clear();
    Files.writeString(folder.resolve("token"), "test-token");
    Path config = folder.resolve("firebreak.yaml");
    Files.writeString(
        config,
        CONFIG
            .replace("@GRAPH@", SharedNeo4j.uri().toString())
            .replace("@PORT@", Integer.toString(portOfNobody()))
            .replace("@FOLDER@", folder.toString()));
    try (WebServer server = WebServer.start(ConfigFile.load(config), Clock.systemUTC(), false)) {
      Browser person = new Browser(server.address());
      TestServer.admit(server);
      person.signIn("admin", TestServer.PASSWORD);
      assertThat(person.get("/sources").body())
          .contains("The one source was never harvested.", "unknown, never harvested<");
      assertThat(person.get("/explore").body()).contains("Nothing has been harvested yet, so");
      assertThat(person.post("/sources/harvest", Map.of()).statusCode()).isEqualTo(302);
      Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
      while (person.get("/api/v1/jobs/latest").body().contains("\"state\":\"RUNNING\"")) {
        assertThat(Instant.now()).isBefore(deadline);
        Thread.onSpinWait();
      }
      assertThat(person.get("/sources").body())
          .contains("is over, but no source is complete.")
          .containsPattern("(?s)/ContainerPermissions</code>.*Not reached")
          .containsPattern("may reach it\\. +It was never complete\\.")
          .doesNotContain("is done.");
      assertThat(person.get("/sources").body()).contains("unknown, never harvested completely");
      for (String page : List.of("/explore", "/workbench")) {
        assertThat(person.get(page).body())
            .as(page)
            .contains(
                "The last harvest failed, and the page of the sources says why, so there is no")
            .doesNotContain("Nothing has been harvested yet");
      }
      assertThat(person.get("/search?kind=GROUP").body())
          .contains("Nothing of this kind was harvested. The last harvest of a source failed,");
      assertThat(Crawl.all(person)).contains("/sources");
    }
  }

  private static int portOfNobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
