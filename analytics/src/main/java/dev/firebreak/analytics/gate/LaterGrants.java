package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.toxic.UpcomingCombinations;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.stream.IntStream;

/// The memberships and grants of a snapshot that begin within [UpcomingCombinations#LOOK_AHEAD]: a
/// combination that ends may begin again with one of them.
final class LaterGrants {

  private final GraphSnapshot snapshot;
  private final BitSet starts = new BitSet();

  LaterGrants(GraphSnapshot snapshot) {
    this.snapshot = snapshot;
    Instant last = snapshot.asOf().plus(UpcomingCombinations.LOOK_AHEAD);
    for (int e = 0; e < snapshot.edgeCount(); e++) {
      Instant from = snapshot.validFrom(e);
      if (from != null
          && snapshot.edgeKind(e).walkable()
          && from.isAfter(snapshot.asOf())
          && !from.isAfter(last)) {
        starts.set(snapshot.from(e));
      }
    }
  }

  /// Whether some nodes may come to any of them by what a changed snapshot has, now or later.
  boolean mayMatterTo(IntStream nodes, GraphSnapshot after) {
    if (starts.isEmpty()) {
      return false;
    }
    BitSet found = new BitSet();
    Deque<Integer> queue = new ArrayDeque<>();
    nodes.forEach(node -> {
      found.set(node);
      queue.add(node);
    });
    while (!queue.isEmpty()) {
      int node = queue.remove();
      if (starts.get(node)) {
        return true;
      }
      for (int e = snapshot.firstOut(node); e < snapshot.endOut(node); e++) {
        boolean taken = snapshot.holds(e) && !after.holds(e);
        int to = snapshot.to(e);
        if (!taken && snapshot.edgeKind(e).walkable() && !found.get(to)) {
          found.set(to);
          queue.add(to);
        }
      }
    }
    return false;
  }
}
