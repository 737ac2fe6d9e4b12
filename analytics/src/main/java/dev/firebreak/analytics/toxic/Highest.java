package dev.firebreak.analytics.toxic;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The nodes to blame: those that hold all functions of a rule while nothing outside their cycle
/// that they lead to does. Of a cycle, the node with the smallest key stands for all.
final class Highest {

  private final GraphSnapshot snapshot;
  private final LeafRows reach;
  private final long[] room;

  Highest(GraphSnapshot snapshot, LeafRows reach) {
    this.snapshot = snapshot;
    this.reach = reach;
    this.room = new long[reach.width()];
  }

  /// For each rule, the nodes to blame.
  List<List<Integer>> of(List<RuleCase> rules) {
    List<List<Integer>> highest = new ArrayList<>();
    rules.forEach(rule -> highest.add(new ArrayList<>()));
    Lanes lanes = new Lanes(reach);
    int[] all = reach.representatives();
    for (int from = 0; from < all.length; from += 64) {
      int base = from;
      if (!lanes.load(Math.min(64, all.length - base), lane -> all[base + lane])) {
        continue;
      }
      for (int r = 0; r < rules.size(); r++) {
        for (long hits = rules.get(r).in(lanes.words()); hits != 0; hits &= hits - 1) {
          blame(all[base + Long.numberOfTrailingZeros(hits)], rules.get(r), highest.get(r));
        }
      }
    }
    return highest;
  }

  private void blame(int hit, RuleCase rule, List<Integer> highest) {
    int[] members = reach.cycle(hit);
    for (int node : members) {
      for (int successor : reach.successors(node)) {
        if (!reach.together(successor, hit) && reach.hits(successor, rule, room)) {
          return;
        }
      }
    }
    Arrays.stream(members)
        .boxed()
        .min(Comparator.comparing(node -> snapshot.key(node)))
        .filter(node -> !isAsleep(node))
        .ifPresent(highest::add);
  }

  /// An inactive account can do nothing; no edge of reach leads into it, so it is alone in its
  /// component.
  private boolean isAsleep(int node) {
    return snapshot.kind(node) == NodeKind.ACCOUNT && snapshot.active(node) == Active.NO;
  }
}
