package dev.firebreak.analytics.drift;

import dev.firebreak.analytics.reach.Owners;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// An account of an application and what the authoritative sources have of the same identity.
///
/// @param owns the edge from the identity to the account
/// @param authorities the edges from the identity to its accounts in authoritative sources
record Pair(int owns, List<Integer> authorities) {

  /// Every account, not inactive, of an application, of an identity that is not inactive.
  static Stream<Pair> of(GraphSnapshot snapshot, Set<String> authoritative, int identity) {
    if (snapshot.active(identity) == Active.NO) {
      return Stream.empty();
    }
    List<Integer> authorities = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    Owners.of(snapshot)
        .owned(identity)
        .forEach(e -> {
          if (authoritative.contains(String.valueOf(snapshot.source(snapshot.to(e))))) {
            authorities.add(e);
          } else if (snapshot.active(snapshot.to(e)) != Active.NO) {
            others.add(e);
          }
        });
    return others.stream().map(e -> new Pair(e, authorities));
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
