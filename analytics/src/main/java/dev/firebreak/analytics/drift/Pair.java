package dev.firebreak.analytics.drift;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// An account of an application and what the authoritative sources have of the same identity.
///
/// @param owns the edge from the identity to the account
/// @param authorities the edges from the identity to its accounts in authoritative sources
record Pair(int owns, List<Integer> authorities) {

  /// Every account, not inactive, of an application whose identity is not inactive.
  static List<Pair> all(GraphSnapshot snapshot, Set<String> authoritative) {
    Map<Integer, List<Integer>> authorities = new TreeMap<>();
    List<Integer> others = new ArrayList<>();
    snapshot
        .edges(EdgeKind.OWNS)
        .forEach(e -> {
          if (authoritative.contains(String.valueOf(snapshot.source(snapshot.to(e))))) {
            authorities.computeIfAbsent(snapshot.from(e), _ -> new ArrayList<>()).add(e);
          } else if (snapshot.active(snapshot.from(e)) != Active.NO
              && snapshot.active(snapshot.to(e)) != Active.NO) {
            others.add(e);
          }
        });
    return others.stream()
        .map(e -> new Pair(e, authorities.getOrDefault(snapshot.from(e), List.of())))
        .toList();
  }

  /// Whether the two disagree about an attribute: false also where either says nothing.
  boolean disagrees(GraphSnapshot snapshot, Attribute attribute) {
    return compares(snapshot, attribute) && !agrees(snapshot, attribute);
  }

  /// Whether both say something of an attribute.
  boolean compares(GraphSnapshot snapshot, Attribute attribute) {
    return attribute.compared(snapshot.node(snapshot.to(owns))) != null
        && authorities.stream()
            .anyMatch(e -> attribute.compared(snapshot.node(snapshot.to(e))) != null);
  }

  /// Whether any authoritative source says the same.
  boolean agrees(GraphSnapshot snapshot, Attribute attribute) {
    String said = attribute.compared(snapshot.node(snapshot.to(owns)));
    return said != null
        && authorities.stream()
            .anyMatch(e -> said.equals(attribute.compared(snapshot.node(snapshot.to(e)))));
  }
}
