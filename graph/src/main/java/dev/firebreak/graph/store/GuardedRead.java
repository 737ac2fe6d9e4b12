package dev.firebreak.graph.store;

import dev.firebreak.graph.guard.CypherRefused;
import dev.firebreak.graph.guard.Found;
import dev.firebreak.graph.guard.Vocabulary;
import dev.firebreak.graph.guard.Weighed;
import dev.firebreak.graph.store.GuardedReads.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.types.Entity;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Path;
import org.neo4j.driver.types.Relationship;

/// One run of a query that a person wrote, on a connection of its own: to cancel it, the connection
/// is closed, and the database ends what belongs to it.
public final class GuardedRead {

  static final int FETCHED = 25;
  private static final int HEAVIEST = 20_000;

  private final String text;
  private final List<String> columns;
  private final Map<String, @Nullable Object> parameters;
  private final Limits limits;
  private final Driver driver;
  private volatile boolean cancelled;

  GuardedRead(
      Connection connection,
      String text,
      List<String> columns,
      Map<String, @Nullable Object> parameters,
      Limits limits) {
    this.text = text;
    this.columns = List.copyOf(columns);
    this.parameters = new HashMap<>(parameters);
    this.limits = limits;
    this.driver = connection.driver();
    this.parameters.put(Weighed.ROWS, limits.rows() + 1);
    this.parameters.put(Weighed.HEAVIEST, HEAVIEST);
    this.parameters.put(Weighed.NOTHING, null);
  }

  /// Why no more rows were read.
  public enum End {
    /// There are no more.
    ALL,
    /// There are more than were wanted.
    ROWS,
    /// What was read is as much as may be.
    SIZE,
    /// The time was over.
    TIME,
    /// The database would have needed more memory than a query may have.
    MEMORY,
    /// Somebody cancelled it.
    CANCELLED
  }

  /// What was read.
  ///
  /// @param rows the values of each row by column; see [Found] for what they are
  public record Answer(List<String> columns, List<List<@Nullable Object>> rows, End end) {}

  /// Runs it, once.
  ///
  /// @throws CypherRefused if the database refuses it, or answers what queries may not read
  /// @throws GraphUnavailable if the database does not answer
  public Answer run() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (driver;
        Session session = driver.session(GuardedReads.reading())) {
      Result result =
          session.run(
              Weighed.text(text, columns),
              parameters,
              TransactionConfig.builder().withTimeout(limits.time()).build());
      return new Answer(columns, rows, read(result, rows));
    } catch (CypherRefused e) {
      throw e;
    } catch (Neo4jException | IllegalStateException e) {
      return new Answer(columns, rows, end(e));
    }
  }

  /// Ends it as soon as the database notices, within moments. Does nothing to one that is over.
  public void cancel() {
    cancelled = true;
    driver.close();
  }

  private End read(Result result, List<List<@Nullable Object>> rows) {
    long weight = 0;
    while (result.hasNext()) {
      var row = result.next();
      weight += row.get(Weighed.WEIGHT).asLong();
      if (rows.size() == limits.rows()) {
        return End.ROWS;
      }
      if (weight > limits.weight() || row.get(Weighed.WEIGHT).asLong() > HEAVIEST) {
        return End.SIZE;
      }
      List<@Nullable Object> values = new ArrayList<>(columns.size());
      for (String column : columns) {
        values.add(value(row.get(column).asObject()));
      }
      rows.add(values);
    }
    return End.ALL;
  }

  private End end(RuntimeException e) {
    if (cancelled) {
      return End.CANCELLED;
    }
    String code = e instanceof Neo4jException failed ? String.valueOf(failed.code()) : "";
    if (code.contains("TransactionTimedOut")) {
      return End.TIME;
    }
    if (code.contains("MemoryPool") || code.contains("OutOfMemory")) {
      return End.MEMORY;
    }
    if (e instanceof ClientException refused) {
      throw GuardedReads.refused(refused);
    }
    throw new GraphUnavailable("The database did not answer the query.", e);
  }

  private static @Nullable Object value(@Nullable Object given) {
    return switch (given) {
      case null -> null;
      case Node node -> node(node);
      case Relationship edge -> edge(edge);
      case Path path -> path(path);
      case List<?> list -> list.stream().map(GuardedRead::value).toList();
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((name, value) -> values.put(String.valueOf(name), value(value)));
        yield values;
      }
      default -> given;
    };
  }

  private static Found.Node node(Node node) {
    List<String> labels = new ArrayList<>();
    node.labels().forEach(labels::add);
    if (labels.isEmpty() || !Vocabulary.LABELS.containsAll(labels)) {
      throw new CypherRefused("The answer holds a node that queries may not read.", 0, 0);
    }
    return new Found.Node(labels, properties(node));
  }

  private static Found.Edge edge(Relationship edge) {
    if (!Vocabulary.TYPES.contains(edge.type())) {
      throw new CypherRefused("The answer holds an edge that queries may not read.", 0, 0);
    }
    return new Found.Edge(edge.type(), properties(edge));
  }

  private static Found.Path path(Path path) {
    List<Found> steps = new ArrayList<>();
    steps.add(node(path.start()));
    path.forEach(segment -> {
      steps.add(edge(segment.relationship()));
      steps.add(node(segment.end()));
    });
    return new Found.Path(steps);
  }

  private static Map<String, @Nullable Object> properties(Entity entity) {
    return new LinkedHashMap<>(entity.asMap());
  }
}
