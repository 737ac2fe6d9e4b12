package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.finding.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that one identity must not combine: a risk of a ruleset.
///
/// @param id for example `AP-03`, unique over all rulesets in use
/// @param version counts the changes of the rule's meaning, from 1
/// @param owner who answers for the rule
/// @param process the business process it belongs to, for example `Procure to pay`
/// @param frameworks control references such as `SOX ITGC`
/// @param scope whether the functions must be held in one system
/// @param functions ids of at least two functions, in the order in which findings tell them
public record SodRule(
    String id,
    String name,
    Severity level,
    int version,
    @Nullable String owner,
    @Nullable String process,
    List<String> frameworks,
    Scope scope,
    List<String> functions) {

  public SodRule {
    frameworks = List.copyOf(frameworks);
    functions = List.copyOf(functions);
    if (functions.stream().distinct().count() < 2
        || functions.stream().distinct().count() != functions.size()) {
      throw new IllegalArgumentException("rule " + id + " needs at least two different functions");
    }
  }

  /// A rule across systems, of no process in particular.
  public SodRule(
      String id,
      String name,
      Severity level,
      int version,
      @Nullable String owner,
      List<String> frameworks,
      List<String> functions) {
    this(id, name, level, version, owner, null, frameworks, Scope.ACROSS_SYSTEMS, functions);
  }
}
