package dev.firebreak.web.rules;

import dev.firebreak.analytics.toxic.RulesetDraft.Problem;
import java.util.List;

/// Why a ruleset cannot be saved or taken back. The message is one sentence for whoever asked;
/// nothing was changed.
public final class RulesetRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What kind of reason it is.
  public enum Reason {
    /// The text is no ruleset, or what goes with it cannot be meant.
    NOT_UNDERSTOOD,
    /// It does not fit what is in use now.
    NOT_NOW
  }

  private final Reason reason;
  private final transient List<Problem> problems;

  public RulesetRefused(Reason reason, String message) {
    this(reason, message, List.of());
  }

  private RulesetRefused(Reason reason, String message, List<Problem> problems) {
    super(message);
    this.reason = reason;
    this.problems = List.copyOf(problems);
  }

  /// Because of what is wrong with the text.
  ///
  /// @param problems at least one
  public static RulesetRefused because(List<Problem> problems) {
    Problem first = problems.getFirst();
    String line = "Line %d: %s".formatted(first.line(), first.sentence());
    return new RulesetRefused(
        Reason.NOT_UNDERSTOOD,
        problems.size() == 1
            ? line
            : "%s There are %d more problems.".formatted(line, problems.size() - 1),
        problems);
  }

  public Reason reason() {
    return reason;
  }

  /// What is wrong with the text; empty where something else is the matter.
  public List<Problem> problems() {
    return problems;
  }
}
