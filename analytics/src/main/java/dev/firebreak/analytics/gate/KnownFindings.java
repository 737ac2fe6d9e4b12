package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The findings that hold in a snapshot.
///
/// @param open the keys of those that are open
/// @param bySubject by the index of the node that each blames
/// @param byKind by their kind
record KnownFindings(
    Set<FindingKey> open,
    Map<Integer, List<Finding>> bySubject,
    Map<FindingKind, List<Finding>> byKind) {

  static KnownFindings of(GraphSnapshot snapshot, List<Finding> findings) {
    Map<Integer, List<Finding>> bySubject = new HashMap<>();
    Map<FindingKind, List<Finding>> byKind = new EnumMap<>(FindingKind.class);
    for (Finding finding : findings) {
      if (WhatIf.holds(finding)) {
        snapshot
            .find(finding.key().subject())
            .ifPresent(
                node -> bySubject.computeIfAbsent(node, _ -> new ArrayList<>(2)).add(finding));
        byKind.computeIfAbsent(finding.key().kind(), _ -> new ArrayList<>()).add(finding);
      }
    }
    return new KnownFindings(
        findings.stream().filter(Finding::open).map(Finding::key).collect(Collectors.toSet()),
        bySubject,
        byKind);
  }

  /// Those that blame a node.
  List<Finding> about(int node) {
    return bySubject.getOrDefault(node, List.of());
  }

  /// Those of a kind.
  List<Finding> of(FindingKind kind) {
    return byKind.getOrDefault(kind, List.of());
  }
}
