package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.List;

/// The blast radius of everybody, as sums: one breadth-first search for each identity over plain
/// int arrays, with marks that need no clearing between two searches.
public final class Radii {

  private final Adjacency adjacency;
  private final boolean[] resource;
  private final boolean[] crownJewel;
  private final int[] sensitivity;
  private final int[] seen;
  private final int[] queue;
  private int round;

  private Radii(GraphSnapshot snapshot) {
    int nodes = snapshot.nodeCount();
    this.adjacency = Adjacency.of(snapshot);
    this.resource = new boolean[nodes];
    this.crownJewel = new boolean[nodes];
    this.sensitivity = new int[nodes];
    this.seen = new int[nodes];
    this.queue = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      Node node = snapshot.node(i);
      resource[i] = node.kind().isResource();
      crownJewel[i] = node.crownJewel();
      sensitivity[i] = node.sensitivity();
    }
  }

  /// The radius of every identity, in the order of their indexes.
  public static List<Radius> all(GraphSnapshot snapshot) {
    Radii radii = new Radii(snapshot);
    return snapshot
        .nodes(NodeKind.IDENTITY)
        .mapToObj(identity -> radii.of(identity, snapshot.key(identity)))
        .toList();
  }

  private Radius of(int identity, String key) {
    round++;
    int size = 0;
    int count = 0;
    long weighted = 0;
    int jewels = 0;
    seen[identity] = round;
    queue[size++] = identity;
    for (int head = 0; head < size; head++) {
      int node = queue[head];
      for (int at = adjacency.first(node); at < adjacency.end(node); at++) {
        int to = adjacency.target(at);
        if (seen[to] == round) {
          continue;
        }
        seen[to] = round;
        queue[size++] = to;
        if (resource[to]) {
          count++;
          weighted += sensitivity[to];
          jewels += crownJewel[to] ? 1 : 0;
        }
      }
    }
    return new Radius(identity, key, count, weighted, jewels);
  }
}
