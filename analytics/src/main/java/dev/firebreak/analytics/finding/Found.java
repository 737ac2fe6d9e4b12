package dev.firebreak.analytics.finding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Where an analysis puts what it finds. Whoever only asks what is new says what is known: of that,
/// only the key is kept, and its story and paths are not put together again.
public final class Found {

  private final Predicate<FindingKey> known;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<FindingKey> keys = new HashSet<>();

  private Found(Predicate<FindingKey> known) {
    this.known = known;
  }

  /// Takes everything.
  public static Found all() {
    return new Found(_ -> false);
  }

  /// Takes what is not known.
  ///
  /// @param known decides by its key
  public static Found besides(Predicate<FindingKey> known) {
    return new Found(known);
  }

  /// A rule holds for a subject.
  ///
  /// @param finding makes the finding with this key
  public void add(FindingKey key, Supplier<Finding> finding) {
    if (keys.add(key) && !known.test(key)) {
      findings.add(finding.get());
    }
  }

  /// What was put together, in the order in which it came.
  public List<Finding> list() {
    return List.copyOf(findings);
  }

  /// Whether it was found, known or not.
  public boolean has(FindingKey key) {
    return keys.contains(key);
  }
}
