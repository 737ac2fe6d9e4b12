package dev.firebreak.benchmarks.graph;

import dev.firebreak.graph.schema.NodeKind;

/// What is drawn for each node. The ordinal is the number of the node among its kind, the
/// department -1 for what is the company's.
@SuppressWarnings("EnumOrdinal") // kinds never leave the process as numbers
final class Nodes {

  private static final NodeKind[] KINDS = NodeKind.values();

  private final Column kinds = new Column();
  private final Column weights = new Column();
  private final Column ordinals = new Column();
  private final Column departments = new Column();
  private final int[] counts = new int[KINDS.length];

  /// Adds a node.
  ///
  /// @param right whether it is an entitlement that is a right on a safe
  int add(NodeKind kind, int department, int sensitivity, boolean crownJewel, boolean right) {
    kinds.add(kind.ordinal());
    weights.add(sensitivity << 2 | (crownJewel ? 1 : 0) | (right ? 2 : 0));
    ordinals.add(counts[kind.ordinal()]++);
    departments.add(department);
    return kinds.size() - 1;
  }

  int count() {
    return kinds.size();
  }

  NodeKind kind(int node) {
    return KINDS[kinds.get(node)];
  }

  int sensitivity(int node) {
    return weights.get(node) >> 2;
  }

  boolean crownJewel(int node) {
    return (weights.get(node) & 1) != 0;
  }

  boolean right(int node) {
    return (weights.get(node) & 2) != 0;
  }

  int ordinal(int node) {
    return ordinals.get(node);
  }

  int department(int node) {
    return departments.get(node);
  }
}
