package dev.firebreak.analytics.whatif;

import dev.firebreak.analytics.blastradius.Kernel;
import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.Components;
import dev.firebreak.analytics.reach.ReachGraph;
import java.util.Arrays;

/// The part of the [Kernel] that leads to something of weight, which is all that a loss can come
/// from. Self-loops are left out, and of parallel edges the first stands for all. Leaves, which
/// lead nowhere, have the last numbers and come last in each row.
final class Flow {

  /// In place of a number, for a node that leads to nothing of weight.
  static final int WEIGHTLESS = -1;

  /// In place of a number, for a node outside of the kernel.
  static final int OUTSIDE = -2;

  private final int[] numbers;
  private final int[] nodes;
  private final int[] weights;
  private final int inner;
  private final int[] starts;
  private final int[] leafStarts;
  private final int[] targets;
  private final int[] positions;
  private final int[] places;

  private Flow(
      int[] numbers,
      int[] nodes,
      int[] weights,
      int inner,
      int[] starts,
      int[] leafStarts,
      int[] targets,
      int[] positions,
      int[] places) {
    this.numbers = numbers;
    this.nodes = nodes;
    this.weights = weights;
    this.inner = inner;
    this.starts = starts;
    this.leafStarts = leafStarts;
    this.targets = targets;
    this.positions = positions;
    this.places = places;
  }

  static Flow of(ReachGraph graph) {
    Kernel kernel = Kernel.of(graph);
    Adjacency rows = kernel.rows();
    int[] numbers = new int[kernel.size()];
    int[] kept = new int[kernel.size()];
    int size = keep(kernel, numbers, kept);
    float[] sizes = sizes(rows, numbers);
    int inner = innerFirst(sizes, numbers, kept, size);
    int[] starts = new int[size + 1];
    int[] leafStarts = new int[size];
    int[] targets = new int[rows.edgeCount()];
    int[] positions = new int[rows.edgeCount()];
    int[] stamps = new int[size];
    int[] nodes = new int[size];
    int[] weights = new int[size];
    int edges = 0;
    for (int number = 0; number < size; number++) {
      int at = kept[number];
      nodes[number] = kernel.node(at);
      weights[number] = kernel.payload(at) & ReachGraph.WEIGHT;
      int shift = graph.rows().first(nodes[number]) - rows.first(at);
      for (int round = 0; round < 2; round++) {
        leafStarts[number] = edges;
        for (int edge = rows.first(at); edge < rows.end(at); edge++) {
          int to = numbers[rows.target(edge)];
          if (to >= 0
              && to != number
              && (to >= inner) == (round == 1)
              && stamps[to] != number + 1) {
            stamps[to] = number + 1;
            targets[edges] = to;
            positions[edges++] = edge + shift;
          }
        }
      }
      starts[number + 1] = edges;
    }
    return new Flow(
        ofGraph(graph, kernel, numbers),
        nodes,
        weights,
        inner,
        starts,
        leafStarts,
        Arrays.copyOf(targets, edges),
        Arrays.copyOf(positions, edges),
        places(sizes, kept, size));
  }

  private static int[] ofGraph(ReachGraph graph, Kernel kernel, int[] numbers) {
    int[] all = new int[graph.nodeCount()];
    Arrays.fill(all, OUTSIDE);
    for (int at = 0; at < numbers.length; at++) {
      all[kernel.node(at)] = numbers[at];
    }
    return all;
  }

  /// Numbers the nodes anew, those that lead further first: to two nodes at least, themselves among
  /// them.
  ///
  /// @return how many those are
  private static int innerFirst(float[] sizes, int[] numbers, int[] kept, int size) {
    int[] old = Arrays.copyOf(kept, size);
    int inner = 0;
    for (int node : old) {
      inner += sizes[node] > 1 ? 1 : 0;
    }
    int next = 0;
    int leaf = inner;
    for (int node : old) {
      int place = sizes[node] > 1 ? next++ : leaf++;
      kept[place] = node;
      numbers[node] = place;
    }
    return inner;
  }

  /// The place of each node when what they lead to falls.
  private static int[] places(float[] sizes, int[] kept, int size) {
    long[] keys = new long[size];
    for (int number = 0; number < size; number++) {
      keys[number] = (long) -Float.floatToRawIntBits(sizes[kept[number]]) << 32 | number;
    }
    Arrays.sort(keys);
    int[] places = new int[size];
    for (int place = 0; place < size; place++) {
      places[(int) keys[place]] = place;
    }
    return places;
  }

  /// Numbers the kernel nodes that lead to weight, by one search against the edges.
  ///
  /// @return how many there are
  private static int keep(Kernel kernel, int[] numbers, int[] kept) {
    Adjacency back = kernel.rows().reversed();
    int[] queue = new int[kernel.size()];
    int found = 0;
    Arrays.fill(numbers, -1);
    for (int node = 0; node < numbers.length; node++) {
      if ((kernel.payload(node) & ReachGraph.WEIGHT) > 0) {
        numbers[node] = 0;
        queue[found++] = node;
      }
    }
    for (int head = 0; head < found; head++) {
      for (int at = back.first(queue[head]); at < back.end(queue[head]); at++) {
        int from = back.target(at);
        if (numbers[from] < 0) {
          numbers[from] = 0;
          queue[found++] = from;
        }
      }
    }
    int size = 0;
    for (int node = 0; node < numbers.length; node++) {
      if (numbers[node] == 0) {
        kept[size] = node;
        numbers[node] = size++;
      }
    }
    return size;
  }

  /// About how much of weight each node leads to: summed over all ways, so that one that leads to
  /// another is never smaller.
  private static float[] sizes(Adjacency rows, int[] numbers) {
    Components components = Components.of(rows);
    float[] sums = new float[components.count()];
    float[] sizes = new float[rows.nodeCount()];
    for (int component = 0; component < sums.length; component++) {
      int first = components.first(component);
      int end = component + 1 < sums.length ? components.first(component + 1) : rows.nodeCount();
      float sum = 0;
      for (int at = first; at < end; at++) {
        int node = components.member(at);
        sum += numbers[node] < 0 ? 0 : 1;
        for (int edge = rows.first(node); edge < rows.end(node); edge++) {
          int to = components.of(rows.target(edge));
          sum += to == component ? 0 : sums[to];
        }
      }
      sums[component] = sum;
      for (int at = first; at < end; at++) {
        sizes[components.member(at)] = sum;
      }
    }
    return sizes;
  }

  int size() {
    return nodes.length;
  }

  int edgeCount() {
    return targets.length;
  }

  /// The number of a node of the graph, [#WEIGHTLESS] or [#OUTSIDE].
  int of(int node) {
    return numbers[node];
  }

  /// The node of the graph that has a number.
  int node(int number) {
    return nodes[number];
  }

  int weight(int number) {
    return weights[number];
  }

  /// The weights of all nodes.
  int[] weights() {
    return weights;
  }

  /// The place of a node when what they lead to falls, about; of equals the smaller number is
  /// first.
  int place(int number) {
    return places[number];
  }

  /// How many nodes lead further; leaves have this number or a greater one.
  int inner() {
    return inner;
  }

  /// Where the edges of each node begin; they end where those of the next begin.
  int[] starts() {
    return starts;
  }

  /// Where the edges of each node to leaves begin: behind the others.
  int[] leafStarts() {
    return leafStarts;
  }

  /// Where each edge leads to.
  int[] targets() {
    return targets;
  }

  int target(int edge) {
    return targets[edge];
  }

  /// The position of an edge in the rows of the graph.
  int position(int edge) {
    return positions[edge];
  }
}
