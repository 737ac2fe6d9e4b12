package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.finding.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that one identity must not combine: a risk of the rule file.
///
/// @param id for example `AP-03`
/// @param version counts the changes of the rule's meaning, from 1
/// @param owner who answers for the rule
/// @param frameworks control references such as `SOX ITGC`
/// @param functions ids of at least two functions, in the order in which findings tell them
public record SodRule(
    String id,
    String name,
    Severity level,
    int version,
    @Nullable String owner,
    List<String> frameworks,
    List<String> functions) {

  public SodRule {
    frameworks = List.copyOf(frameworks);
    functions = List.copyOf(functions);
    if (functions.stream().distinct().count() < 2
        || functions.stream().distinct().count() != functions.size()) {
      throw new IllegalArgumentException("rule " + id + " needs at least two different functions");
    }
  }
}
