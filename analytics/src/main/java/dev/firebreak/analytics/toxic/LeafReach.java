package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.Components;
import java.util.Arrays;
import java.util.List;

/// Which leaves each node reaches: a row of bits, carried from the leaves against the edges, once
/// over the components of reach. Exact because reach is monotone and all nodes of a component reach
/// the same. Equal rows are kept once.
final class LeafReach {

  private final Adjacency graph;
  private final Components components;
  private final int width;
  private final int[] row;
  private long[] rows;
  private int[] table = new int[1 << 10];
  private int count;

  /// @param leaves the nodes of each leaf
  LeafReach(Adjacency graph, Components components, List<int[]> leaves) {
    this.graph = graph;
    this.components = components;
    this.width = Math.max(1, (leaves.size() + 63) >> 6);
    this.row = new int[components.count()];
    this.rows = new long[width << 8];
    Arrays.fill(table, -1);
    long[] bits = new long[width];
    intern(bits);
    Own own = new Own(graph.nodeCount(), leaves);
    for (int c = 0; c < row.length; c++) {
      row[c] = carry(c, own, bits);
    }
    table = new int[0];
  }

  Adjacency graph() {
    return graph;
  }

  Components components() {
    return components;
  }

  /// How many words a row has.
  int width() {
    return width;
  }

  /// All rows, one after the other; the first is empty.
  long[] rows() {
    return rows;
  }

  /// The number of the row of a component.
  int row(int component) {
    return row[component];
  }

  /// Whether the nodes of a component hold all functions of a rule.
  boolean hits(int component, RuleCase rule) {
    return rule.in(rows, row[component] * width);
  }

  /// The leaves that a node is in, as bits.
  private final class Own {
    private final int[] start;
    private final int[] leaf;

    Own(int nodes, List<int[]> leaves) {
      this.start = new int[nodes + 1];
      leaves.forEach(members -> {
        for (int node : members) {
          start[node + 1]++;
        }
      });
      for (int node = 0; node < nodes; node++) {
        start[node + 1] += start[node];
      }
      this.leaf = new int[start[nodes]];
      int[] next = start.clone();
      for (int l = 0; l < leaves.size(); l++) {
        for (int node : leaves.get(l)) {
          leaf[next[node]++] = l;
        }
      }
    }

    boolean any(int node) {
      return start[node + 1] > start[node];
    }

    void addTo(long[] bits, int node) {
      for (int at = start[node]; at < start[node + 1]; at++) {
        bits[leaf[at] >> 6] |= 1L << leaf[at];
      }
    }
  }

  /// The row of a component, from those of the components that it leads to. What adds nothing to
  /// one row shares it.
  private int carry(int component, Own own, long[] bits) {
    int only = 0;
    boolean mixed = false;
    for (int node : components.members(component)) {
      if (own.any(node)) {
        if (!mixed) {
          System.arraycopy(rows, only * width, bits, 0, width);
        }
        mixed = true;
        own.addTo(bits, node);
      }
      for (int at = graph.first(node); at < graph.end(node); at++) {
        int successor = components.of(graph.target(at));
        int other = successor == component ? 0 : row[successor];
        if (other == 0 || (!mixed && other == only)) {
          continue;
        }
        if (mixed) {
          or(bits, other);
        } else if (only == 0) {
          only = other;
        } else {
          System.arraycopy(rows, only * width, bits, 0, width);
          or(bits, other);
          mixed = true;
        }
      }
    }
    return mixed ? intern(bits) : only;
  }

  private void or(long[] bits, int other) {
    for (int w = 0, at = other * width; w < width; w++, at++) {
      bits[w] |= rows[at];
    }
  }

  private int intern(long[] bits) {
    int mask = table.length - 1;
    for (int at = hash(bits, 0) & mask; ; at = (at + 1) & mask) {
      int known = table[at];
      if (known < 0) {
        table[at] = count;
        return append(bits);
      }
      if (Arrays.equals(rows, known * width, (known + 1) * width, bits, 0, width)) {
        return known;
      }
    }
  }

  private int append(long[] bits) {
    if ((count + 1) * width > rows.length) {
      rows = Arrays.copyOf(rows, Math.multiplyExact(rows.length, 2));
    }
    System.arraycopy(bits, 0, rows, count * width, width);
    count++;
    if (count * 2 > table.length) {
      grow();
    }
    return count - 1;
  }

  private void grow() {
    table = new int[table.length * 2];
    Arrays.fill(table, -1);
    int mask = table.length - 1;
    for (int r = 0; r < count; r++) {
      int at = hash(rows, r * width) & mask;
      while (table[at] >= 0) {
        at = (at + 1) & mask;
      }
      table[at] = r;
    }
  }

  private int hash(long[] from, int at) {
    long hash = 0;
    for (int w = at; w < at + width; w++) {
      hash = (hash ^ from[w]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash ^ hash >>> 32);
  }
}
