package dev.firebreak.analytics.reach;

import java.util.Arrays;

/// The strongly connected components of reach (Tarjan, without recursion): nodes that reach each
/// other share one. Components are numbered so that a component only leads to smaller numbers.
public final class Components {

  private final int[] of;
  private final int[] order;
  private final int[] starts;
  private final int count;

  private Components(int[] of, int[] order, int[] starts, int count) {
    this.of = of;
    this.order = order;
    this.starts = starts;
    this.count = count;
  }

  /// Finds them.
  public static Components of(Adjacency graph) {
    int nodes = graph.nodeCount();
    int[] of = new int[nodes];
    int[] order = new int[nodes];
    int[] starts = new int[nodes + 1];
    int[] found = new int[nodes];
    int[] low = new int[nodes];
    int[] next = new int[nodes];
    int[] open = new int[nodes];
    int[] path = new int[nodes];
    Arrays.fill(of, -1);
    int opened = 0;
    int clock = 0;
    int count = 0;
    int placed = 0;
    for (int root = 0; root < nodes; root++) {
      if (found[root] != 0) {
        continue;
      }
      int depth = 0;
      path[0] = root;
      found[root] = low[root] = ++clock;
      next[root] = graph.first(root);
      open[opened++] = root;
      while (depth >= 0) {
        int node = path[depth];
        if (next[node] < graph.end(node)) {
          int to = graph.target(next[node]++);
          if (found[to] == 0) {
            found[to] = low[to] = ++clock;
            next[to] = graph.first(to);
            open[opened++] = to;
            path[++depth] = to;
          } else if (of[to] < 0) {
            low[node] = Math.min(low[node], found[to]);
          }
          continue;
        }
        if (low[node] == found[node]) {
          starts[count] = placed;
          int member;
          do {
            member = open[--opened];
            of[member] = count;
            order[placed++] = member;
          } while (member != node);
          count++;
        }
        depth--;
        if (depth >= 0) {
          low[path[depth]] = Math.min(low[path[depth]], low[node]);
        }
      }
    }
    starts[count] = placed;
    return new Components(of, order, starts, count);
  }

  /// How many there are.
  public int count() {
    return count;
  }

  /// The component of a node.
  public int of(int node) {
    return of[node];
  }

  /// Where the nodes of a component begin in [#member]; they end where the next ones begin.
  public int first(int component) {
    return starts[component];
  }

  /// The node at a position.
  public int member(int position) {
    return order[position];
  }

  /// The nodes of a component.
  public int[] members(int component) {
    return Arrays.copyOfRange(order, starts[component], starts[component + 1]);
  }
}
