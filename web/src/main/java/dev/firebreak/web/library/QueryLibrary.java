package dev.firebreak.web.library;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.GuardedReads.Shape;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.web.library.QueryRefused.Problem;
import dev.firebreak.web.view.NotThere;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The queries that ship, those of everybody who looks, and those that others share. Who owns one
/// changes it, and an administrator changes what is shared.
@Component
public final class QueryLibrary {

  /// How many queries somebody may have.
  public static final int MOST = 200;

  private static final String SHIPPED = "/library/queries.yaml";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SecureRandom RANDOM = new SecureRandom();

  record Person(String person) {}

  record Saving(String id, String owner, boolean shared, String definition, Instant savedAt) {}

  record Deleting(String id) {}

  record QueryRow(
      String id, String owner, boolean shared, String definition, ZonedDateTime savedAt) {}

  static final Query<Person, QueryRow> QUERIES =
      Query.read("workflow/saved-queries", Person.class, QueryRow.class);
  static final Query<Saving, None> SAVE =
      Query.write("workflow/save-query", Saving.class, None.class);
  static final Query<Deleting, None> DELETE =
      Query.write("workflow/delete-query", Deleting.class, None.class);

  /// Who asks.
  ///
  /// @param admin whether they may change what others share
  public record Who(String name, boolean admin) {}

  private final IdentityGraph graph;
  private final QueryChecks checks;
  private final Clock clock;
  private final List<LibraryQuery> shipped = shipped();

  QueryLibrary(IdentityGraph graph, QueryChecks checks, Clock clock) {
    this.graph = graph;
    this.checks = checks;
    this.clock = clock;
  }

  private static List<LibraryQuery> shipped() {
    try (InputStream in = Objects.requireNonNull(QueryLibrary.class.getResourceAsStream(SHIPPED))) {
      return QueryFile.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)).stream()
          .map(each -> new LibraryQuery(shippedId(each.name()), null, true, each, null))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shippedId(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /// What somebody sees, by name.
  public List<LibraryQuery> of(String person) {
    Stream<LibraryQuery> saved =
        graph.ask(QUERIES, new Person(person)).stream().map(QueryLibrary::query);
    return Stream.concat(shipped.stream(), saved)
        .sorted(
            Comparator.comparing(
                    (LibraryQuery each) -> each.definition().name().toLowerCase(Locale.ROOT))
                .thenComparing(LibraryQuery::id))
        .toList();
  }

  /// Those of what somebody sees that say all of some words and carry a tag.
  ///
  /// @param tag empty for any
  public List<LibraryQuery> matching(String person, String words, String tag) {
    List<String> wanted = List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
    return of(person).stream()
        .filter(each -> tag.isEmpty() || each.definition().tags().contains(tag))
        .filter(each -> wanted.stream().allMatch(said(each.definition())::contains))
        .toList();
  }

  private static String said(QueryDefinition query) {
    return String.join(
            "\n",
            query.name(),
            query.description(),
            String.join("\n", query.tags()),
            query.cypher())
        .toLowerCase(Locale.ROOT);
  }

  /// The tags of queries and how many of them carry each, by name.
  public static Map<String, Long> tags(List<LibraryQuery> queries) {
    Map<String, Long> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    queries.forEach(
        each -> each.definition().tags().forEach(tag -> tags.merge(tag, 1L, Long::sum)));
    return tags;
  }

  private static LibraryQuery query(QueryRow row) {
    return new LibraryQuery(
        row.id(),
        row.owner(),
        row.shared(),
        QueryFile.definition(JSON.readTree(row.definition())),
        row.savedAt().toInstant());
  }

  /// One that somebody sees.
  ///
  /// @throws NotThere if there is none
  public LibraryQuery find(String id, String person) {
    return of(person).stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotThere("There is no query " + id + " that you can see."));
  }

  /// Whether somebody may change it.
  public static boolean mayChange(LibraryQuery query, Who who) {
    return !query.ships() && (who.name().equals(query.owner()) || (who.admin() && query.shared()));
  }

  /// What a text asks for and answers.
  ///
  /// @throws QueryRefused with its place, if it may not be run
  public Shape check(String cypher) {
    return checks.shape(cypher);
  }

  /// Saves a new query.
  ///
  /// @throws QueryRefused with everything that is wrong with it
  public LibraryQuery add(QueryDefinition definition, boolean shared, Who who) {
    List<LibraryQuery> own = own(who);
    if (own.size() >= MOST) {
      throw QueryRefused.at(
          "", "You have %d queries, which is as many as there may be.".formatted(MOST));
    }
    byte[] id = new byte[6];
    RANDOM.nextBytes(id);
    return save(HexFormat.of().formatHex(id), definition, shared, who.name());
  }

  /// Saves a query in place of what it was. It stays its owner's.
  ///
  /// @throws NotThere if there is none that they may change
  /// @throws QueryRefused with everything that is wrong with it
  public LibraryQuery change(String id, QueryDefinition definition, boolean shared, Who who) {
    LibraryQuery before = changeable(id, who);
    return save(id, definition, shared, Objects.requireNonNull(before.owner()));
  }

  /// Deletes a query.
  ///
  /// @throws NotThere if there is none that they may change
  public LibraryQuery delete(String id, Who who) {
    LibraryQuery query = changeable(id, who);
    graph.apply(DELETE, new Deleting(id));
    return query;
  }

  /// Saves every query of a file, each in place of one's own of the same name, or none of them.
  ///
  /// @throws QueryRefused with everything that is wrong in the file, each with its place
  public List<LibraryQuery> take(String file, boolean shared, Who who) {
    List<QueryDefinition> definitions = QueryFile.read(file);
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < definitions.size(); i++) {
      String at = "/queries/" + i;
      checks
          .problems(definitions.get(i))
          .forEach(each ->
              problems.add(
                  new Problem(at + each.at(), each.line(), each.column(), each.problem())));
    }
    List<LibraryQuery> own = own(who);
    if (own.size() + definitions.size() > MOST) {
      problems.add(
          new Problem(
              "/queries", 0, 0, "With these you would have more than %d queries.".formatted(MOST)));
    }
    if (!problems.isEmpty()) {
      throw new QueryRefused(problems);
    }
    return definitions.stream().map(each -> taken(each, own, shared, who)).toList();
  }

  private LibraryQuery taken(
      QueryDefinition definition, List<LibraryQuery> own, boolean shared, Who who) {
    LibraryQuery before =
        own.stream()
            .filter(each -> each.definition().name().equalsIgnoreCase(definition.name()))
            .findFirst()
            .orElse(null);
    return before == null
        ? add(definition, shared, who)
        : save(before.id(), definition, shared, who.name());
  }

  private LibraryQuery save(String id, QueryDefinition definition, boolean shared, String owner) {
    List<Problem> problems = new ArrayList<>(checks.problems(definition));
    if (graph.ask(QUERIES, new Person(owner)).stream()
        .map(QueryLibrary::query)
        .filter(each -> owner.equals(each.owner()) && !each.id().equals(id))
        .anyMatch(each -> each.definition().name().equalsIgnoreCase(definition.name()))) {
      problems.add(
          new Problem("/name", 0, 0, "There is a query of this name already. Give it another."));
    }
    if (!problems.isEmpty()) {
      throw new QueryRefused(problems);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    graph.apply(SAVE, new Saving(id, owner, shared, QueryFile.json(definition).toString(), now));
    return new LibraryQuery(id, owner, shared, definition, now);
  }

  private LibraryQuery changeable(String id, Who who) {
    LibraryQuery query = find(id, who.name());
    if (!mayChange(query, who)) {
      throw new NotThere(
          query.ships()
              ? "%s ships with Firebreak and stays as it is. Save a copy."
                  .formatted(query.definition().name())
              : "%s is not yours. Save a copy.".formatted(query.definition().name()));
    }
    return query;
  }

  private List<LibraryQuery> own(Who who) {
    return of(who.name()).stream().filter(each -> who.name().equals(each.owner())).toList();
  }
}
