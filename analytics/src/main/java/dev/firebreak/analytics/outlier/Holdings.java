package dev.firebreak.analytics.outlier;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What each identity is given directly: the groups that its accounts are in and the entitlements
/// that they hold, each with the edge that gives it. Identities that are inactive have none and are
/// nobody's peer.
record Holdings(Map<Integer, Map<Integer, Integer>> byIdentity) {

  static Holdings of(GraphSnapshot snapshot) {
    Map<Integer, Map<Integer, Integer>> all = new TreeMap<>();
    snapshot
        .nodes(NodeKind.IDENTITY)
        .filter(i -> snapshot.active(i) != Active.NO)
        .forEach(identity -> all.put(identity, given(snapshot, identity)));
    return new Holdings(all);
  }

  private static Map<Integer, Integer> given(GraphSnapshot snapshot, int identity) {
    Map<Integer, Integer> given = new HashMap<>();
    snapshot.forEachOut(
        identity,
        owns -> {
          if (snapshot.edgeKind(owns) == EdgeKind.OWNS) {
            snapshot.forEachOut(
                snapshot.to(owns),
                e -> {
                  EdgeKind kind = snapshot.edgeKind(e);
                  if (kind == EdgeKind.MEMBER_OF || kind == EdgeKind.HOLDS) {
                    given.merge(snapshot.to(e), e, Math::min);
                  }
                });
          }
        });
    return given;
  }

  /// What an identity is given, each with its edge.
  Map<Integer, Integer> of(int identity) {
    return byIdentity.getOrDefault(identity, Map.of());
  }
}
