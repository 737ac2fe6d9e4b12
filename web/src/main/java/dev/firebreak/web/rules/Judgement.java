package dev.firebreak.web.rules;

import dev.firebreak.analytics.toxic.RulesetDraft.Problem;
import dev.firebreak.analytics.toxic.RulesetDraft.Tested;
import dev.firebreak.analytics.toxic.RulesetEffect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a text would be as a ruleset in use, asked before it is saved.
///
/// @param changed whether it differs from what is in use
/// @param problems what keeps it from being used; empty for a text that can be saved
/// @param tests its own tests and how they end, as far as they could be run
/// @param functions how many functions it defines; 0 where there is a problem
/// @param risks how many risks; 0 where there is a problem
/// @param silent what the present graph has nothing for, each a sentence
/// @param effect what it would open and close in the present graph; null where there is a problem
public record Judgement(
    boolean changed,
    List<Problem> problems,
    List<Tested> tests,
    int functions,
    int risks,
    List<String> silent,
    @Nullable RulesetEffect effect) {

  public Judgement {
    problems = List.copyOf(problems);
    tests = List.copyOf(tests);
    silent = List.copyOf(silent);
  }

  /// A text that is no ruleset.
  public static Judgement unusable(boolean changed, List<Problem> problems, List<Tested> tests) {
    return new Judgement(changed, problems, tests, 0, 0, List.of(), null);
  }

  /// How many of the tests end as they should.
  public long passed() {
    return tests.stream().filter(Tested::passed).count();
  }
}
