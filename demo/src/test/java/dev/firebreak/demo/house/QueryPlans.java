package dev.firebreak.demo.house;

import dev.firebreak.graph.query.Query.Mode;
import dev.firebreak.graph.query.QueryHeader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import org.neo4j.driver.summary.GqlNotification;
import org.neo4j.driver.summary.QueryType;
import org.neo4j.driver.summary.ResultSummary;

/// What the planner of a real Neo4j says of a query, without running it.
final class QueryPlans implements AutoCloseable {

  private static final Set<QueryType> READS = Set.of(QueryType.READ_ONLY);
  private static final Set<QueryType> WRITES = Set.of(QueryType.READ_WRITE, QueryType.WRITE_ONLY);

  private final Driver driver;

  /// @param uri a server whose schema is up to date and that holds one of each kind, and nothing
  ///   else: it warns of a label or property only as long as the store has never seen it
  QueryPlans(URI uri) {
    driver = GraphDatabase.driver(uri, AuthTokens.none());
  }

  /// Runs a script whose statements end with a semicolon at the end of a line.
  void run(String script) {
    try (Session session = driver.session()) {
      for (String statement : script.split(";\\s*\\n")) {
        session.run(statement).consume();
      }
    }
  }

  /// The first column of a query.
  Set<String> strings(String query) {
    try (Session session = driver.session()) {
      return Set.copyOf(session.run(query).list(row -> row.get(0).asString()));
    }
  }

  /// What is wrong with a query, each a sentence; empty when nothing is.
  ///
  /// @param language `CYPHER 5` or `CYPHER 25`, as a server may default to either
  List<String> complaints(String language, QueryHeader header, String text) {
    List<String> found = new ArrayList<>();
    try (Session session = driver.session()) {
      var result = session.run(language + " EXPLAIN " + text, QueryShape.sampleParameters(header));
      List<String> columns = result.keys();
      ResultSummary summary = result.consume();
      if (!columns.equals(List.copyOf(header.returns().keySet()))) {
        found.add(
            "the columns are %s, the header returns %s"
                .formatted(columns, header.returns().keySet()));
      }
      Set<QueryType> expected = header.mode() == Mode.READ ? READS : WRITES;
      if (!expected.contains(summary.queryType())) {
        found.add(
            "it is %s, the header says mode %s".formatted(summary.queryType(), header.mode()));
      }
      summary.gqlStatusObjects().stream()
          .filter(GqlNotification.class::isInstance)
          .map(GqlNotification.class::cast)
          .forEach(said -> found.add(said.gqlStatus() + " " + said.statusDescription()));
    }
    if (header.mode() == Mode.WRITE) {
      unknownNames(text).forEach(name -> found.add("there is no " + name + " in the sample"));
    }
    return found;
  }

  private Set<String> unknownNames(String text) {
    WrittenNames names = WrittenNames.in(text);
    Set<String> unknown = new TreeSet<>(names.labelsAndTypes());
    unknown.removeAll(
        strings(
            "CALL db.labels() YIELD label AS name RETURN name UNION"
                + " CALL db.relationshipTypes() YIELD relationshipType AS name RETURN name"));
    Set<String> properties = new TreeSet<>(names.properties());
    properties.removeAll(strings("CALL db.propertyKeys() YIELD propertyKey AS name RETURN name"));
    unknown.addAll(properties);
    return unknown;
  }

  @Override
  public void close() {
    driver.close();
  }
}
