package dev.firebreak.analytics.whatif;

import java.util.List;
import java.util.stream.Collectors;

/// A question that cannot be answered as it was asked.
public final class WhatIfRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Something that is wrong with a question.
  ///
  /// @param at where, as a JSON pointer (RFC 6901)
  /// @param problem what, and what to do; a sentence or two
  public record Problem(String at, String problem) {}

  private final transient List<Problem> problems;

  /// @param problems at least one
  public WhatIfRefused(List<Problem> problems) {
    super(
        problems.stream()
            .map(each -> each.at() + ": " + each.problem())
            .collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /// Everything that is wrong, in the order of the question.
  public List<Problem> problems() {
    return problems;
  }
}
