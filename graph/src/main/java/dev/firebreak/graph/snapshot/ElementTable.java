package dev.firebreak.graph.snapshot;

import java.util.Arrays;

/// Which row a node has by what the database calls it, a number: open addressing by its low bits,
/// as the database counts up; at most half full. It is of use within one transaction.
final class ElementTable {

  /// The database was not asked yet which node this is.
  static final int UNKNOWN = -2;

  /// There is no row of this node.
  static final int NONE = -1;

  private static final long FREE = -1;

  private long[] elements = free(1 << 10);
  private int[] rows = new int[elements.length];
  private int taken;

  /// Remembers the row of a node, or that it has [#NONE].
  void put(long element, int row) {
    if (taken >= elements.length / 2) {
      grow();
    }
    int slot = slot(element);
    taken += elements[slot] == FREE ? 1 : 0;
    elements[slot] = element;
    rows[slot] = row;
  }

  /// The row of a node, [#NONE] or [#UNKNOWN].
  int find(long element) {
    int slot = slot(element);
    return elements[slot] == element ? rows[slot] : UNKNOWN;
  }

  private int slot(long element) {
    int slot = (int) element & elements.length - 1;
    while (elements[slot] != FREE && elements[slot] != element) {
      slot = slot + 1 & elements.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] oldElements = elements;
    int[] oldRows = rows;
    elements = free(oldElements.length * 2);
    rows = new int[elements.length];
    for (int i = 0; i < oldRows.length; i++) {
      if (oldElements[i] != FREE) {
        int slot = slot(oldElements[i]);
        elements[slot] = oldElements[i];
        rows[slot] = oldRows[i];
      }
    }
  }

  private static long[] free(int size) {
    long[] elements = new long[size];
    Arrays.fill(elements, FREE);
    return elements;
  }
}
