package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.graph.schema.NodeKind;
import java.util.Arrays;

/// The part of a graph that several may lead to, numbered by itself: everything but identities, and
/// but the accounts that only identities lead to. No edge leaves it. If anything leads to an
/// identity, it is the whole graph.
final class Shared {

  private final int[] number;
  private final int[] nodes;
  private final int[] others;
  private final Adjacency rows;

  private Shared(int[] number, int[] nodes, int[] others, Adjacency rows) {
    this.number = number;
    this.nodes = nodes;
    this.others = others;
    this.rows = rows;
  }

  static Shared of(ReachGraph graph) {
    Adjacency all = graph.rows();
    int size = graph.nodeCount();
    boolean[] in = new boolean[size];
    boolean whole = false;
    for (int node = 0; node < size; node++) {
      NodeKind kind = graph.kind(node);
      in[node] = kind != NodeKind.IDENTITY && kind != NodeKind.ACCOUNT;
    }
    for (int node = 0; node < size; node++) {
      boolean identity = graph.kind(node) == NodeKind.IDENTITY;
      for (int at = all.first(node); at < all.end(node); at++) {
        int to = all.target(at);
        if (!in[to]) {
          whole |= graph.kind(to) == NodeKind.IDENTITY;
          in[to] = !identity;
        }
      }
    }
    if (whole) {
      Arrays.fill(in, true);
    }
    int[] number = new int[size];
    int[] nodes = new int[size];
    int[] others = new int[size];
    int shared = 0;
    int edges = 0;
    for (int node = 0; node < size; node++) {
      if (in[node]) {
        number[node] = shared;
        nodes[shared++] = node;
        edges += all.end(node) - all.first(node);
      } else {
        number[node] = -1;
        others[node - shared] = node;
      }
    }
    int[] offsets = new int[shared + 1];
    int[] targets = new int[edges];
    int next = 0;
    for (int i = 0; i < shared; i++) {
      for (int at = all.first(nodes[i]); at < all.end(nodes[i]); at++) {
        targets[next++] = number[all.target(at)];
      }
      offsets[i + 1] = next;
    }
    return new Shared(
        number,
        Arrays.copyOf(nodes, shared),
        Arrays.copyOf(others, size - shared),
        new Adjacency(offsets, targets));
  }

  int size() {
    return nodes.length;
  }

  /// The number of a node of the graph; -1 outside.
  int of(int node) {
    return number[node];
  }

  /// The node of the graph with a number.
  int node(int shared) {
    return nodes[shared];
  }

  /// The nodes outside.
  int[] others() {
    return others;
  }

  /// The edges inside, by numbers.
  Adjacency rows() {
    return rows;
  }
}
