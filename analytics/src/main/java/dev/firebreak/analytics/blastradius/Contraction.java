package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.Components;
import java.util.Arrays;

/// Merges components that are reached together. One that no source leads to directly is reached
/// when, and only when, one of its predecessors is. So a single predecessor takes it in, and those
/// with the same predecessors are one. Exact, because nothing is said of what is merged but whether
/// it is reached: sums are taken over the members, who are distinct.
///
/// Components are visited from the top, so that predecessors are merged before.
final class Contraction {

  private final Kernel kernel;
  private final Adjacency back;
  private final Components components;
  private final Signatures signatures;
  private final int[] classOf;
  private int[] predecessors;
  private int used;
  private int[] starts;
  private int count;
  private int[] table;
  private int[] hashNext;

  private Contraction(Kernel kernel, Adjacency back, Components components, Signatures signatures) {
    this.kernel = kernel;
    this.back = back;
    this.components = components;
    this.signatures = signatures;
    this.classOf = new int[components.count()];
    this.predecessors = new int[kernel.rows().edgeCount() + 1];
    this.starts = new int[components.count() + 1];
    this.table = new int[Integer.highestOneBit(components.count() + 1) << 1];
    this.hashNext = new int[components.count()];
  }

  static Classes of(Kernel kernel, Adjacency back, Components components, Signatures signatures) {
    Contraction contraction = new Contraction(kernel, back, components, signatures);
    contraction.merge();
    return contraction.number();
  }

  private void merge() {
    Arrays.fill(table, -1);
    int[] stamp = new int[components.count()];
    Arrays.fill(stamp, -1);
    for (int component = components.count() - 1; component >= 0; component--) {
      boolean direct = false;
      int begin = used;
      int end =
          component + 1 < components.count() ? components.first(component + 1) : kernel.size();
      for (int at = components.first(component); at < end; at++) {
        int node = components.member(at);
        direct |= signatures.direct(node);
        for (int edge = back.first(node); edge < back.end(node); edge++) {
          int from = components.of(back.target(edge));
          int reached = from == component ? -1 : classOf[from];
          if (reached >= 0 && stamp[reached] != component) {
            stamp[reached] = component;
            predecessors[used++] = reached;
          }
        }
      }
      classOf[component] = classify(direct, begin);
    }
    starts[count] = used;
  }

  private int classify(boolean direct, int begin) {
    int size = used - begin;
    if (direct) {
      return open(begin);
    }
    if (size == 0) {
      return -1;
    }
    if (size == 1) {
      used = begin;
      return predecessors[begin];
    }
    Arrays.sort(predecessors, begin, used);
    int hash = 1;
    for (int at = begin; at < used; at++) {
      hash = 31 * hash + predecessors[at];
    }
    int slot = (hash ^ hash >>> 15) & table.length - 1;
    for (int known = table[slot]; known >= 0; known = hashNext[known]) {
      if (Arrays.equals(
          predecessors, starts[known], starts[known + 1], predecessors, begin, used)) {
        used = begin;
        return known;
      }
    }
    int opened = open(begin);
    hashNext[opened] = table[slot];
    table[slot] = opened;
    return opened;
  }

  private int open(int begin) {
    starts[count] = begin;
    starts[count + 1] = used;
    return count++;
  }

  /// Numbers the classes by what they lead to, about: the size is summed over all ways, so that a
  /// class is never before one that leads to it.
  private Classes number() {
    float[] size = new float[count];
    Arrays.fill(size, 1);
    for (int at = count - 1; at >= 0; at--) {
      for (int edge = starts[at]; edge < starts[at + 1]; edge++) {
        size[predecessors[edge]] += size[at];
      }
    }
    int[] numbers = falling(size);
    int[] heavy = new int[count];
    Arrays.fill(heavy, -1);
    long[] sums = new long[count * Classes.STRIDE];
    int[] successors = successors(numbers, sums, heavy);
    int[] ofNode = new int[kernel.size()];
    for (int node = 0; node < ofNode.length; node++) {
      int merged = classOf[components.of(node)];
      ofNode[node] = merged < 0 ? -1 : numbers[merged];
      if (merged >= 0) {
        int at = ofNode[node] * Classes.STRIDE;
        int payload = kernel.payload(node);
        sums[at] += Tally.grants(payload);
        sums[at + 1] += Tally.marks(payload);
        sums[at + 2] += Tally.weight(payload);
      }
    }
    return new Classes(ofNode, sums, successors, heavy);
  }

  /// The place of each class when sizes fall; of those about equal the first made is first, which
  /// keeps neighbours together and predecessors before.
  private static int[] falling(float[] sizes) {
    int[] places = new int[1 << 16];
    for (float size : sizes) {
      places[bucket(size) + 1]++;
    }
    for (int i = 1; i < places.length; i++) {
      places[i] += places[i - 1];
    }
    int[] numbers = new int[sizes.length];
    for (int at = 0; at < sizes.length; at++) {
      numbers[at] = places[bucket(sizes[at])]++;
    }
    return numbers;
  }

  /// Fewer for a larger size: the exponent and the first bits of the fraction decide.
  private static int bucket(float size) {
    return 0x7F80 - (Float.floatToRawIntBits(size) >>> 16);
  }

  private int[] successors(int[] numbers, long[] sums, int[] heavy) {
    int[] ends = new int[count + 1];
    for (int edge = 0; edge < used; edge++) {
      ends[numbers[predecessors[edge]] + 1]++;
    }
    for (int at = 0; at < count; at++) {
      ends[at + 1] += ends[at];
      sums[at * Classes.STRIDE + 3] = (long) ends[at] << 32 | ends[at + 1];
    }
    int[] successors = new int[used];
    for (int at = 0; at < count; at++) {
      for (int edge = starts[at]; edge < starts[at + 1]; edge++) {
        int from = numbers[predecessors[edge]];
        successors[ends[from]++] = numbers[at];
        heavy[from] = heavy[from] < 0 ? numbers[at] : Math.min(heavy[from], numbers[at]);
      }
    }
    return successors;
  }
}
