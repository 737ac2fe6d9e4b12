package dev.firebreak.graph.snapshot;

import java.util.Collection;

/// A snapshot with more nodes that no edge leads to or from. All indexes are others.
final class NodesAdded {

  private NodesAdded() {}

  static GraphSnapshot to(GraphSnapshot snapshot, Collection<Node> more) {
    NodeColumns nodes = snapshot.nodeColumns();
    EdgeColumns edges = snapshot.edgeColumns();
    NodeRows rows = new NodeRows();
    for (int node = 0; node < nodes.count(); node++) {
      rows.add(nodes, node);
    }
    more.forEach(node -> rows.add(node, new Seen(node.firstSeen(), node.lastSeen(), false)));
    EdgeRows all = new EdgeRows(rows);
    for (int e = 0; e < edges.count(); e++) {
      all.add(edges, nodes, e, edges.from()[e], edges.to()[e]);
    }
    return GraphSnapshot.of(snapshot.asOf(), rows, all, snapshot.complete());
  }
}
