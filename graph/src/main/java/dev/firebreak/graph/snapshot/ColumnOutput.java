package dev.firebreak.graph.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Writes arrays to a channel, little-endian, each after its length; [#endSection] writes the
/// CRC-32C of what came since the last.
final class ColumnOutput {

  /// Writes one entry of a list.
  interface Entry<T> {
    void write(T value, ColumnOutput out) throws IOException;
  }

  private final WritableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C sum = new CRC32C();

  ColumnOutput(WritableByteChannel channel) {
    this.channel = channel;
  }

  void write(int value) {
    room(4);
    buffer.putInt(value);
  }

  void write(long value) {
    room(8);
    buffer.putLong(value);
  }

  void write(byte[] values) {
    write(values.length);
    for (int at = 0; at < values.length; ) {
      room(1);
      int part = Math.min(values.length - at, buffer.remaining());
      buffer.put(values, at, part);
      at += part;
    }
  }

  void write(char[] values) {
    write(values.length);
    for (int at = 0; at < values.length; ) {
      room(2);
      int part = Math.min(values.length - at, buffer.remaining() / 2);
      buffer.asCharBuffer().put(values, at, part);
      buffer.position(buffer.position() + 2 * part);
      at += part;
    }
  }

  void write(int[] values) {
    write(values.length);
    for (int at = 0; at < values.length; ) {
      room(4);
      int part = Math.min(values.length - at, buffer.remaining() / 4);
      buffer.asIntBuffer().put(values, at, part);
      buffer.position(buffer.position() + 4 * part);
      at += part;
    }
  }

  void write(long[] values) {
    write(values.length);
    for (int at = 0; at < values.length; ) {
      room(8);
      int part = Math.min(values.length - at, buffer.remaining() / 8);
      buffer.asLongBuffer().put(values, at, part);
      buffer.position(buffer.position() + 8 * part);
      at += part;
    }
  }

  void writeNullable(byte @Nullable [] values) {
    if (values == null) {
      write(-1);
    } else {
      write(values);
    }
  }

  void writeNullable(char @Nullable [] values) {
    if (values == null) {
      write(-1);
    } else {
      write(values);
    }
  }

  void writeNullable(int @Nullable [] values) {
    if (values == null) {
      write(-1);
    } else {
      write(values);
    }
  }

  void write(@Nullable String text) {
    writeNullable(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
  }

  void write(@Nullable Instant time) {
    write(time == null ? 0 : 1);
    if (time != null) {
      write(time.getEpochSecond());
      write(time.getNano());
    }
  }

  <T> void writeList(List<T> values, Entry<T> each) throws IOException {
    write(values.size());
    for (T value : values) {
      each.write(value, this);
    }
  }

  void writeTexts(List<String> texts) throws IOException {
    writeList(texts, (text, out) -> out.write(text));
  }

  /// Writes the checksum of all since the last.
  void endSection() {
    flush();
    write((int) sum.getValue());
    flush();
    sum.reset();
  }

  private void room(int least) {
    if (buffer.remaining() < least) {
      flush();
    }
  }

  private void flush() {
    buffer.flip();
    sum.update(buffer.duplicate());
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    buffer.clear();
  }
}
