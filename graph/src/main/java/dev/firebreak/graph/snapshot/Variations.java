package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.LinkRule;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.BiFunction;

/// Snapshots that differ from another in a few edges or accounts. What holds and what is walked is
/// copied, and changed where it differs.
final class Variations {

  private Variations() {}

  static GraphSnapshot without(GraphSnapshot snapshot, int[] gone) {
    Bits holding = snapshot.holding().copy();
    Bits walked = snapshot.walked().copy();
    for (int edge : gone) {
      holding.clear(edge);
      walked.clear(edge);
    }
    EdgeColumns edges = snapshot.edgeColumns();
    Overlay out = snapshot.overlay().without(edges.count(), Arrays.stream(gone));
    return of(snapshot, edges, out, holding, walked);
  }

  static GraphSnapshot switched(
      GraphSnapshot snapshot, int account, BiFunction<Overlay, Integer, Overlay> to) {
    EdgeColumns edges = snapshot.edgeColumns();
    Overlay switched = to.apply(snapshot.overlay(), account);
    for (int at = snapshot.firstIn(account); at < snapshot.endIn(account); at++) {
      int edge = snapshot.in(at);
      if (edges.kind(edge) == EdgeKind.OWNS && LinkRule.isOrigin(edges.statement(edge).rule())) {
        switched = to.apply(switched, snapshot.from(edge));
      }
    }
    Bits walked = snapshot.walked().copy();
    boolean enters = switched.active(account, snapshot.nodeColumns()) != Active.NO;
    for (int at = snapshot.firstIn(account); at < snapshot.endIn(account); at++) {
      int edge = snapshot.in(at);
      walked.clear(edge);
      if (enters && snapshot.holds(edge) && edges.kind(edge).walkable()) {
        walked.set(edge);
      }
    }
    return of(snapshot, edges, switched, snapshot.holding(), walked);
  }

  static GraphSnapshot with(GraphSnapshot snapshot, Collection<Edge> more) {
    EdgeColumns edges = snapshot.edgeColumns();
    EdgesAdded all = EdgesAdded.of(edges, snapshot.nodeColumns(), more);
    Bits holding = snapshot.holding().with(all.splice(), edges.count());
    Bits walked = snapshot.walked().with(all.splice(), edges.count());
    for (int i = 0; i < all.added().size(); i++) {
      Edge edge = all.added().get(i);
      if (edge.holdsAt(snapshot.asOf())) {
        holding.set(all.splice().placed(i));
        if (edge.kind().walkable() && isEntered(snapshot, edge.to())) {
          walked.set(all.splice().placed(i));
        }
      }
    }
    Overlay spread = snapshot.overlay().with(all.splice(), edges.count());
    return of(snapshot, all.columns(), spread, holding, walked);
  }

  private static boolean isEntered(GraphSnapshot snapshot, int node) {
    return snapshot.kind(node) != NodeKind.ACCOUNT || snapshot.active(node) != Active.NO;
  }

  private static GraphSnapshot of(
      GraphSnapshot same, EdgeColumns edges, Overlay overlay, Bits holding, Bits walked) {
    return new GraphSnapshot(same, same.asOf(), edges, same.complete(), overlay, holding, walked);
  }
}
