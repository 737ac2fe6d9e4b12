package dev.firebreak.web.library;

import dev.firebreak.graph.guard.CypherRefused;
import dev.firebreak.graph.store.GuardedReads;
import dev.firebreak.graph.store.GuardedReads.Shape;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.web.library.QueryRefused.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether a query can be saved: its names, its parameters and, asked of the database, its text.
@Component
final class QueryChecks {

  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_DESCRIPTION = 500;
  private static final int LONGEST_TAG = 30;
  private static final int MOST_TAGS = 10;
  private static final int MOST_PARAMETERS = 20;

  private final GuardedReads reads;

  QueryChecks(IdentityGraph graph) {
    this.reads = graph.guardedReads();
  }

  GuardedReads reads() {
    return reads;
  }

  /// What a text asks for and answers.
  ///
  /// @throws QueryRefused with its place, if it may not be run
  Shape shape(String cypher) {
    try {
      return reads.check(cypher);
    } catch (CypherRefused refused) {
      throw new QueryRefused(List.of(Problem.of(refused)));
    }
  }

  /// Everything that is wrong with a query; empty for a good one.
  List<Problem> problems(QueryDefinition query) {
    List<Problem> problems = new ArrayList<>();
    if (!isShown(query.name(), LONGEST_NAME)) {
      problems.add(
          problem(
              "/name",
              "Give the query a name of 1 to %d characters that can be seen."
                  .formatted(LONGEST_NAME)));
    }
    if (query.description().length() > LONGEST_DESCRIPTION) {
      problems.add(
          problem(
              "/description",
              "Describe it with %d characters at most.".formatted(LONGEST_DESCRIPTION)));
    }
    if (query.tags().size() > MOST_TAGS
        || query.tags().stream().anyMatch(tag -> !isShown(tag, LONGEST_TAG) || tag.contains(","))) {
      problems.add(
          problem(
              "/tags",
              "There are up to %d tags, each of 1 to %d characters without commas."
                  .formatted(MOST_TAGS, LONGEST_TAG)));
    }
    Shape shape = null;
    try {
      shape = reads.check(query.cypher());
    } catch (CypherRefused refused) {
      problems.add(Problem.of(refused));
    }
    parameters(query.parameters(), shape, problems);
    return problems;
  }

  private static void parameters(
      List<QueryParameter> parameters, @Nullable Shape shape, List<Problem> problems) {
    Set<String> declared = new HashSet<>();
    if (parameters.size() > MOST_PARAMETERS) {
      problems.add(
          problem("/parameters", "There are %d parameters at most.".formatted(MOST_PARAMETERS)));
    }
    for (int i = 0; i < parameters.size(); i++) {
      QueryParameter parameter = parameters.get(i);
      String at = "/parameters/" + i;
      if (!declared.add(parameter.name())) {
        problems.add(
            problem(at + "/name", "There is a parameter %s already.".formatted(parameter.name())));
      } else if (shape != null && !shape.parameters().contains(parameter.name())) {
        problems.add(
            problem(at + "/name", "The query does not use $%s.".formatted(parameter.name())));
      }
      if (parameter.description().length() > LONGEST_DESCRIPTION) {
        problems.add(
            problem(
                at + "/description",
                "Describe it with %d characters at most.".formatted(LONGEST_DESCRIPTION)));
      }
      if (parameter.preset() != null) {
        preset(parameter, parameter.preset(), at, problems);
      }
    }
    if (shape != null) {
      shape.parameters().stream()
          .filter(used -> !declared.contains(used))
          .forEach(used ->
              problems.add(
                  problem("/parameters", "The query uses $%s: say what it is.".formatted(used))));
    }
  }

  private static void preset(
      QueryParameter parameter, String preset, String at, List<Problem> problems) {
    try {
      parameter.type().value(preset);
    } catch (IllegalArgumentException e) {
      problems.add(
          problem(
              at + "/default",
              "The default of %s must be %s."
                  .formatted(parameter.name(), parameter.type().words())));
    }
  }

  private static boolean isShown(String text, int longest) {
    return !text.isBlank()
        && text.length() <= longest
        && text.codePoints()
            .allMatch(c ->
                switch (Character.getType(c)) {
                  case Character.CONTROL,
                      Character.FORMAT,
                      Character.SURROGATE,
                      Character.UNASSIGNED,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR ->
                      false;
                  default -> true;
                });
  }

  private static Problem problem(String at, String sentence) {
    return new Problem(at, 0, 0, sentence);
  }
}
