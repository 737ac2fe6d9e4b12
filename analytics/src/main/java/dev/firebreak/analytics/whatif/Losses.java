package dev.firebreak.analytics.whatif;

/// The sums of a part of the identities: for each node and each edge of the [Flow] the weight that
/// is lost without it, over all of them, and how many lose any. A leaf carries its own weight
/// always, so that of leaves and of edges to them only the identities are counted.
final class Losses {

  private final Flow flow;
  private final long[] nodes;
  private final int[] nodeIdentities;
  private final long[] edges;
  private final int[] edgeIdentities;

  Losses(Flow flow) {
    this.flow = flow;
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

  /// Counts identities that reach a leaf; fewer than 0 are taken back.
  void leaf(int node, int identities) {
    nodeIdentities[node] += identities;
  }

  /// Counts identities that reach a leaf by one edge only; fewer than 0 are taken back.
  void leafEdge(int edge, int identities) {
    edgeIdentities[edge] += identities;
  }

  /// Adds a region for each of the identities that have its entries.
  void add(Region region, int identities) {
    for (int place = region.first(); place < region.size(); place++) {
      if (region.node(place) >= flow.inner()) {
        leaf(region.node(place), identities);
        if (region.sole(place) >= 0) {
          leafEdge(region.sole(place), identities);
        }
        continue;
      }
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
    return number < flow.inner()
        ? nodes[number]
        : (long) flow.weight(number) * nodeIdentities[number];
  }

  int nodeIdentities(int number) {
    return nodeIdentities[number];
  }

  long edge(int edge) {
    int to = flow.target(edge);
    return to < flow.inner() ? edges[edge] : (long) flow.weight(to) * edgeIdentities[edge];
  }

  int edgeIdentities(int edge) {
    return edgeIdentities[edge];
  }
}
