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
      addEdge(edge, weight, identities);
    }
  }

  /// Adds what each of `identities` loses without an edge; fewer than 0 are taken back.
  ///
  /// @param edge negative for none
  void addEdge(int edge, long weight, int identities) {
    if (edge >= 0 && weight != 0) {
      edges[edge] += weight * identities;
      edgeIdentities[edge] += identities;
    }
  }

  /// Takes back a part of what each of `identities` loses without a node.
  ///
  /// @param before what it was
  void less(int node, int edge, long before, long weight, int identities) {
    if (weight == 0) {
      return;
    }
    int none = before == weight ? identities : 0;
    nodes[node] -= weight * identities;
    nodeIdentities[node] -= none;
    if (edge >= 0) {
      edges[edge] -= weight * identities;
      edgeIdentities[edge] -= none;
    }
  }

  /// Counts identities that reach a leaf.
  void leaf(int node, int identities) {
    nodeIdentities[node] += identities;
  }

  /// Counts identities that reach a leaf by one edge only; fewer than 0 are taken back.
  ///
  /// @param edge negative for none
  void leafEdge(int edge, int identities) {
    if (edge >= 0) {
      edgeIdentities[edge] += identities;
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
