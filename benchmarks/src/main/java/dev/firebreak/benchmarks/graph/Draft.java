package dev.firebreak.benchmarks.graph;

import dev.firebreak.graph.schema.EdgeKind;

/// A graph while it is drawn: what decides, and the nodes and edges so far.
record Draft(Chance chance, Nodes nodes, Edges edges) {

  static Draft of(long seed) {
    return new Draft(new Chance(seed), new Nodes(), new Edges());
  }

  void own(int identity, int account) {
    edges.add(EdgeKind.OWNS, identity, account);
  }

  void join(int member, int group) {
    edges.add(EdgeKind.MEMBER_OF, member, group);
  }

  void hold(int holder, int entitlement) {
    edges.add(EdgeKind.HOLDS, holder, entitlement);
  }
}
