package dev.firebreak.analytics.toxic;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The rule file: functions and the rules that keep them apart.
public record SodRules(List<SodFunction> functions, List<SodRule> rules) {

  /// No rules at all.
  public static final SodRules NONE = new SodRules(List.of(), List.of());

  public SodRules {
    functions = List.copyOf(functions);
    rules = List.copyOf(rules);
    Set<String> known = functions.stream().map(SodFunction::id).collect(Collectors.toSet());
    distinct(functions, SodFunction::id);
    distinct(rules, SodRule::id);
    for (SodRule rule : rules) {
      if (!known.containsAll(rule.functions())) {
        throw new IllegalArgumentException("rule " + rule.id() + " names an unknown function");
      }
    }
  }

  /// Reads a YAML rule file.
  ///
  /// @throws SodRulesInvalid listing every problem with its line
  /// @throws IOException if the file cannot be read
  public static SodRules load(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return load(reader, String.valueOf(file.getFileName()));
    }
  }

  /// Reads YAML rules.
  ///
  /// @throws SodRulesInvalid listing every problem with its line
  public static SodRules load(Reader reader) {
    return load(reader, "SoD rules");
  }

  /// Reads YAML rules.
  ///
  /// @param name what messages call the file
  /// @throws SodRulesInvalid listing every problem with its line
  public static SodRules load(Reader reader, String name) {
    return SodRulesYaml.read(reader, name);
  }

  /// The function with this id.
  ///
  /// @throws IllegalArgumentException if there is none
  public SodFunction function(String id) {
    return functions.stream()
        .filter(function -> function.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no function " + id));
  }

  /// The selectors that pick no entitlement of this snapshot: a misspelt one would otherwise switch
  /// its function off without a word.
  public List<Selector> withoutMatch(GraphSnapshot snapshot) {
    return functions.stream()
        .flatMap(function -> function.anyOf().stream())
        .distinct()
        .filter(selector ->
            snapshot
                .nodes(NodeKind.ENTITLEMENT)
                .noneMatch(node -> selector.matches(snapshot.node(node))))
        .toList();
  }

  private static <T> void distinct(List<T> items, Function<T, String> id) {
    if (items.stream().map(id).distinct().count() != items.size()) {
      throw new IllegalArgumentException("two functions or two rules share one id");
    }
  }
}
