package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import java.util.Arrays;

/// Of each source the kernel nodes that it or its accounts lead to directly: accounts are
/// collapsed. Rows are kept in parts of equal size, so that several threads can fill them.
/// Afterwards [#number] turns a row into the source's signature: the numbers of classes, rising,
/// each once.
final class Signatures {

  /// How many sources a part has.
  static final int PART_SHIFT = 13;

  private static final int WIDE = 64;
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
        direct[own] = 1;
        nearest = kernelHops[own] < 0 ? nearest : kernelHops[own];
      }
      int last = own >= 0 ? 0 : rows.end(source);
      for (int at = rows.first(source); at < last; at++) {
        int to = rows.target(at);
        int number = kernel.of(to);
        if (number >= 0) {
          found = room(found, size + 1);
          found[size++] = number;
          direct[number] = 1;
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
          direct[target] = 1;
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

  /// Whether a source leads to this kernel node directly.
  boolean direct(int kernelNode) {
    return direct[kernelNode] != 0;
  }

  /// Turns the rows of a part into signatures.
  ///
  /// @param numbers the class of each kernel node
  void number(int part, int[] numbers) {
    int[] row = targets[part];
    int end = Math.min(sources.length, (part + 1) << PART_SHIFT);
    for (int source = part << PART_SHIFT; source < end; source++) {
      int start = starts[source];
      int length = lengths[source];
      lengths[source] =
          length > WIDE ? sort(row, start, length, numbers) : insert(row, start, length, numbers);
    }
  }

  private static int sort(int[] row, int start, int length, int[] numbers) {
    for (int at = start; at < start + length; at++) {
      row[at] = numbers[row[at]];
    }
    Arrays.sort(row, start, start + length);
    int size = 1;
    for (int i = 1; i < length; i++) {
      if (row[start + i] != row[start + size - 1]) {
        row[start + size++] = row[start + i];
      }
    }
    return size;
  }

  private static int insert(int[] row, int start, int length, int[] numbers) {
    int size = 0;
    for (int i = 0; i < length; i++) {
      size = insert(row, start, size, numbers[row[start + i]]);
    }
    return size;
  }

  /// Puts a number into a rising row where it belongs, unless it is there.
  private static int insert(int[] row, int start, int size, int number) {
    int at = start + size;
    while (at > start && row[at - 1] > number) {
      at--;
    }
    if (at > start && row[at - 1] == number) {
      return size;
    }
    System.arraycopy(row, at, row, at + 1, start + size - at);
    row[at] = number;
    return size + 1;
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
