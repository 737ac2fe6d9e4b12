package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/// The cheapest set of reach edges without which a start reaches none of some targets: a minimum
/// cut, by the shortest augmenting paths of a flow. It looks only at nodes that lie between.
final class MinimumCut {

  /// The cost of an edge that cannot be cut.
  static final long UNCUTTABLE = 1L << 61;

  private final GraphSnapshot snapshot;
  private final Map<Integer, Integer> local = new HashMap<>();
  private final List<List<Integer>> arcsOf = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private final List<Integer> edges = new ArrayList<>();
  private long[] room = new long[64];
  private final int source;
  private final int sink;

  private MinimumCut(GraphSnapshot snapshot, int start, BitSet targets, IntToLongFunction cost) {
    this.snapshot = snapshot;
    BitSet between = between(start, targets);
    between.stream().forEach(node -> local.put(node, newNode()));
    this.sink = newNode();
    this.source = at(start);
    between.stream()
        .forEach(node ->
            snapshot.forEachOut(
                node,
                edge -> {
                  int to = snapshot.to(edge);
                  if (between.get(to) && !targets.get(node)) {
                    connect(at(node), at(to), cost.applyAsLong(edge), edge);
                  }
                }));
    targets.stream()
        .filter(between::get)
        .forEach(target -> connect(at(target), sink, UNCUTTABLE, -1));
  }

  /// The edges to cut, ascending; none where no target is reached. Empty where only edges that
  /// cannot be cut would do.
  ///
  /// @param cost what cutting a reach edge costs, by index: more than 0, or [#UNCUTTABLE]
  static Optional<List<Integer>> between(
      GraphSnapshot snapshot, int start, BitSet targets, IntToLongFunction cost) {
    if (targets.get(start)) {
      return Optional.empty();
    }
    Walk reach = Walk.forward(snapshot).from(start);
    BitSet reached = new BitSet();
    targets.stream().filter(reach::found).forEach(reached::set);
    return reached.isEmpty()
        ? Optional.of(List.of())
        : new MinimumCut(snapshot, start, reached, cost).cut();
  }

  private BitSet between(int start, BitSet targets) {
    BitSet leading = new BitSet();
    Walk back = Walk.backward(snapshot);
    targets.stream().forEach(target -> back.from(target).nodes().forEach(leading::set));
    BitSet between = new BitSet();
    Walk.forward(snapshot).from(start).nodes().filter(leading::get).forEach(between::set);
    return between;
  }

  private Optional<List<Integer>> cut() {
    int[] entry = new int[arcsOf.size()];
    while (search(entry)) {
      long flow = Long.MAX_VALUE;
      for (int node = sink; node != source; node = ends.get(entry[node] ^ 1)) {
        flow = Math.min(flow, room[entry[node]]);
      }
      if (flow >= UNCUTTABLE) {
        return Optional.empty();
      }
      for (int node = sink; node != source; node = ends.get(entry[node] ^ 1)) {
        room[entry[node]] -= flow;
        room[entry[node] ^ 1] += flow;
      }
    }
    List<Integer> cut = new ArrayList<>();
    for (int arc = 0; arc < edges.size(); arc += 2) {
      if (entry[ends.get(arc ^ 1)] != NOT_SEEN && entry[ends.get(arc)] == NOT_SEEN) {
        cut.add(edges.get(arc));
      }
    }
    return Optional.of(cut.stream().sorted().toList());
  }

  private static final int NOT_SEEN = -1;
  private static final int BEGIN = -2;

  /// Breadth-first over arcs with room; notes by which arc each node was entered.
  private boolean search(int[] entry) {
    Arrays.fill(entry, NOT_SEEN);
    entry[source] = BEGIN;
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(source));
    while (!queue.isEmpty() && entry[sink] == NOT_SEEN) {
      for (int arc : arcsOf.get(queue.remove())) {
        int to = ends.get(arc);
        if (room[arc] > 0 && entry[to] == NOT_SEEN) {
          entry[to] = arc;
          queue.add(to);
        }
      }
    }
    return entry[sink] != NOT_SEEN;
  }

  /// Each arc is followed by its reverse, so that `arc ^ 1` is the other direction.
  private void connect(int from, int to, long capacity, int edge) {
    int arc = ends.size();
    if (arc + 2 > room.length) {
      room = Arrays.copyOf(room, room.length * 2);
    }
    ends.add(to);
    ends.add(from);
    edges.add(edge);
    edges.add(edge);
    room[arc] = Math.min(capacity, UNCUTTABLE);
    arcsOf.get(from).add(arc);
    arcsOf.get(to).add(arc + 1);
  }

  private int newNode() {
    arcsOf.add(new ArrayList<>());
    return arcsOf.size() - 1;
  }

  private int at(int node) {
    return local.getOrDefault(node, sink);
  }
}
