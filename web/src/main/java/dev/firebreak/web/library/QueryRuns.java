package dev.firebreak.web.library;

import dev.firebreak.graph.guard.CypherRefused;
import dev.firebreak.graph.store.GuardedRead;
import dev.firebreak.graph.store.GuardedRead.Answer;
import dev.firebreak.graph.store.GuardedReads.Limits;
import dev.firebreak.web.library.QueryLibrary.Who;
import dev.firebreak.web.library.QueryRefused.Problem;
import dev.firebreak.web.view.NotThere;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Runs queries of the library, each within limits and so many at once, and cancels them. Who ran
/// what is in the log.
@Component
public final class QueryRuns {

  /// How long one may take.
  public static final Duration LONGEST = Duration.ofSeconds(30);

  /// How many rows a page shows, and the API answers when it is not asked otherwise.
  public static final int ROWS = 1_000;

  /// How many rows are read at most.
  public static final int MOST_ROWS = 10_000;

  /// How many run at once.
  public static final int AT_ONCE = 6;

  /// How many run at once for one person.
  public static final int OF_ONE = 2;

  /// How much an answer may be, in units of some 32 bytes.
  private static final int WEIGHT = 400_000;

  /// How an address begins the name of a parameter.
  public static final String PREFIX = "v.";

  private static final Logger log = LoggerFactory.getLogger(QueryRuns.class);

  /// One that runs.
  ///
  /// @param id what it is called, by whoever began it
  /// @param query the id of the query
  public record Run(String id, String query, String person, Instant begunAt) {}

  /// What came of one.
  public record Ran(LibraryQuery query, Answer answer, long tookMillis) {}

  /// A run, from when it was asked for until its end.
  private static final class Running {
    private final Run run;
    private @Nullable GuardedRead read;
    private boolean cancelled;

    Running(Run run) {
      this.run = run;
    }

    Run run() {
      return run;
    }

    synchronized GuardedRead begins(GuardedRead prepared) {
      read = prepared;
      if (cancelled) {
        prepared.cancel();
      }
      return prepared;
    }

    synchronized void cancel() {
      cancelled = true;
      if (read != null) {
        read.cancel();
      }
    }
  }

  private final QueryChecks checks;
  private final Clock clock;
  private final Map<String, Running> running = new LinkedHashMap<>();

  QueryRuns(QueryChecks checks, Clock clock) {
    this.checks = checks;
    this.clock = clock;
  }

  /// Runs a query and waits for its end.
  ///
  /// @param values what is said of its parameters, as text
  /// @param id what the run is called, so that it can be cancelled
  /// @param rows how many rows to read, at most [#MOST_ROWS]
  /// @throws QueryRefused if a value is missing or cannot be meant, or the database refuses it
  /// @throws TooManyRuns if as many run as may at once
  public Ran run(LibraryQuery query, Map<String, String> values, String id, int rows, Who who) {
    Map<String, @Nullable Object> parameters = new HashMap<>(values(query.definition(), values));
    String cypher = query.definition().cypher();
    Limits limits = new Limits(LONGEST, Math.clamp(rows, 1, MOST_ROWS), WEIGHT);
    String person = who.name().replaceAll("[\\r\\n]", " ");
    long begun = System.nanoTime();
    Running run = new Running(new Run(id, query.id(), who.name(), clock.instant()));
    begin(run);
    try {
      Answer answer = run.begins(checks.reads().prepare(cypher, parameters, limits)).run();
      long took = (System.nanoTime() - begun) / 1_000_000;
      log.info(
          "query {} was run by {}: {} rows, {}, {} ms",
          query.id(),
          person,
          answer.rows().size(),
          answer.end(),
          took);
      return new Ran(query, answer, took);
    } catch (CypherRefused refused) {
      log.info("query {} was refused to {}", query.id(), person);
      throw new QueryRefused(List.of(Problem.of(refused)));
    } finally {
      end(id);
    }
  }

  /// What an address says of parameters: `v.days=30`. The last of several counts.
  public static Map<String, String> said(Map<String, String[]> address) {
    Map<String, String> values = new LinkedHashMap<>();
    address.forEach((name, given) -> {
      if (name.startsWith(PREFIX) && given.length > 0) {
        values.put(name.substring(PREFIX.length()), given[given.length - 1]);
      }
    });
    return values;
  }

  /// Whether a query can be run with these values.
  ///
  /// @throws QueryRefused with every value that is missing, too much, or cannot be meant
  public static void check(LibraryQuery query, Map<String, String> given) {
    values(query.definition(), given);
  }

  /// The values of a query's parameters, as the database takes them.
  ///
  /// @throws QueryRefused with every value that is missing, too much, or cannot be meant
  static Map<String, Object> values(QueryDefinition query, Map<String, String> given) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (QueryParameter parameter : query.parameters()) {
      String said = given.getOrDefault(parameter.name(), "");
      String text = said.isEmpty() && parameter.preset() != null ? parameter.preset() : said;
      if (text.isEmpty()) {
        problems.add(
            problem(
                parameter.name(),
                "Give %s: %s.".formatted(parameter.name(), parameter.type().words())));
        continue;
      }
      try {
        values.put(parameter.name(), parameter.type().value(text));
      } catch (IllegalArgumentException e) {
        problems.add(
            problem(
                parameter.name(),
                "%s must be %s.".formatted(parameter.name(), parameter.type().words())));
      }
    }
    given.keySet().stream()
        .filter(name -> query.parameters().stream().noneMatch(each -> each.name().equals(name)))
        .forEach(
            name -> problems.add(problem(name, "The query has no parameter %s.".formatted(name))));
    if (!problems.isEmpty()) {
      throw new QueryRefused(problems);
    }
    return values;
  }

  private static Problem problem(String name, String sentence) {
    return new Problem("/values/" + name, 0, 0, sentence);
  }

  private void begin(Running wanted) {
    synchronized (running) {
      long own =
          running.values().stream()
              .filter(each -> each.run().person().equals(wanted.run().person()))
              .count();
      String refused =
          running.containsKey(wanted.run().id())
              ? "A run of this name is under way."
              : own >= OF_ONE
                  ? "You have %d queries running, as many as one person may. Wait for one, or cancel it."
                      .formatted(OF_ONE)
                  : running.size() >= AT_ONCE
                      ? "%d queries are running, as many as may at once. Try again in a moment."
                          .formatted(AT_ONCE)
                      : "";
      if (!refused.isEmpty()) {
        throw new TooManyRuns(refused);
      }
      running.put(wanted.run().id(), wanted);
    }
  }

  private void end(String id) {
    synchronized (running) {
      running.remove(id);
    }
  }

  /// What somebody has running, the oldest first; of everybody for an administrator.
  public List<Run> running(Who who) {
    synchronized (running) {
      return running.values().stream()
          .map(Running::run)
          .filter(run -> who.admin() || run.person().equals(who.name()))
          .sorted(Comparator.comparing(Run::begunAt))
          .toList();
    }
  }

  /// Cancels a run. Its rows so far are answered to whoever waits for it.
  ///
  /// @throws NotThere if nothing of theirs runs under this name
  public void cancel(String id, Who who) {
    Running found;
    synchronized (running) {
      found = running.get(id);
    }
    if (found == null || (!who.admin() && !found.run().person().equals(who.name()))) {
      throw new NotThere("You have no run " + id + " under way.");
    }
    found.cancel();
  }
}
