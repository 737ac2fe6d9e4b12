package dev.firebreak.analytics.whatif;

/// The sums of a part of the identities: for each node and each edge of the [Flow] the weight that
/// is lost without it, over all of them, and how many lose any.
final class Losses {

  private final long[] nodes;
  private final int[] nodeIdentities;
  private final long[] edges;
  private final int[] edgeIdentities;

  Losses(Flow flow) {
    this.nodes = new long[flow.size()];
    this.nodeIdentities = new int[flow.size()];
    this.edges = new long[flow.edgeCount()];
    this.edgeIdentities = new int[flow.edgeCount()];
  }

  /// Adds what each of `identities` loses without a node.
  ///
  /// @param edge the only edge that leads to it, negative where there are several or it is none of
  ///   the flow: without the edge the same is lost
  void add(int node, int edge, long weight, int identities) {
    if (weight != 0) {
      nodes[node] += weight * identities;
      nodeIdentities[node] += identities;
      if (edge >= 0) {
        edges[edge] += weight * identities;
        edgeIdentities[edge] += identities;
      }
    }
  }

  /// Takes back what was added.
  void take(int node, int edge, long weight, int identities) {
    add(node, edge, weight, -identities);
  }

  /// Adds a region for each of the identities whose heaviest entry is its head.
  void add(Region region, int identities) {
    for (int place = 0; place < region.size(); place++) {
      add(region.node(place), region.sole(place), region.dominated(place), identities);
    }
  }

  void moveTo(Losses other) {
    for (int node = 0; node < nodes.length; node++) {
      other.nodes[node] += nodes[node];
      other.nodeIdentities[node] += nodeIdentities[node];
    }
    for (int edge = 0; edge < edges.length; edge++) {
      other.edges[edge] += edges[edge];
      other.edgeIdentities[edge] += edgeIdentities[edge];
    }
  }

  long node(int number) {
    return nodes[number];
  }

  int nodeIdentities(int number) {
    return nodeIdentities[number];
  }

  long edge(int edge) {
    return edges[edge];
  }

  int edgeIdentities(int edge) {
    return edgeIdentities[edge];
  }
}
