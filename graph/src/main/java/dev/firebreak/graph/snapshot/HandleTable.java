package dev.firebreak.graph.snapshot;

import java.util.Arrays;

/// What the database calls a node, to the node's number. Handles hold for one transaction.
final class HandleTable {

  private static final long FREE = -1;

  private long[] handles = free(64);
  private int[] numbers = new int[64];
  private int taken;

  void put(long handle, int number) {
    if (taken >= handles.length / 3 * 2) {
      grow();
    }
    int slot = slot(handle);
    if (handles[slot] == FREE) {
      taken++;
    }
    handles[slot] = handle;
    numbers[slot] = number;
  }

  /// The number of a node, or -1.
  int get(long handle) {
    int slot = slot(handle);
    return handles[slot] == FREE ? -1 : numbers[slot];
  }

  private void grow() {
    long[] old = handles;
    int[] was = numbers;
    int length = Growth.of(old.length, old.length * 2L);
    handles = free(length);
    numbers = new int[length];
    for (int i = 0; i < old.length; i++) {
      if (old[i] != FREE) {
        int slot = slot(old[i]);
        handles[slot] = old[i];
        numbers[slot] = was[i];
      }
    }
  }

  private int slot(long handle) {
    long hash = handle * 0x9E3779B97F4A7C15L >>> 32;
    int slot = (int) (hash * handles.length >>> 32);
    while (handles[slot] != FREE && handles[slot] != handle) {
      slot = slot + 1 == handles.length ? 0 : slot + 1;
    }
    return slot;
  }

  private static long[] free(int length) {
    long[] handles = new long[length];
    Arrays.fill(handles, FREE);
    return handles;
  }
}
