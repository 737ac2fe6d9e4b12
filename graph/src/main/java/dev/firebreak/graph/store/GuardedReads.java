package dev.firebreak.graph.store;

import dev.firebreak.graph.guard.CypherRefused;
import dev.firebreak.graph.guard.PlanJudge;
import dev.firebreak.graph.guard.PlanStep;
import dev.firebreak.graph.guard.ReadGrammar;
import dev.firebreak.graph.guard.Weighed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.summary.Plan;
import org.neo4j.driver.summary.QueryType;
import org.neo4j.driver.summary.ResultSummary;

/// Queries that people wrote. Each passes several walls, of which any one would do: the grammar,
/// the plan, a session that cannot write, and a look at every value that comes back. See
/// `docs/decisions/0034-what-a-query-of-a-person-may-do.md`.
public final class GuardedReads {

  private static final String EXPLAIN = "EXPLAIN ";
  private static final Duration PLANNING = Duration.ofSeconds(20);
  private static final Pattern PLACE = Pattern.compile("\\(line (\\d+), column (\\d+)");

  private final Driver driver;
  private final Connection connection;

  GuardedReads(Driver driver, Connection connection) {
    this.driver = driver;
    this.connection = connection;
  }

  /// What a query asks for and answers.
  ///
  /// @param parameters the names of its parameters, in the order of their first use
  public record Shape(List<String> columns, List<String> parameters) {}

  /// How far a query may go.
  ///
  /// @param time after which the database ends it
  /// @param rows the most rows that are read
  /// @param weight how much all of them may be, in units of some 32 bytes
  public record Limits(Duration time, int rows, int weight) {}

  /// Looks at a query without running it.
  ///
  /// @throws CypherRefused with the place, if it is no query or may not be run
  /// @throws GraphUnavailable if the database does not answer
  public Shape check(String text) {
    List<String> parameters = ReadGrammar.parameters(text);
    if (parameters.stream().anyMatch(name -> name.startsWith(Weighed.RESERVED))) {
      throw new CypherRefused(
          "Parameters whose names begin with %s are taken.".formatted(Weighed.RESERVED), 0, 0);
    }
    String plain = ReadGrammar.plain(text);
    try (Session session = driver.session(reading())) {
      List<String> columns = explained(session, plain);
      explained(session, Weighed.text(plain, columns));
      return new Shape(columns, parameters);
    }
  }

  /// Prepares a run. Nothing is sent to the database yet.
  ///
  /// @param parameters by name; texts, longs, doubles, booleans, zoned times and lists of them
  /// @throws CypherRefused with the place, if it is no query or may not be run
  public GuardedRead prepare(String text, Map<String, @Nullable Object> parameters, Limits limits) {
    List<String> columns = check(text).columns();
    return new GuardedRead(connection, ReadGrammar.plain(text), columns, parameters, limits);
  }

  static SessionConfig reading() {
    return SessionConfig.builder()
        .withDefaultAccessMode(AccessMode.READ)
        .withFetchSize(GuardedRead.FETCHED)
        .build();
  }

  private static List<String> explained(Session session, String text) {
    try {
      Result result =
          session.run(EXPLAIN + text, TransactionConfig.builder().withTimeout(PLANNING).build());
      List<String> columns = result.keys();
      ResultSummary summary = result.consume();
      if (summary.queryType() != QueryType.READ_ONLY || !summary.hasPlan()) {
        throw new CypherRefused("Queries only read.", 0, 0);
      }
      PlanJudge.judge(step(summary.plan()));
      return columns;
    } catch (ClientException e) {
      throw refused(e);
    }
  }

  private static PlanStep step(Plan plan) {
    var details = plan.arguments().get("Details");
    return new PlanStep(
        plan.operatorType().replaceFirst("@.*", ""),
        details == null || details.isNull() ? "" : details.asString(),
        plan.children().stream().map(GuardedReads::step).toList());
  }

  /// What the database says of a text, with the place in it.
  static CypherRefused refused(ClientException e) {
    String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    Matcher place = PLACE.matcher(said);
    if (!place.find()) {
      return new CypherRefused(said, 0, 0);
    }
    int line = Integer.parseInt(place.group(1));
    int column = Integer.parseInt(place.group(2));
    return new CypherRefused(
        said.substring(0, place.start()).strip(),
        line,
        line == 1 ? Math.max(1, column - EXPLAIN.length()) : column);
  }
}
