package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.graph.schema.NodeKind;
import java.util.Arrays;

/// The part of a graph that people share: everything but identities and accounts, and what of those
/// it leads to (the accounts that privileged accounts sign in as). No edge leaves the kernel, so
/// what a kernel node reaches lies in the kernel.
public final class Kernel {

  private final ReachGraph graph;
  private final int[] index;
  private final int[] nodes;
  private final Adjacency rows;

  private Kernel(ReachGraph graph, int[] index, int[] nodes, Adjacency rows) {
    this.graph = graph;
    this.index = index;
    this.nodes = nodes;
    this.rows = rows;
  }

  /// The kernel of a graph.
  public static Kernel of(ReachGraph graph) {
    Adjacency rows = graph.rows();
    int[] index = new int[graph.nodeCount()];
    int[] nodes = new int[1024];
    int size = 0;
    for (int node = 0; node < index.length; node++) {
      index[node] = -1;
      NodeKind kind = graph.kind(node);
      if (kind != NodeKind.IDENTITY && kind != NodeKind.ACCOUNT) {
        nodes = size < nodes.length ? nodes : Arrays.copyOf(nodes, size * 2);
        index[node] = size;
        nodes[size++] = node;
      }
    }
    int edges = 0;
    for (int at = 0; at < size; at++) {
      edges += rows.end(nodes[at]) - rows.first(nodes[at]);
      for (int edge = rows.first(nodes[at]); edge < rows.end(nodes[at]); edge++) {
        int to = rows.target(edge);
        if (index[to] < 0) {
          nodes = size < nodes.length ? nodes : Arrays.copyOf(nodes, size * 2);
          index[to] = size;
          nodes[size++] = to;
        }
      }
    }
    nodes = Arrays.copyOf(nodes, size);
    return new Kernel(graph, index, nodes, among(rows, nodes, index, edges));
  }

  private static Adjacency among(Adjacency rows, int[] nodes, int[] index, int edges) {
    int[] offsets = new int[nodes.length + 1];
    int[] targets = new int[edges];
    int next = 0;
    for (int at = 0; at < nodes.length; at++) {
      for (int edge = rows.first(nodes[at]); edge < rows.end(nodes[at]); edge++) {
        targets[next++] = index[rows.target(edge)];
      }
      offsets[at + 1] = next;
    }
    return new Adjacency(offsets, targets);
  }

  /// How many nodes it has.
  public int size() {
    return nodes.length;
  }

  /// The kernel's number of a node of the graph, -1 outside.
  public int of(int node) {
    return index[node];
  }

  /// The bits of a kernel node.
  public int payload(int number) {
    return graph.payload(nodes[number]);
  }

  /// The node of the graph that has a number of the kernel.
  public int node(int number) {
    return nodes[number];
  }

  /// Whether nothing is led to.
  boolean leaf(int number) {
    return rows.first(number) == rows.end(number);
  }

  /// The edges among kernel nodes, by their numbers; a row has the order of the graph's.
  public Adjacency rows() {
    return rows;
  }
}
