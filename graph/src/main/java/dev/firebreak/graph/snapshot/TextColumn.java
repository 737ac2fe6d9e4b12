package dev.firebreak.graph.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One text for each row, or null. Where fewer than half of the rows have one, only those are kept,
/// with their numbers.
final class TextColumn implements Texts {

  private final int @Nullable [] rows;
  private final int[] offsets;
  private final byte[] bytes;

  private TextColumn(int @Nullable [] rows, int[] offsets, byte[] bytes) {
    this.rows = rows;
    this.offsets = offsets;
    this.bytes = bytes;
  }

  /// The rows of `texts` in an order.
  static TextColumn of(TextRows texts, int[] order) {
    int present = 0;
    for (int row : order) {
      present += texts.isNull(row) ? 0 : 1;
    }
    boolean sparse = present < order.length / 2;
    int[] rows = sparse ? new int[present] : null;
    int[] offsets = new int[(sparse ? present : order.length) + 1];
    int at = 0;
    int used = 0;
    for (int i = 0; i < order.length; i++) {
      int row = order[i];
      if (rows != null) {
        if (texts.isNull(row)) {
          continue;
        }
        rows[at] = i;
      }
      used += texts.end(row) - texts.start(row);
      offsets[++at] = used;
    }
    byte[] bytes = new byte[used];
    for (int i = 0; i < at; i++) {
      int row = order[rows == null ? i : rows[i]];
      System.arraycopy(
          texts.bytes(), texts.start(row), bytes, offsets[i], offsets[i + 1] - offsets[i]);
    }
    return new TextColumn(rows, offsets, bytes);
  }

  /// The text of a row.
  @Nullable String get(int row) {
    int at = at(row);
    return at < 0 || isNull(at)
        ? null
        : new String(bytes, offsets[at], offsets[at + 1] - offsets[at], StandardCharsets.UTF_8);
  }

  /// Adds the text of a row to others.
  void copyTo(TextRows texts, int row) {
    int at = at(row);
    if (at < 0) {
      texts.addNull();
    } else {
      texts.add(bytes, offsets[at], offsets[at + 1] - offsets[at]);
    }
  }

  private int at(int row) {
    return rows == null ? row : Arrays.binarySearch(rows, row);
  }

  /// The same with a text at the end, of a column in which every row has one.
  TextColumn with(byte[] text) {
    int[] ends = Arrays.copyOf(offsets, offsets.length + 1);
    ends[offsets.length] = offsets[offsets.length - 1] + text.length;
    byte[] all = Arrays.copyOf(bytes, ends[offsets.length]);
    System.arraycopy(text, 0, all, offsets[offsets.length - 1], text.length);
    return new TextColumn(null, ends, all);
  }

  /// How many texts are kept.
  int size() {
    return offsets.length - 1;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int start(int at) {
    return offsets[at];
  }

  @Override
  public int end(int at) {
    return offsets[at + 1];
  }

  long heapBytes() {
    return ArraySizes.of(rows) + ArraySizes.of(offsets) + ArraySizes.of(bytes);
  }

  void write(ColumnOutput out) throws IOException {
    out.writeNullable(rows);
    out.write(offsets);
    out.write(bytes);
  }

  static TextColumn read(ColumnInput in) throws IOException {
    return new TextColumn(in.nullableInts(), in.ints(), in.bytes());
  }
}
