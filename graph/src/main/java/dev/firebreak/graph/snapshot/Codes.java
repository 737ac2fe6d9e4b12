package dev.firebreak.graph.snapshot;

import java.io.IOException;
import java.util.Arrays;
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

  /// These numbers and some more between them.
  Codes with(Splice splice, int[] more) {
    int most = Arrays.stream(more).max().orElse(0);
    if (bytes != null && most <= 0xFF) {
      return new Codes(splice.bytes(bytes, more), null, null);
    }
    if (chars != null && most <= Character.MAX_VALUE) {
      return new Codes(null, splice.chars(chars, more), null);
    }
    int[] all = ints;
    if (all == null) {
      int rows = bytes != null ? bytes.length : chars == null ? 0 : chars.length;
      all = new int[rows];
      Arrays.setAll(all, this::get);
    }
    return Codes.of(splice.ints(all, more));
  }

  /// The numbers from one on, each one higher.
  Codes raised(int count, int from) {
    int[] all = new int[count];
    Arrays.setAll(all, row -> get(row) >= from ? get(row) + 1 : get(row));
    return Codes.of(all);
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
