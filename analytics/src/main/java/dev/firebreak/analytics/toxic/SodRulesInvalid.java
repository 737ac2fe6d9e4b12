package dev.firebreak.analytics.toxic;

import java.util.List;

/// A rule file that cannot be used, with every problem that was found in it.
public final class SodRulesInvalid extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  SodRulesInvalid(String file, List<String> problems) {
    super(message(file, problems));
    this.problems = List.copyOf(problems);
  }

  /// One sentence for each problem, each starting with its line.
  public List<String> problems() {
    return problems;
  }

  private static String message(String file, List<String> problems) {
    return problems.size() == 1
        ? file + ", " + problems.getFirst()
        : file + " has " + problems.size() + " problems:\n  " + String.join("\n  ", problems);
  }
}
