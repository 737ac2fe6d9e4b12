package dev.firebreak.analytics.cut;

import java.util.Arrays;
import java.util.BitSet;

/// A flow network in arrays, and the greatest flow through it by Dinic's algorithm: shortest
/// augmenting ways, many in each round. Each arc is followed by its reverse, so that `arc ^ 1` is
/// the other direction.
final class FlowNetwork {

  private static final int NONE = -1;

  private int[] firstOf = new int[16];
  private int[] next = new int[32];
  private int[] end = new int[32];
  private long[] room = new long[32];
  private int nodes;
  private int arcs;

  /// Adds a node.
  int node() {
    if (nodes == firstOf.length) {
      firstOf = Arrays.copyOf(firstOf, nodes * 2);
    }
    firstOf[nodes] = NONE;
    return nodes++;
  }

  /// Adds an arc.
  ///
  /// @return its number; even
  int arc(int from, int to, long capacity) {
    if (arcs + 2 > end.length) {
      next = Arrays.copyOf(next, arcs * 2);
      end = Arrays.copyOf(end, arcs * 2);
      room = Arrays.copyOf(room, arcs * 2);
    }
    put(arcs, from, to, capacity);
    put(arcs + 1, to, from, 0);
    arcs += 2;
    return arcs - 2;
  }

  private void put(int arc, int from, int to, long capacity) {
    end[arc] = to;
    room[arc] = capacity;
    next[arc] = firstOf[from];
    firstOf[from] = arc;
  }

  /// The nodes that arcs with at least so much room lead to.
  BitSet reached(int from, long least) {
    BitSet reached = new BitSet(nodes);
    int[] queue = new int[nodes];
    int size = 1;
    queue[0] = from;
    reached.set(from);
    for (int head = 0; head < size; head++) {
      for (int arc = firstOf[queue[head]]; arc != NONE; arc = next[arc]) {
        if (room[arc] >= least && !reached.get(end[arc])) {
          reached.set(end[arc]);
          queue[size++] = end[arc];
        }
      }
    }
    return reached;
  }

  /// Pushes as much as can flow.
  ///
  /// @return how much that is
  long fill(int source, int sink) {
    long flow = 0;
    int[] level = new int[nodes];
    int[] current = new int[nodes];
    int[] way = new int[nodes];
    while (levels(source, sink, level)) {
      System.arraycopy(firstOf, 0, current, 0, nodes);
      for (long more = push(source, sink, level, current, way);
          more > 0;
          more = push(source, sink, level, current, way)) {
        flow += more;
      }
    }
    return flow;
  }

  private boolean levels(int source, int sink, int[] level) {
    Arrays.fill(level, NONE);
    int[] queue = new int[nodes];
    int size = 1;
    queue[0] = source;
    level[source] = 0;
    for (int head = 0; head < size; head++) {
      int node = queue[head];
      for (int arc = firstOf[node]; arc != NONE; arc = next[arc]) {
        if (room[arc] > 0 && level[end[arc]] == NONE) {
          level[end[arc]] = level[node] + 1;
          queue[size++] = end[arc];
        }
      }
    }
    return level[sink] != NONE;
  }

  /// One augmenting way along rising levels; what led nowhere is not tried again in this round.
  private long push(int source, int sink, int[] level, int[] current, int[] way) {
    int depth = 0;
    int node = source;
    while (node != sink) {
      int arc = current[node];
      while (arc != NONE && (room[arc] <= 0 || level[end[arc]] != level[node] + 1)) {
        arc = next[arc];
      }
      current[node] = arc;
      if (arc != NONE) {
        way[depth++] = arc;
        node = end[arc];
      } else if (depth == 0) {
        return 0;
      } else {
        node = end[way[--depth] ^ 1];
        current[node] = next[current[node]];
      }
    }
    long flow = Long.MAX_VALUE;
    for (int i = 0; i < depth; i++) {
      flow = Math.min(flow, room[way[i]]);
    }
    for (int i = 0; i < depth; i++) {
      room[way[i]] -= flow;
      room[way[i] ^ 1] += flow;
    }
    return flow;
  }
}
