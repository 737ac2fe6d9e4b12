package dev.firebreak.graph.snapshot;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A small number, at least 0, for each row, in as few bytes as the largest needs: one, two or
/// four.
final class Codes {

  private final byte @Nullable [] bytes;
  private final char @Nullable [] chars;
  private final int @Nullable [] ints;

  private Codes(byte @Nullable [] bytes, char @Nullable [] chars, int @Nullable [] ints) {
    this.bytes = bytes;
    this.chars = chars;
    this.ints = ints;
  }

  /// @param values the numbers; they are kept if they need four bytes
  static Codes of(int[] values) {
    int most = 0;
    for (int value : values) {
      most = Math.max(most, value);
    }
    if (most > Character.MAX_VALUE) {
      return new Codes(null, null, values);
    }
    if (most > 0xFF) {
      char[] chars = new char[values.length];
      for (int i = 0; i < chars.length; i++) {
        chars[i] = (char) values[i];
      }
      return new Codes(null, chars, null);
    }
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new Codes(bytes, null, null);
  }

  int get(int row) {
    if (bytes != null) {
      return bytes[row] & 0xFF;
    }
    return chars != null ? chars[row] : ints == null ? 0 : ints[row];
  }

  long heapBytes() {
    return ArraySizes.of(bytes) + ArraySizes.of(chars) + ArraySizes.of(ints);
  }

  void write(ColumnOutput out) throws IOException {
    out.writeNullable(bytes);
    out.writeNullable(chars);
    out.writeNullable(ints);
  }

  static Codes read(ColumnInput in) throws IOException {
    return new Codes(in.nullableBytes(), in.nullableChars(), in.nullableInts());
  }
}
