package dev.firebreak.analytics.toxic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule as it is evaluated on one snapshot: once across systems, or once for each source that has
/// something for every function.
///
/// @param source the one system that all functions are held in; null across systems
/// @param functions in the order of the rule
/// @param formulas what each function needs, in the same order
record RuleCase(
    SodRule rule, @Nullable String source, List<SodFunction> functions, List<Formula> formulas) {

  /// What tells its findings from those of other cases of the rule.
  String detail() {
    return source == null ? "" : source;
  }

  /// Which of 64 rows hold all functions.
  long in(long[] words) {
    long all = -1;
    for (int i = 0; i < formulas.size() && all != 0; i++) {
      all &= formulas.get(i).in(words);
    }
    return all;
  }

  /// Whether one row holds all functions.
  boolean in(long[] rows, int at) {
    for (Formula formula : formulas) {
      if (!formula.in(rows, at)) {
        return false;
      }
    }
    return true;
  }
}
