package dev.firebreak.graph.store;

import dev.firebreak.graph.query.Parameters;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.Mode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.BookmarkManager;
import org.neo4j.driver.BookmarkManagerConfig;
import org.neo4j.driver.BookmarkManagers;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.TransientException;
import org.neo4j.driver.summary.SummaryCounters;

/// The identity graph in Neo4j. Reads see every earlier write of this object. Transient failures
/// are retried by running the whole unit of work again, so work must be repeatable.
public final class IdentityGraph implements AutoCloseable {

  private final Driver driver;
  private final BookmarkManager bookmarks =
      BookmarkManagers.defaultManager(BookmarkManagerConfig.builder().build());

  private final Connection connection;

  private IdentityGraph(Driver driver, Connection connection) {
    this.driver = driver;
    this.connection = connection;
  }

  /// Connects to `uri` (`bolt://`, `neo4j://`, `neo4j+s://` …) and brings its schema up to date.
  ///
  /// @param user the user name, or null for a server without authentication
  /// @param password read when `user` is given
  /// @throws GraphUnavailable if the server does not answer or refuses the credentials
  public static IdentityGraph connect(URI uri, @Nullable String user, @Nullable String password) {
    AuthToken auth =
        user == null ? AuthTokens.none() : AuthTokens.basic(user, password == null ? "" : password);
    Connection connection = new Connection(uri, auth);
    Driver driver = connection.driver();
    try {
      driver.verifyConnectivity();
      IdentityGraph graph = new IdentityGraph(driver, connection);
      Migrations.apply(driver);
      return graph;
    } catch (AuthenticationException e) {
      driver.close();
      throw new GraphUnavailable(
          "Neo4j at "
              + uri
              + " refused the user or password. Check graph.username and graph.password.",
          e);
    } catch (ServiceUnavailableException e) {
      driver.close();
      throw new GraphUnavailable(
          "No Neo4j answers at " + uri + ". Is it running, and is graph.uri right?", e);
    } catch (RuntimeException e) {
      driver.close();
      throw e;
    }
  }

  /// Runs a read query and returns all its rows.
  public <P extends Record, R extends Record> List<R> ask(Query<P, R> query, P parameters) {
    require(query, Mode.READ);
    try (Session session = session()) {
      return session.executeRead(tx -> rows(tx, query, parameters));
    }
  }

  /// Runs a write query in a transaction of its own.
  public <P extends Record, R extends Record> Applied<R> apply(Query<P, R> query, P parameters) {
    return inOneTransaction(write -> write.apply(query, parameters));
  }

  /// Runs several writes that all happen or none of them. `work` may run more than once.
  public <T> T inOneTransaction(Function<Writing, T> work) {
    try (Session session = session()) {
      return session.executeWrite(tx -> work.apply(new Writing(tx)));
    }
  }

  /// Runs several reads in one transaction, so that what the database calls a node or an edge means
  /// the same in all of them. Writes that are committed meanwhile are seen by the reads that
  /// follow. `work` may run more than once.
  public <T> T inOneRead(Function<Reading, T> work) {
    try (Session session = session()) {
      return session.executeRead(tx -> work.apply(new Reading(tx)));
    }
  }

  /// The rows and counts of a write.
  public record Applied<R extends Record>(List<R> rows, WriteCounts counts) {}

  /// The open transaction of [IdentityGraph#inOneTransaction].
  public static final class Writing {
    private final TransactionContext tx;

    private Writing(TransactionContext tx) {
      this.tx = tx;
    }

    /// Runs a write query.
    public <P extends Record, R extends Record> Applied<R> apply(Query<P, R> query, P parameters) {
      require(query, Mode.WRITE);
      var result = tx.run(query.text(), Parameters.of(parameters));
      List<R> rows = new ArrayList<>();
      while (result.hasNext()) {
        rows.add(result.next().as(query.rows()));
      }
      return new Applied<>(List.copyOf(rows), counts(result.consume().counters()));
    }

    /// Runs a read query that sees the writes made so far.
    public <P extends Record, R extends Record> List<R> ask(Query<P, R> query, P parameters) {
      require(query, Mode.READ);
      return rows(tx, query, parameters);
    }
  }

  /// The open transaction of [IdentityGraph#inOneRead].
  public static final class Reading {
    private final TransactionContext tx;

    private Reading(TransactionContext tx) {
      this.tx = tx;
    }

    /// Runs a read query and returns all its rows.
    public <P extends Record, R extends Record> List<R> ask(Query<P, R> query, P parameters) {
      require(query, Mode.READ);
      return rows(tx, query, parameters);
    }

    /// Runs a read query and hands each row to `each` as its columns by name: for rows that are
    /// long lists, of which no records are made.
    public <P extends Record, R extends Record> void scan(
        Query<P, R> query, P parameters, Consumer<Map<String, @Nullable Object>> each) {
      require(query, Mode.READ);
      try {
        var result = tx.run(query.text(), Parameters.of(parameters));
        while (result.hasNext()) {
          each.accept(result.next().asMap());
        }
      } catch (Neo4jException e) {
        throw named(query, e);
      }
    }
  }

  /// Queries that people wrote, within limits.
  public GuardedReads guardedReads() {
    return new GuardedReads(driver, connection);
  }

  @Override
  public void close() {
    driver.close();
  }

  private Session session() {
    return driver.session(
        SessionConfig.builder().withBookmarkManager(bookmarks).withFetchSize(20_000).build());
  }

  private static <P extends Record, R extends Record> List<R> rows(
      TransactionContext tx, Query<P, R> query, P parameters) {
    try {
      return tx.run(query.text(), Parameters.of(parameters))
          .list(record -> record.as(query.rows()));
    } catch (Neo4jException e) {
      throw named(query, e);
    }
  }

  /// What is thrown for a query that failed; what may be tried again stays as it is, and so may a
  /// read of what another transaction removed meanwhile.
  private static RuntimeException named(Query<?, ?> query, Neo4jException e) {
    if (e.code().endsWith(".EntityNotFound")) {
      return new TransientException(e.code(), "it went while it was read: " + e.getMessage());
    }
    return e instanceof RetryableException
        ? e
        : new IllegalStateException("cypher/" + query.path() + ".cypher: " + e.getMessage(), e);
  }

  private static void require(Query<?, ?> query, Mode mode) {
    if (query.mode() != mode) {
      throw new IllegalArgumentException(
          "cypher/" + query.path() + ".cypher is a " + query.mode() + " query");
    }
  }

  private static WriteCounts counts(SummaryCounters counters) {
    return new WriteCounts(
        counters.nodesCreated(),
        counters.nodesDeleted(),
        counters.relationshipsCreated(),
        counters.relationshipsDeleted(),
        counters.propertiesSet());
  }
}
