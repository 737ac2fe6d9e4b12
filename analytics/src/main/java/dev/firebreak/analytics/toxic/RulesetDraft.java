package dev.firebreak.analytics.toxic;

import java.io.StringReader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A text that is to become a ruleset: what it says, how its own tests end, and what is wrong with
/// it. A text with a problem is no ruleset.
///
/// @param ruleset null where there is a problem
/// @param tests its tests, as far as they could be run; a mistake elsewhere keeps them from running
/// @param problems everything that is wrong, by line
public record RulesetDraft(@Nullable Ruleset ruleset, List<Tested> tests, List<Problem> problems) {

  public RulesetDraft {
    tests = List.copyOf(tests);
    problems = List.copyOf(problems);
  }

  /// Something that is wrong.
  ///
  /// @param line where, from 1
  /// @param sentence what, and what to do
  public record Problem(int line, String sentence) {

    /// What [YamlProblems] says, in two parts.
    static Problem of(String told) {
      int colon = told.indexOf(':');
      String sentence = told.substring(colon + 1).strip();
      return new Problem(
          Integer.parseInt(told.substring("line ".length(), colon)),
          Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1));
    }
  }

  /// A test of the text.
  ///
  /// @param hit whether a hit is expected
  /// @param line where it begins
  /// @param passed whether it ended as expected
  public record Tested(String name, String risk, boolean hit, int line, boolean passed) {}

  /// Reads a text and runs its tests.
  ///
  /// @param elsewhere ids of rules in other rulesets, which mitigations may name too
  public static RulesetDraft of(String text, Set<String> elsewhere) {
    RulesetYaml.Looked looked = RulesetYaml.look(new StringReader(text), elsewhere);
    return new RulesetDraft(
        looked.ruleset(), looked.tests(), looked.problems().stream().map(Problem::of).toList());
  }
}
