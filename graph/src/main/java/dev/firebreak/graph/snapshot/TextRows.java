package dev.firebreak.graph.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Text to which rows are still added.
final class TextRows implements Texts {

  private byte[] bytes = new byte[1 << 10];
  private int[] ends = new int[1 << 6];
  private int size;

  /// Adds a row.
  ///
  /// @return its number
  int add(@Nullable String value) {
    if (value == null) {
      return addNull();
    }
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    return add(text, 0, text.length);
  }

  /// Adds `length` bytes of UTF-8.
  int add(byte[] text, int from, int length) {
    int start = used();
    room(start, length);
    System.arraycopy(text, from, bytes, start, length);
    return close(start + length);
  }

  /// Adds a row that is null.
  int addNull() {
    int start = used();
    room(start, 1);
    bytes[start] = NONE;
    return close(start + 1);
  }

  /// Takes the last row back.
  void removeLast() {
    size--;
  }

  int size() {
    return size;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  @Override
  public int end(int row) {
    return ends[row];
  }

  private int used() {
    return size == 0 ? 0 : ends[size - 1];
  }

  private void room(int used, int more) {
    if (bytes.length - used < more) {
      bytes = Arrays.copyOf(bytes, Growth.of(bytes.length, (long) used + more));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, Growth.of(ends.length, size + 1L));
    }
  }

  private int close(int end) {
    ends[size] = end;
    return size++;
  }
}
