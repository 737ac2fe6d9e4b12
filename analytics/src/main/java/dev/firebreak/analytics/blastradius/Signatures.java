package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import java.util.Arrays;

/// Of each source the kernel nodes that it or its accounts lead to directly: accounts are
/// collapsed. Rows are kept in parts of equal size, so that several threads can fill them.
/// Afterwards [#number] turns a row into the source's signature: the places of its classes in the
/// [Forest], each once, of those that lead to most first; then its leaves, [Leaves].
final class Signatures {

  /// How many sources a part has.
  static final int PART_SHIFT = 13;

  private static final int SHORT = 16;
  private static final int PART = 1 << PART_SHIFT;

  private final ReachGraph graph;
  private final Kernel kernel;
  private final int[] sources;
  private final int[][] targets;
  private final int[] starts;
  private final int[] lengths;
  private final byte[] direct;
  private volatile boolean irregular;

  Signatures(ReachGraph graph, Kernel kernel, int[] sources) {
    this.graph = graph;
    this.kernel = kernel;
    this.sources = sources;
    this.targets = new int[(sources.length + PART - 1) >> PART_SHIFT][];
    this.starts = new int[sources.length];
    this.lengths = new int[sources.length];
    this.direct = new byte[kernel.size()];
  }

  int parts() {
    return targets.length;
  }

  int sources() {
    return sources.length;
  }

  /// Fills the rows of a part and finds the hops to the nearest crown jewel.
  void collapse(int part, int[] kernelHops, Figures figures) {
    Adjacency rows = graph.rows();
    int[] found = new int[PART * 8];
    int size = 0;
    int end = Math.min(sources.length, (part + 1) << PART_SHIFT);
    for (int row = part << PART_SHIFT; row < end; row++) {
      int source = sources[row];
      starts[row] = size;
      int nearest = Integer.MAX_VALUE;
      int own = kernel.of(source);
      if (own >= 0) {
        found = room(found, size + 1);
        found[size++] = own;
        direct[own] = inner(own);
        nearest = kernelHops[own] < 0 ? nearest : kernelHops[own];
      }
      int last = own >= 0 ? 0 : rows.end(source);
      for (int at = rows.first(source); at < last; at++) {
        int to = rows.target(at);
        int number = kernel.of(to);
        if (number >= 0) {
          found = room(found, size + 1);
          found[size++] = number;
          direct[number] |= inner(number);
          nearest = kernelHops[number] < 0 ? nearest : Math.min(nearest, 1 + kernelHops[number]);
          continue;
        }
        int first = rows.first(to);
        int rowEnd = rows.end(to);
        found = room(found, size + rowEnd - first);
        for (int inner = first; inner < rowEnd; inner++) {
          int target = kernel.of(rows.target(inner));
          if (target < 0) {
            irregular = true;
            continue;
          }
          found[size++] = target;
          direct[target] |= inner(target);
          nearest = kernelHops[target] < 0 ? nearest : Math.min(nearest, 2 + kernelHops[target]);
        }
      }
      lengths[row] = size - starts[row];
      if (nearest != Integer.MAX_VALUE) {
        figures.jewelHops(row, nearest);
      }
    }
    targets[part] = Arrays.copyOf(found, size);
  }

  private static int[] room(int[] array, int size) {
    return size <= array.length ? array : Arrays.copyOf(array, size + (size >> 1));
  }

  /// Whether an account was met that leads to an identity or an account outside the kernel: the
  /// schema has no such edge, and a row would not say everything.
  boolean irregular() {
    return irregular;
  }

  /// 1 for what leads further.
  private byte inner(int number) {
    return (byte) (kernel.leaf(number) ? 0 : 1);
  }

  /// Whether a source leads to this kernel node, which leads further, directly.
  boolean direct(int kernelNode) {
    return direct[kernelNode] != 0;
  }

  /// Turns the rows of a part into signatures.
  ///
  /// @param ranks [Forest#ranks] of the kernel nodes, with those of [Leaves]
  void number(int part, long[] ranks) {
    int[] row = targets[part];
    long[] own = new long[SHORT];
    long[] sorted = new long[SHORT];
    int end = Math.min(sources.length, (part + 1) << PART_SHIFT);
    for (int source = part << PART_SHIFT; source < end; source++) {
      int start = starts[source];
      int length = lengths[source];
      if (length > own.length) {
        own = new long[length];
        sorted = new long[length];
      }
      for (int i = 0; i < length; i++) {
        own[i] = ranks[row[start + i]];
      }
      sort(own, length, sorted);
      lengths[source] = keep(sorted, length, row, start);
    }
  }

  /// Sorts a few values by counting how many are smaller, without a branch that could be guessed
  /// wrongly; equal ones leave -1 behind, which is no rank. Many are sorted as usual.
  private static void sort(long[] values, int length, long[] sorted) {
    if (length > SHORT) {
      System.arraycopy(values, 0, sorted, 0, length);
      Arrays.sort(sorted, 0, length);
      return;
    }
    Arrays.fill(sorted, 0, length, -1);
    for (int i = 0; i < length; i++) {
      long value = values[i];
      long smaller = 0;
      for (int j = 0; j < length; j++) {
        smaller += (values[j] - value) >>> 63;
      }
      sorted[(int) smaller] = value;
    }
  }

  /// Puts the places of sorted ranks into a row, each once.
  ///
  /// @return how many those are
  private static int keep(long[] sorted, int length, int[] row, int start) {
    int size = 0;
    long last = -1;
    for (int i = 0; i < length; i++) {
      row[start + size] = (int) sorted[i];
      size += sorted[i] == last || sorted[i] < 0 ? 0 : 1;
      last = sorted[i];
    }
    return size;
  }

  /// The array that holds the signature of a source, from [#start] on.
  int[] row(int source) {
    return targets[source >> PART_SHIFT];
  }

  int start(int source) {
    return starts[source];
  }

  int length(int source) {
    return lengths[source];
  }
}
