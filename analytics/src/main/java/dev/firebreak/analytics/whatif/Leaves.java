package dev.firebreak.analytics.whatif;

import java.util.Arrays;

/// The leaves that a search met, each with what dominates it and the only edge to it so far.
final class Leaves {

  private static final int STRIDE = 3;

  private final int first;
  private final int[] states;
  private int[] nodes = new int[64];
  private int size;
  private int round;

  Leaves(Flow flow) {
    this.first = flow.inner();
    this.states = new int[Math.multiplyExact(flow.size() - first, STRIDE)];
  }

  /// Forgets all.
  ///
  /// @param next a number that no search before had, at least 1
  void begin(int next) {
    round = next;
    size = 0;
  }

  int size() {
    return size;
  }

  int node(int at) {
    return nodes[at];
  }

  /// What dominates a leaf, -1 where it was not met.
  int above(int node) {
    int at = (node - first) * STRIDE;
    return states[at] == round ? states[at + 1] : -1;
  }

  int sole(int node) {
    return states[(node - first) * STRIDE + 2];
  }

  void add(int node, int above, int sole) {
    states[(node - first) * STRIDE] = round;
    set(node, above, sole);
    nodes = size < nodes.length ? nodes : Arrays.copyOf(nodes, size * 2);
    nodes[size++] = node;
  }

  void set(int node, int above, int sole) {
    int at = (node - first) * STRIDE;
    states[at + 1] = above;
    states[at + 2] = sole;
  }
}
