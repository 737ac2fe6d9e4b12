package dev.firebreak.benchmarks.load;

import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.benchmarks.snapshot.GraphLoad;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.FirebreakConfig;
import dev.firebreak.web.server.WebServer;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.UserChanges.WithPassword;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// A server, as it is in production, over a drawn graph in an embedded database. Its sources are
/// declared and nobody answers for them.
final class Served implements AutoCloseable {

  private static final String CONFIG = "firebreak.yaml";
  private static final String LOADED = "loaded";
  private static final int PASSWORD_BYTES = 24;

  private final WebServer server;
  private final Visitor visitor;

  private Served(WebServer server, Visitor visitor) {
    this.server = server;
    this.visitor = visitor;
  }

  /// Writes a graph into a folder, unless it holds it already.
  ///
  /// @param what names the graph; a folder that holds another one is refused
  /// @throws IllegalArgumentException if the folder holds another graph
  static void load(Path folder, String what, Supplier<GraphSnapshot> graph) throws IOException {
    Path mark = folder.resolve(LOADED);
    if (Files.exists(mark)) {
      if (!Files.readString(mark).equals(what)) {
        throw new IllegalArgumentException(
            "%s holds %s. Give --folder another.".formatted(folder, Files.readString(mark)));
      }
      return;
    }
    GraphSnapshot drawn = graph.get();
    Files.createDirectories(folder);
    try (Firebreak firebreak = Firebreak.open(config(folder), Clock.systemUTC())) {
      GraphLoad.load(drawn, firebreak.graph());
    }
    Files.writeString(mark, what);
  }

  /// Serves the graph of a folder, and signs somebody in who may read all.
  static Served start(Path folder) throws Exception {
    WebServer server = WebServer.start(config(folder), Clock.systemUTC(), false);
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getEncoder().encodeToString(random);
    String name = "load-" + Integer.toHexString(new SecureRandom().nextInt());
    WithPassword added =
        server.users().add(name, null, null, Set.of(Role.ANALYST, Role.ADMIN), "benchmark");
    server.users().choose(added.user(), password);
    return new Served(server, Visitor.signedIn(server.address(), name, password));
  }

  private static FirebreakConfig config(Path folder) throws IOException {
    Files.createDirectories(folder);
    StringBuilder text = new StringBuilder("data-dir: data\nserver:\n  port: ");
    text.append(freePort()).append("\nsources:\n");
    for (String id : List.of("directory", "vault")) {
      text.append(
          """
            - id: %s
              kind: %s
              authoritative: %s
              base-url: https://127.0.0.1:9/scim/v2
              auth: {bearer: "env:PATH"}
          """
              .formatted(id, id, id.equals("directory")));
    }
    return ConfigFile.load(Files.writeString(folder.resolve(CONFIG), text));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Somebody who may read all.
  Visitor visitor() {
    return visitor;
  }

  /// Runs all analyses and keeps what they find.
  ///
  /// @return the figures of that run
  AnalysisRun analyse() {
    return server.operations().analyseNow();
  }

  @Override
  public void close() {
    visitor.close();
    server.close();
  }
}
