package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What other rules would make of the same graph.
///
/// @param rules the rules of one ruleset, with those that would go
/// @param opened findings that would be open and are not, worst first
/// @param closed findings that hold, open or mitigated, and would not, worst first
public record RulesetEffect(List<Count> rules, List<Finding> opened, List<Finding> closed) {

  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity).thenComparing(finding -> finding.key().value());

  public RulesetEffect {
    rules = List.copyOf(rules);
    opened = List.copyOf(opened);
    closed = List.copyOf(closed);
  }

  /// The open findings of a rule.
  ///
  /// @param before with the rules in use; null for a rule that is not among them
  /// @param after with the others; null for a rule that would go
  public record Count(String id, String name, @Nullable Integer before, @Nullable Integer after) {}

  /// Compares what was found with two sets of rules.
  ///
  /// @param instead the ruleset as it is in use; null for one that is new
  /// @param ruleset the ruleset as it would be
  public static RulesetEffect between(
      List<Finding> before, List<Finding> after, @Nullable Ruleset instead, Ruleset ruleset) {
    Map<String, Integer> was = open(before);
    Map<String, Integer> is = open(after);
    List<SodRule> old = instead == null ? List.of() : instead.rules();
    Set<String> known = old.stream().map(SodRule::id).collect(Collectors.toSet());
    Set<String> kept = ruleset.rules().stream().map(SodRule::id).collect(Collectors.toSet());
    List<Count> counts =
        Stream.concat(
                ruleset.rules().stream(), old.stream().filter(rule -> !kept.contains(rule.id())))
            .map(rule ->
                new Count(
                    rule.id(),
                    rule.name(),
                    known.contains(rule.id()) ? was.getOrDefault(rule.id(), 0) : null,
                    kept.contains(rule.id()) ? is.getOrDefault(rule.id(), 0) : null))
            .toList();
    return new RulesetEffect(
        counts, only(after, before, Finding::open), only(before, after, RulesetEffect::holds));
  }

  private static Map<String, Integer> open(List<Finding> findings) {
    return findings.stream()
        .filter(Finding::open)
        .collect(
            Collectors.groupingBy(
                finding -> finding.key().rule(), Collectors.summingInt(finding -> 1)));
  }

  private static boolean holds(Finding finding) {
    return finding.open() || finding.standing().state() == Standing.State.MITIGATED;
  }

  private static List<Finding> only(
      List<Finding> these, List<Finding> others, Predicate<Finding> counted) {
    Set<FindingKey> known =
        others.stream().filter(counted).map(Finding::key).collect(Collectors.toSet());
    return these.stream()
        .filter(finding -> counted.test(finding) && !known.contains(finding.key()))
        .sorted(WORST_FIRST)
        .toList();
  }
}
