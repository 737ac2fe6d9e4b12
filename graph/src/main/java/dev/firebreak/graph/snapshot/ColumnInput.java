package dev.firebreak.graph.snapshot;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads what [ColumnOutput] wrote. Whatever does not fit is an [IOException].
final class ColumnInput {

  /// Reads one entry of a list.
  interface Entry<T> {
    T read(ColumnInput in) throws IOException;
  }

  private final ReadableByteChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN).flip();
  private final CRC32C sum = new CRC32C();
  private final long size;
  private int summed;

  /// @param size how many bytes the channel has, so that no array is made that it cannot fill
  ColumnInput(ReadableByteChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  int number() throws IOException {
    need(4);
    return buffer.getInt();
  }

  long large() throws IOException {
    need(8);
    return buffer.getLong();
  }

  byte[] bytes() throws IOException {
    return present(nullableBytes());
  }

  int[] ints() throws IOException {
    return present(nullableInts());
  }

  long[] longs() throws IOException {
    long[] values = new long[length(8)];
    for (int at = 0; at < values.length; ) {
      need(8);
      int part = Math.min(values.length - at, buffer.remaining() / 8);
      buffer.asLongBuffer().get(values, at, part);
      buffer.position(buffer.position() + 8 * part);
      at += part;
    }
    return values;
  }

  byte @Nullable [] nullableBytes() throws IOException {
    int length = length(1);
    if (length < 0) {
      return null;
    }
    byte[] values = new byte[length];
    for (int at = 0; at < length; ) {
      need(1);
      int part = Math.min(length - at, buffer.remaining());
      buffer.get(values, at, part);
      at += part;
    }
    return values;
  }

  char @Nullable [] nullableChars() throws IOException {
    int length = length(2);
    if (length < 0) {
      return null;
    }
    char[] values = new char[length];
    for (int at = 0; at < length; ) {
      need(2);
      int part = Math.min(length - at, buffer.remaining() / 2);
      buffer.asCharBuffer().get(values, at, part);
      buffer.position(buffer.position() + 2 * part);
      at += part;
    }
    return values;
  }

  int @Nullable [] nullableInts() throws IOException {
    int length = length(4);
    if (length < 0) {
      return null;
    }
    int[] values = new int[length];
    for (int at = 0; at < length; ) {
      need(4);
      int part = Math.min(length - at, buffer.remaining() / 4);
      buffer.asIntBuffer().get(values, at, part);
      buffer.position(buffer.position() + 4 * part);
      at += part;
    }
    return values;
  }

  @Nullable String text() throws IOException {
    byte[] text = nullableBytes();
    return text == null ? null : new String(text, StandardCharsets.UTF_8);
  }

  @Nullable Instant time() throws IOException {
    return number() == 0 ? null : Instant.ofEpochSecond(large(), number());
  }

  <T> List<T> list(Entry<T> each) throws IOException {
    int count = length(1);
    List<T> values = new ArrayList<>(Math.max(0, count));
    for (int i = 0; i < count; i++) {
      values.add(each.read(this));
    }
    return List.copyOf(values);
  }

  List<String> texts() throws IOException {
    return list(in -> Objects.requireNonNullElse(in.text(), ""));
  }

  /// Reads the checksum of all since the last and compares.
  ///
  /// @throws IOException if it is another
  void endSection() throws IOException {
    sum();
    int is = (int) sum.getValue();
    int expected = number();
    summed = buffer.position();
    sum.reset();
    if (is != expected) {
      throw new IOException("a checksum is wrong");
    }
  }

  private static <T> T present(@Nullable T array) throws IOException {
    if (array == null) {
      throw new IOException("an array is missing");
    }
    return array;
  }

  private int length(int width) throws IOException {
    int length = number();
    if (length < -1 || (long) length * width > size) {
      throw new IOException("a length is wrong");
    }
    return length;
  }

  private void need(int least) throws IOException {
    if (buffer.remaining() >= least) {
      return;
    }
    sum();
    buffer.compact();
    summed = 0;
    while (buffer.position() < least) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("it ends too early");
      }
    }
    buffer.flip();
  }

  /// Adds what was read since the last time.
  private void sum() {
    sum.update(buffer.duplicate().position(summed).limit(buffer.position()));
    summed = buffer.position();
  }
}
