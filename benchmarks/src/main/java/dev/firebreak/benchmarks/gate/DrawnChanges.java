package dev.firebreak.benchmarks.gate;

import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/// Changes drawn for a graph, as single SCIM requests make them; half of those of edges take one
/// away.
final class DrawnChanges {

  private final GraphSnapshot snapshot;
  private final SplittableRandom random;

  DrawnChanges(GraphSnapshot snapshot, long seed) {
    this.snapshot = snapshot;
    this.random = new SplittableRandom(seed);
  }

  Change membership() {
    return edge(EdgeKind.MEMBER_OF, NodeKind.ACCOUNT, NodeKind.GROUP, _ -> true);
  }

  Change nesting() {
    return edge(EdgeKind.MEMBER_OF, NodeKind.GROUP, NodeKind.GROUP, _ -> true);
  }

  /// A right on a safe, given to a group.
  Change right() {
    return edge(
        EdgeKind.HOLDS,
        NodeKind.GROUP,
        NodeKind.ENTITLEMENT,
        node ->
            snapshot.endOut(node) > snapshot.firstOut(node)
                && snapshot.edgeKind(snapshot.firstOut(node)) == EdgeKind.OPENS);
  }

  Change deactivation() {
    int account = any(NodeKind.ACCOUNT);
    while (snapshot.active(account) == Active.NO
        || snapshot.firstIn(account) == snapshot.endIn(account)) {
      account = any(NodeKind.ACCOUNT);
    }
    return new Change.Switch("", snapshot.key(account), false);
  }

  private Change edge(EdgeKind kind, NodeKind from, NodeKind to, IntPredicate end) {
    return random.nextBoolean() ? added(kind, from, to, end) : removed(kind, from, to, end);
  }

  private Change added(EdgeKind kind, NodeKind from, NodeKind to, IntPredicate end) {
    while (true) {
      int start = any(from);
      int stop = any(to);
      if (start != stop && end.test(stop) && snapshot.find(kind, start, stop).findAny().isEmpty()) {
        return new Change.Add(
            "", kind, snapshot.key(start), snapshot.key(stop), null, null, null, null, null);
      }
    }
  }

  private Change removed(EdgeKind kind, NodeKind from, NodeKind to, IntPredicate end) {
    while (true) {
      int start = any(from);
      List<Integer> all =
          java.util.stream.IntStream.range(snapshot.firstOut(start), snapshot.endOut(start))
              .filter(e -> snapshot.edgeKind(e) == kind)
              .map(snapshot::to)
              .filter(node -> snapshot.kind(node) == to && end.test(node))
              .boxed()
              .toList();
      if (!all.isEmpty()) {
        return new Change.Remove(
            "", kind, snapshot.key(start), snapshot.key(all.get(random.nextInt(all.size()))), null);
      }
    }
  }

  private int any(NodeKind kind) {
    return random.nextInt(snapshot.first(kind), snapshot.end(kind));
  }
}
