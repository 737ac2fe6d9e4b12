package dev.firebreak.analytics.toxic;

import java.io.Reader;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Functions and the rules that keep them apart: one rule file.
///
/// @param id for example `finance`
/// @param name what people call it
/// @param version counts its changes, from 1
/// @param mitigations also for rules of other rulesets
public record Ruleset(
    String id,
    String name,
    int version,
    List<SodFunction> functions,
    List<SodRule> rules,
    List<Mitigation> mitigations) {

  public Ruleset {
    functions = List.copyOf(functions);
    rules = List.copyOf(rules);
    mitigations = List.copyOf(mitigations);
    distinct(functions, SodFunction::id);
    distinct(rules, SodRule::id);
    Set<String> known = functions.stream().map(SodFunction::id).collect(Collectors.toSet());
    for (SodRule rule : rules) {
      if (!known.containsAll(rule.functions())) {
        throw new IllegalArgumentException("rule " + rule.id() + " names an unknown function");
      }
    }
  }

  /// Reads rules and runs their tests.
  ///
  /// @param name what messages call the file
  /// @param elsewhere ids of rules in other rulesets, which mitigations may name too
  /// @throws SodRulesInvalid listing every problem with its line
  public static Ruleset load(Reader reader, String name, Set<String> elsewhere) {
    return RulesetYaml.read(reader, name, elsewhere).ruleset();
  }

  /// The function with this id.
  ///
  /// @throws IllegalArgumentException if there is none
  public SodFunction function(String functionId) {
    return functions.stream()
        .filter(function -> function.id().equals(functionId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no function " + functionId));
  }

  /// The functions of a rule, in its order.
  List<SodFunction> functionsOf(SodRule rule) {
    return rule.functions().stream().map(this::function).toList();
  }

  private static <T> void distinct(List<T> items, Function<T, String> id) {
    if (items.stream().map(id).distinct().count() != items.size()) {
      throw new IllegalArgumentException("two functions or two rules share one id");
    }
  }
}
