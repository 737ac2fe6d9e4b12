package dev.firebreak.graph.snapshot;

import java.io.IOException;

/// Finds the row of a text by open addressing: four bytes for a slot, at most two thirds of them
/// taken. The texts themselves stay where they are.
final class KeyTable {

  private int[] slots;
  private int taken;

  KeyTable() {
    this(new int[64]);
  }

  private KeyTable(int[] slots) {
    this.slots = slots;
  }

  /// A table of all rows of `texts`.
  ///
  /// @throws IllegalArgumentException if two are the same
  static KeyTable of(TextColumn texts) {
    KeyTable table = new KeyTable(new int[capacity(texts.size())]);
    for (int row = 0; row < texts.size(); row++) {
      if (table.put(texts, row) != row) {
        throw new IllegalArgumentException("two nodes have the key " + texts.get(row));
      }
    }
    return table;
  }

  /// The row that holds a text, or -1.
  int find(Texts texts, byte[] text, int from, int length) {
    int row = slots[slot(texts, text, from, length)];
    return row - 1;
  }

  /// Adds a row unless one with the same text is there.
  ///
  /// @return the row that holds this text from now on
  int put(Texts texts, int row) {
    if (taken >= slots.length / 3 * 2) {
      grow(texts);
    }
    int start = texts.start(row);
    int slot = slot(texts, texts.bytes(), start, texts.end(row) - start);
    if (slots[slot] == 0) {
      slots[slot] = row + 1;
      taken++;
    }
    return slots[slot] - 1;
  }

  private void grow(Texts texts) {
    int[] old = slots;
    slots = new int[capacity(taken * 2)];
    for (int row : old) {
      if (row != 0) {
        int start = texts.start(row - 1);
        slots[slot(texts, texts.bytes(), start, texts.end(row - 1) - start)] = row;
      }
    }
  }

  /// The slot that holds the text, or the free one where it would go.
  private int slot(Texts texts, byte[] text, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + text[i];
    }
    hash *= 0x9E3779B9;
    int slot = (int) (((hash & 0xFFFFFFFFL) * slots.length) >>> 32);
    while (slots[slot] != 0 && !texts.same(slots[slot] - 1, text, from, length)) {
      slot = slot + 1 == slots.length ? 0 : slot + 1;
    }
    return slot;
  }

  private static int capacity(int rows) {
    return Growth.of(0, Math.max(64, rows / 2 * 3L + 3));
  }

  long heapBytes() {
    return ArraySizes.of(slots);
  }

  void write(ColumnOutput out) throws IOException {
    out.write(slots);
  }

  /// A table that is only asked.
  static KeyTable read(ColumnInput in) throws IOException {
    return new KeyTable(in.ints());
  }
}
