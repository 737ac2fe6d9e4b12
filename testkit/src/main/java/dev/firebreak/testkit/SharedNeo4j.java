package dev.firebreak.testkit;

import dev.firebreak.embedded.EmbeddedNeo4j;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/// A JUnit extension that gives a test the URI of an empty, real Neo4j. The server starts once for
/// the whole test JVM; data is removed before each test, indexes and constraints stay.
///
/// `-Dfirebreak.test.uri=bolt://…` replaces the embedded server by one that is already running
/// without authentication. **Its data is deleted.**
public final class SharedNeo4j implements BeforeEachCallback, ParameterResolver {

  private static final List<Runnable> AFTER_CLEAR = new CopyOnWriteArrayList<>();

  private static final Queue<Runnable> USERS = new ConcurrentLinkedQueue<>();

  private static final class Running {
    static final URI ADDRESS = start();

    private static URI start() {
      String given = System.getProperty("firebreak.test.uri");
      if (given != null) {
        return URI.create(given);
      }
      try {
        Path home = Files.createTempDirectory("firebreak-test-neo4j");
        EmbeddedNeo4j server = EmbeddedNeo4j.start(home);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> {
                  USERS.forEach(Runnable::run);
                  server.close();
                  deleteTree(home);
                }));
        return server.uri();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Cleaner {
    static final Driver DRIVER = GraphDatabase.driver(uri(), AuthTokens.none());
  }

  /// Ends something that works with the shared server, when the tests are over and before the
  /// server stops.
  public static void endBefore(Runnable end) {
    USERS.add(end);
  }

  /// The address of the shared server.
  public static URI uri() {
    return Running.ADDRESS;
  }

  /// Removes every node and edge but the record of schema migrations, and users with their keys,
  /// who are signed in to a server that runs for all tests.
  public static void clear() {
    try (var session = Cleaner.DRIVER.session()) {
      session
          .run(
              "MATCH (n) WHERE NOT n:SchemaMigration AND NOT n:User AND NOT n:ApiKey CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
          .consume();
    }
    AFTER_CLEAR.forEach(Runnable::run);
  }

  /// Has something done after each [#clear], for what must be in the graph at all times.
  public static void afterClear(Runnable work) {
    AFTER_CLEAR.add(work);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    clear();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(URI.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return uri();
  }

  private static void deleteTree(Path root) {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
