package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.analytics.safe.Safes;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// By whom safes are kept, of a snapshot and of changes of it.
final class SafeFindings {

  private final GraphSnapshot snapshot;
  private final int[] managing;
  private final Map<String, Boolean> told = new HashMap<>();

  SafeFindings(GraphSnapshot snapshot, Map<String, Set<String>> managingRights) {
    this.snapshot = snapshot;
    this.managing = Safes.managing(snapshot, managingRights);
    if (managing.length > 0) {
      Safes safes = Safes.of(snapshot, managing, Walk.backward(snapshot));
      sources().forEach(source -> told.put(source, safes.isTold(source)));
    }
  }

  private Stream<String> sources() {
    return snapshot
        .nodes(NodeKind.CONTAINER)
        .mapToObj(safe -> String.valueOf(snapshot.source(safe)))
        .distinct();
  }

  /// @param walk backward
  void judge(Footprint change, Walk walk, Concerned concerned) {
    Safes safes = Safes.of(change.after(), managing, walk);
    BitSet about =
        Footprint.union(
            change.following(change.reached(), (in, e) -> isAbout(in, e)),
            change.starts(EdgeKind.CONTAINS));
    BitSet all = change.of(NodeKind.CONTAINER, about);
    told.forEach((source, before) -> {
      if (safes.isTold(source) != before) {
        snapshot
            .nodes(NodeKind.CONTAINER)
            .filter(safe -> source.equals(String.valueOf(snapshot.source(safe))))
            .forEach(all::set);
      }
    });
    safes.judge(concerned.judged(FindingKind.SAFE, all).stream(), concerned.found());
  }

  /// From rights to what they are on, and to the safes within.
  private static boolean isAbout(GraphSnapshot snapshot, int edge) {
    EdgeKind kind = snapshot.edgeKind(edge);
    return snapshot.holds(edge)
        && (kind == EdgeKind.ON || kind == EdgeKind.OPENS || kind == EdgeKind.CONTAINS);
  }
}
