package dev.firebreak.analytics.reach;

import java.util.Arrays;

/// Rows that can be changed. They begin as those of an [Adjacency]; a row that changes is moved to
/// the end of the array with room to grow.
public final class LiveRows {

  private final int[] starts;
  private final int[] lengths;
  private final int[] rooms;
  private int[] targets;
  private int used;

  public LiveRows(Adjacency base) {
    int nodes = base.nodeCount();
    this.starts = new int[nodes];
    this.lengths = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      starts[node] = base.first(node);
      lengths[node] = base.end(node) - base.first(node);
    }
    this.rooms = lengths.clone();
    this.used = base.edgeCount();
    this.targets = new int[used];
    for (int at = 0; at < used; at++) {
      targets[at] = base.target(at);
    }
  }

  /// Adds a successor; it may be there already.
  public void add(int node, int successor) {
    if (lengths[node] == rooms[node]) {
      int room = Math.max(4, lengths[node] * 2);
      if (used + room > targets.length) {
        targets = Arrays.copyOf(targets, used + room + (used >> 3));
      }
      System.arraycopy(targets, starts[node], targets, used, lengths[node]);
      starts[node] = used;
      rooms[node] = room;
      used += room;
    }
    targets[starts[node] + lengths[node]++] = successor;
  }

  /// Removes a successor once.
  ///
  /// @throws IllegalArgumentException if it is not there
  public void remove(int node, int successor) {
    int at = starts[node];
    int end = at + lengths[node];
    while (at < end && targets[at] != successor) {
      at++;
    }
    if (at == end) {
      throw new IllegalArgumentException(
          "no edge leads from node %d to %d".formatted(node, successor));
    }
    targets[at] = targets[end - 1];
    lengths[node]--;
  }

  /// Where the row of `node` starts.
  public int first(int node) {
    return starts[node];
  }

  /// Where the row of `node` ends, exclusive.
  public int end(int node) {
    return starts[node] + lengths[node];
  }

  /// The successor at a position of a row.
  public int target(int position) {
    return targets[position];
  }

  /// The rows as they are now.
  public Adjacency rows() {
    int[] offsets = new int[starts.length + 1];
    for (int node = 0; node < starts.length; node++) {
      offsets[node + 1] = offsets[node] + lengths[node];
    }
    int[] copy = new int[offsets[starts.length]];
    for (int node = 0; node < starts.length; node++) {
      System.arraycopy(targets, starts[node], copy, offsets[node], lengths[node]);
    }
    return new Adjacency(offsets, copy);
  }
}
