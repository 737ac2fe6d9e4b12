package dev.firebreak.web.library;

import dev.firebreak.graph.guard.CypherRefused;
import java.util.List;

/// Why a query cannot be saved, imported or run. The message is one sentence for whoever asked;
/// nothing was changed.
public final class QueryRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// One thing that is wrong.
  ///
  /// @param at where in what was sent, as a JSON pointer (RFC 6901)
  /// @param line the line from 1, in the file or, below `cypher`, in the text of the query; 0 where
  ///   that cannot be said
  /// @param column the column from 1; 0 where that cannot be said
  /// @param problem what is wrong, in one sentence
  public record Problem(String at, int line, int column, String problem) {

    /// The problem with its place.
    public String sentence() {
      String place =
          line == 0
              ? ""
              : column == 0
                  ? "Line %d: ".formatted(line)
                  : "Line %d, column %d: ".formatted(line, column);
      return place + problem;
    }

    static Problem of(CypherRefused refused) {
      return new Problem(
          "/cypher", refused.line(), refused.column(), String.valueOf(refused.getMessage()));
    }
  }

  private final transient List<Problem> problems;

  /// @param problems at least one
  public QueryRefused(List<Problem> problems) {
    super(
        problems.size() == 1
            ? problems.getFirst().sentence()
            : "%s There are %d more problems."
                .formatted(problems.getFirst().sentence(), problems.size() - 1));
    this.problems = List.copyOf(problems);
  }

  static QueryRefused at(String at, String problem) {
    return new QueryRefused(List.of(new Problem(at, 0, 0, problem)));
  }

  /// Everything that is wrong.
  public List<Problem> problems() {
    return problems;
  }
}
