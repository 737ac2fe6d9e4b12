package dev.firebreak.analytics.finding;

import dev.firebreak.graph.schema.NodeKind;
import java.util.List;

/// A rule holds for a subject, with its proof.
///
/// @param key what it is, stable over runs
/// @param ruleName the rule's name for people
/// @param ruleVersion counts the changes of a rule's meaning
/// @param severity how bad
/// @param subjectKind the kind of the subject's node
/// @param subjectName what screens call the subject
/// @param story one sentence that says who can do what through what; capability, never accusation
/// @param because the access paths that prove it, never empty
/// @param affected how many identities it concerns, at least one where any reaches the subject
/// @param frameworks control references such as `SOX ITGC`
/// @param standing whether it counts, and for how long it holds
public record Finding(
    FindingKey key,
    String ruleName,
    int ruleVersion,
    Severity severity,
    NodeKind subjectKind,
    String subjectName,
    String story,
    List<AccessPath> because,
    int affected,
    List<String> frameworks,
    Standing standing) {

  public Finding {
    because = List.copyOf(because);
    frameworks = List.copyOf(frameworks);
    if (because.isEmpty()) {
      throw new IllegalArgumentException(
          "a finding needs at least one access path: " + key.value());
    }
  }

  /// A finding that counts, and that nothing known will end.
  public Finding(
      FindingKey key,
      String ruleName,
      int ruleVersion,
      Severity severity,
      NodeKind subjectKind,
      String subjectName,
      String story,
      List<AccessPath> because,
      int affected,
      List<String> frameworks) {
    this(
        key,
        ruleName,
        ruleVersion,
        severity,
        subjectKind,
        subjectName,
        story,
        because,
        affected,
        frameworks,
        Standing.OPEN);
  }

  /// The same finding, standing otherwise.
  public Finding with(Standing other) {
    return new Finding(
        key,
        ruleName,
        ruleVersion,
        severity,
        subjectKind,
        subjectName,
        story,
        because,
        affected,
        frameworks,
        other);
  }

  /// Whether it holds and counts.
  public boolean open() {
    return standing.state() == Standing.State.OPEN;
  }

  /// The short name, see [FindingKey#id()].
  public String id() {
    return key.id();
  }
}
