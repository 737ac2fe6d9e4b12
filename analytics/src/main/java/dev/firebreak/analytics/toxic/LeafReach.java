package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.Components;
import dev.firebreak.analytics.reach.ReachGraph;
import java.util.Arrays;
import java.util.List;

/// Which leaves each node reaches: a row of bits. In the [Shared] part of the graph the bits are
/// carried from the leaves against the edges, once over the components of reach; that is exact
/// because reach is monotone and all nodes of a component reach the same. Identities and their
/// accounts are many and nobody shares them, so their rows are put together when asked for.
final class LeafReach implements LeafRows {

  private final Shared shared;
  private final Adjacency graph;
  private final Components components;
  private final int width;

  /// Where the row of each shared node begins in `rows`; -1 for the others.
  private final int[] start;

  private long[] rows;
  private int count = 1;

  /// @param leaves the nodes of each leaf: entitlements and groups
  LeafReach(ReachGraph reach, List<int[]> leaves) {
    this.shared = Shared.of(reach);
    this.graph = reach.rows();
    this.components = Components.of(shared.rows());
    this.width = Math.max(1, (leaves.size() + 63) >> 6);
    this.rows = new long[width << 10];
    Own own = new Own(leaves);
    long[] bits = new long[width];
    int[] row = new int[components.count()];
    for (int c = 0; c < row.length; c++) {
      row[c] = carry(c, own, row, bits);
    }
    this.start = new int[reach.nodeCount()];
    Arrays.fill(start, -1);
    for (int number = 0; number < shared.size(); number++) {
      start[shared.node(number)] = row[components.of(number)] * width;
    }
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int[] representatives() {
    int[] all = Arrays.copyOf(shared.others(), shared.others().length + components.count());
    for (int c = 0; c < components.count(); c++) {
      all[shared.others().length + c] = shared.node(components.members(c)[0]);
    }
    return all;
  }

  @Override
  public int[] cycle(int node) {
    int number = shared.of(node);
    return number < 0
        ? new int[] {node}
        : Arrays.stream(components.members(components.of(number))).map(shared::node).toArray();
  }

  @Override
  public boolean together(int one, int other) {
    int a = shared.of(one);
    int b = shared.of(other);
    return one == other || (a >= 0 && b >= 0 && components.of(a) == components.of(b));
  }

  @Override
  public int[] successors(int node) {
    int[] successors = new int[graph.end(node) - graph.first(node)];
    for (int i = 0; i < successors.length; i++) {
      successors[i] = graph.target(graph.first(node) + i);
    }
    return successors;
  }

  @Override
  public boolean add(int node, long[] bits, int at) {
    int from = start[node];
    if (from >= 0) {
      return put(from, bits, at);
    }
    boolean any = false;
    int end = graph.end(node);
    for (int edge = graph.first(node); edge < end; edge++) {
      int to = graph.target(edge);
      int row = start[to];
      any |= row < 0 ? add(to, bits, at) : put(row, bits, at);
    }
    return any;
  }

  /// Adds a row, four words at a time: rows are too short for a loop over single words to be quick.
  ///
  /// @param from where it begins; the first is empty
  private boolean put(int from, long[] bits, int at) {
    if (from == 0) {
      return false;
    }
    int w = 0;
    for (; w + 3 < width; w += 4) {
      bits[at + w] |= rows[from + w];
      bits[at + w + 1] |= rows[from + w + 1];
      bits[at + w + 2] |= rows[from + w + 2];
      bits[at + w + 3] |= rows[from + w + 3];
    }
    for (; w < width; w++) {
      bits[at + w] |= rows[from + w];
    }
    return true;
  }

  /// The leaves that a shared node is in.
  private final class Own {
    private final int[] begin = new int[shared.size() + 1];
    private final int[] leaf;

    Own(List<int[]> leaves) {
      leaves.forEach(members -> {
        for (int node : members) {
          begin[shared.of(node) + 1]++;
        }
      });
      for (int number = 0; number < shared.size(); number++) {
        begin[number + 1] += begin[number];
      }
      this.leaf = new int[begin[shared.size()]];
      int[] next = begin.clone();
      for (int l = 0; l < leaves.size(); l++) {
        for (int node : leaves.get(l)) {
          leaf[next[shared.of(node)]++] = l;
        }
      }
    }
  }

  /// The row of a component, from those of the components that it leads to. What adds nothing to
  /// one row shares it.
  private int carry(int component, Own own, int[] row, long[] bits) {
    Adjacency edges = shared.rows();
    int only = 0;
    boolean mixed = false;
    for (int number : components.members(component)) {
      for (int at = own.begin[number]; at < own.begin[number + 1]; at++) {
        if (!mixed) {
          System.arraycopy(rows, only * width, bits, 0, width);
          mixed = true;
        }
        bits[own.leaf[at] >> 6] |= 1L << own.leaf[at];
      }
      for (int at = edges.first(number); at < edges.end(number); at++) {
        int successor = components.of(edges.target(at));
        int other = successor == component ? 0 : row[successor];
        if (other == 0 || (!mixed && other == only)) {
          continue;
        }
        if (only == 0 && !mixed) {
          only = other;
          continue;
        }
        if (!mixed) {
          System.arraycopy(rows, only * width, bits, 0, width);
          mixed = true;
        }
        for (int w = 0, from = other * width; w < width; w++, from++) {
          bits[w] |= rows[from];
        }
      }
    }
    return mixed ? append(bits) : only;
  }

  private int append(long[] bits) {
    if ((count + 1) * width > rows.length) {
      rows = Arrays.copyOf(rows, Math.multiplyExact(rows.length, 2));
    }
    System.arraycopy(bits, 0, rows, count * width, width);
    return count++;
  }
}
