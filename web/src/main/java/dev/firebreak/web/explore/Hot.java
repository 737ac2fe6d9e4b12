package dev.firebreak.web.explore;

import dev.firebreak.analytics.finding.AccessPath.Hop;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The steps of the paths that make open findings true and begin at one node.
///
/// @param steps the two ends of each
record Hot(Set<Step> steps) {

  static final Hot NOTHING = new Hot(Set.of());

  record Step(int from, int to) {}

  static Hot of(GraphSnapshot snapshot, List<StoredFinding> findings, String start) {
    Set<Step> steps = new HashSet<>();
    findings.stream()
        .flatMap(finding -> finding.finding().because().stream())
        .filter(path -> path.first().key().equals(start))
        .flatMap(path -> path.hops().stream())
        .forEach(hop -> step(snapshot, hop, steps));
    return new Hot(steps);
  }

  private static void step(GraphSnapshot snapshot, Hop hop, Set<Step> steps) {
    snapshot
        .find(hop.from())
        .ifPresent(from -> snapshot.find(hop.to()).ifPresent(to -> steps.add(new Step(from, to))));
  }

  /// Whether a step is one of them.
  boolean has(int from, int to) {
    return steps.contains(new Step(from, to));
  }

  /// Every node at an end of one.
  Set<Integer> nodes() {
    Set<Integer> nodes = new HashSet<>();
    steps.forEach(step -> {
      nodes.add(step.from());
      nodes.add(step.to());
    });
    return nodes;
  }
}
