package dev.firebreak.analytics.finding;

import dev.firebreak.graph.snapshot.Node;
import java.util.List;

/// What every finding of one rule has in common.
///
/// @param id the rule's id, part of the key of its findings
/// @param name the rule's name for people
/// @param version counts the changes of the rule's meaning
/// @param frameworks control references such as `NIST AC-2(3)`; at least one
public record RiskRule(
    FindingKind kind, String id, String name, int version, List<String> frameworks) {

  public RiskRule {
    frameworks = List.copyOf(frameworks);
    if (frameworks.isEmpty()) {
      throw new IllegalArgumentException("a rule refers to a control at least");
    }
  }

  /// The first version of a rule.
  public static RiskRule of(FindingKind kind, String id, String name, String... frameworks) {
    return new RiskRule(kind, id, name, 1, List.of(frameworks));
  }

  /// The same rule where other controls ask for it.
  public RiskRule with(String... otherFrameworks) {
    return new RiskRule(kind, id, name, version, List.of(otherFrameworks));
  }

  /// The key of a finding of this rule.
  ///
  /// @param subject the key of the node to blame
  public FindingKey key(String subject, String detail) {
    return new FindingKey(kind, id, subject, detail);
  }

  /// A finding of this rule; parameters as in [Finding] and [FindingKey].
  public Finding finding(
      Node subject,
      String detail,
      Severity severity,
      String story,
      List<AccessPath> because,
      int affected) {
    return new Finding(
        key(subject.key(), detail),
        name,
        version,
        severity,
        subject.kind(),
        subject.name(),
        story,
        because,
        affected,
        frameworks);
  }
}
