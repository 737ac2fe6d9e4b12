package dev.firebreak.analytics.toxic;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rulesets in use.
public record SodRules(List<Ruleset> rulesets) {

  /// No rules at all.
  public static final SodRules NONE = new SodRules(List.of());

  public SodRules {
    rulesets = List.copyOf(rulesets);
    Set<String> rules = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (Ruleset ruleset : rulesets) {
      if (!ids.add(ruleset.id())) {
        throw new IllegalArgumentException(
            "two SoD rulesets have the id %s; rename one, or use it once".formatted(ruleset.id()));
      }
      for (SodRule rule : ruleset.rules()) {
        if (!rules.add(rule.id())) {
          throw new IllegalArgumentException(
              "two SoD rulesets have a risk %s, the second is %s; rename one"
                  .formatted(rule.id(), ruleset.id()));
        }
      }
    }
  }

  /// One ruleset of these functions and rules.
  public static SodRules of(List<SodFunction> functions, List<SodRule> rules) {
    return new SodRules(List.of(new Ruleset("rules", "Rules", 1, functions, rules, List.of())));
  }

  /// Every rule, in order.
  public List<SodRule> rules() {
    return rulesets.stream().flatMap(ruleset -> ruleset.rules().stream()).toList();
  }

  /// The rules that this graph has nothing for: a sentence for each ruleset with risks that cannot
  /// hit, and one for each selector of a ruleset of one's own that picks nothing. A misspelt name
  /// would otherwise switch its rule off without a word.
  public List<String> withoutMatch(GraphSnapshot snapshot) {
    Selection selection = new Selection(snapshot);
    List<String> sentences = new ArrayList<>();
    for (Ruleset ruleset : rulesets) {
      Set<String> empty =
          ruleset.functions().stream()
              .filter(function -> !selection.possible(function.needs()))
              .map(SodFunction::id)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      String idle =
          ruleset.rules().stream()
              .filter(rule -> rule.functions().stream().anyMatch(empty::contains))
              .map(SodRule::id)
              .collect(Collectors.joining(", "));
      if (!empty.isEmpty()) {
        sentences.add(
            "ruleset %s: nothing in the graph is what these functions select: %s; %s"
                .formatted(
                    ruleset.id(),
                    String.join(", ", empty),
                    idle.isEmpty() ? "no risk needs them" : "so these risks cannot hit: " + idle));
      }
      if (!ShippedRulesets.NAMES.contains(ruleset.id())) {
        ruleset.functions().stream()
            .filter(function -> !empty.contains(function.id()))
            .forEach(function -> picksNothing(selection, ruleset, function, sentences));
      }
    }
    return List.copyOf(sentences);
  }

  private static void picksNothing(
      Selection selection, Ruleset ruleset, SodFunction function, List<String> sentences) {
    function
        .needs()
        .selectors()
        .distinct()
        .filter(selector -> selection.nodes(selector).length == 0)
        .forEach(selector ->
            sentences.add(
                "ruleset %s: a selector of the function %s picks nothing: %s"
                    .formatted(ruleset.id(), function.id(), selector)));
  }

  /// The mitigation that counts for a hit at an instant; of several, the one that ends last.
  Optional<Mitigation> mitigation(String rule, String subject, Instant at) {
    return mitigations(rule, subject).filter(each -> each.countsAt(at)).max(BY_END);
  }

  /// The mitigation of a hit that ended last before an instant.
  Optional<Mitigation> ended(String rule, String subject, Instant at) {
    return mitigations(rule, subject).filter(each -> !each.countsAt(at)).max(BY_END);
  }

  private static final Comparator<Mitigation> BY_END = Comparator.comparing(Mitigation::until);

  private Stream<Mitigation> mitigations(String rule, String subject) {
    return rulesets.stream()
        .flatMap(ruleset -> ruleset.mitigations().stream())
        .filter(each -> each.isFor(rule, subject));
  }
}
