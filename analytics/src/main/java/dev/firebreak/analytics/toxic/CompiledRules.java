package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.toxic.Requirement.AllOf;
import dev.firebreak.analytics.toxic.Requirement.AnyOf;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rules against the names of one snapshot: selectors become leaves, equal leaves one, and rules
/// that nothing can match go.
public final class CompiledRules {

  private final GraphSnapshot snapshot;
  private final List<SodRule> rules;
  private final Selection selection;
  private final List<int[]> leaves = new ArrayList<>();
  private final Map<List<Integer>, Integer> byNodes = new HashMap<>();
  private final List<RuleCase> cases = new ArrayList<>();

  public CompiledRules(GraphSnapshot snapshot, SodRules rules) {
    this.snapshot = snapshot;
    this.rules = rules.rules();
    this.selection = new Selection(snapshot);
    for (Ruleset ruleset : rules.rulesets()) {
      for (SodRule rule : ruleset.rules()) {
        List<SodFunction> functions = ruleset.functionsOf(rule);
        switch (rule.scope()) {
          case ACROSS_SYSTEMS -> add(rule, null, functions);
          case SAME_SYSTEM -> systems(functions).forEach(source -> add(rule, source, functions));
        }
      }
    }
  }

  /// All rules, also those that nothing can match.
  List<SodRule> rules() {
    return rules;
  }

  /// The rules in order; those within one system in the order of the sources' ids.
  List<RuleCase> cases() {
    return cases;
  }

  /// The nodes of each leaf, ascending, never empty.
  public List<int[]> leaves() {
    return leaves;
  }

  private void add(SodRule rule, @Nullable String source, List<SodFunction> functions) {
    IntPredicate in = source == null ? node -> true : node -> source.equals(snapshot.source(node));
    if (functions.stream().allMatch(function -> possible(function.needs(), in))) {
      cases.add(
          new RuleCase(
              rule,
              source,
              functions,
              functions.stream()
                  .map(function -> Objects.requireNonNull(formula(function.needs(), in)))
                  .toList()));
    }
  }

  /// The sources that have something for every function, at least for a part of it.
  private Set<String> systems(List<SodFunction> functions) {
    Set<String> common = null;
    for (SodFunction function : functions) {
      Set<String> these =
          function
              .needs()
              .selectors()
              .flatMapToInt(selector -> IntStream.of(selection.nodes(selector)))
              .mapToObj(node -> snapshot.source(node))
              .filter(Objects::nonNull)
              .collect(Collectors.toCollection(TreeSet::new));
      if (common == null) {
        common = these;
      } else {
        common.retainAll(these);
      }
    }
    return common == null ? Set.of() : common;
  }

  private boolean possible(Requirement requirement, IntPredicate in) {
    return switch (requirement) {
      case Selector selector -> IntStream.of(selection.nodes(selector)).anyMatch(in);
      case AnyOf(List<Requirement> of) -> of.stream().anyMatch(each -> possible(each, in));
      case AllOf(List<Requirement> of) -> of.stream().allMatch(each -> possible(each, in));
    };
  }

  /// Null where nothing can meet it.
  private @Nullable Formula formula(Requirement requirement, IntPredicate in) {
    return switch (requirement) {
      case Selector selector -> leaf(nodes(Stream.of(selector), in));
      case AnyOf(List<Requirement> of) -> {
        List<Formula> any = new ArrayList<>();
        Formula flat = leaf(nodes(of.stream().flatMap(CompiledRules::flat), in));
        if (flat != null) {
          any.add(flat);
        }
        of.stream()
            .filter(each -> flat(each).findAny().isEmpty())
            .map(each -> formula(each, in))
            .filter(Objects::nonNull)
            .forEach(any::add);
        yield any.isEmpty() ? null : any.size() == 1 ? any.getFirst() : new Formula.Any(any);
      }
      case AllOf(List<Requirement> of) -> {
        List<Formula> all = new ArrayList<>();
        for (Requirement each : of) {
          Formula formula = possible(each, in) ? formula(each, in) : null;
          if (formula == null) {
            yield null;
          }
          all.add(formula);
        }
        yield all.size() == 1 ? all.getFirst() : new Formula.All(all);
      }
    };
  }

  /// The selectors of a requirement that any of them meets; none where it is not of that kind.
  private static Stream<Selector> flat(Requirement requirement) {
    return switch (requirement) {
      case Selector selector -> Stream.of(selector);
      case AnyOf(List<Requirement> of) ->
          of.stream().allMatch(each -> flat(each).findAny().isPresent())
              ? of.stream().flatMap(CompiledRules::flat)
              : Stream.empty();
      case AllOf(List<Requirement> _) -> Stream.empty();
    };
  }

  private int[] nodes(Stream<Selector> selectors, IntPredicate in) {
    return selectors
        .flatMapToInt(selector -> IntStream.of(selection.nodes(selector)))
        .filter(in)
        .sorted()
        .distinct()
        .toArray();
  }

  private @Nullable Formula leaf(int[] nodes) {
    if (nodes.length == 0) {
      return null;
    }
    return new Formula.Leaf(
        byNodes.computeIfAbsent(
            IntStream.of(nodes).boxed().toList(),
            key -> {
              leaves.add(nodes);
              return leaves.size() - 1;
            }));
  }
}
