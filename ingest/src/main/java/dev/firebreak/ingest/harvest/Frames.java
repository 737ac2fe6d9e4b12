package dev.firebreak.ingest.harvest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A file of records that is only ever written at its end. A record counts when it is there as a
/// whole, by its length and checksum; the first that is not ends the file, and what follows is cut
/// off before anything is added.
final class Frames implements Closeable {

  /// More than any page has.
  private static final int LONGEST = 1 << 30;

  private static final int HEAD = Integer.BYTES + Integer.BYTES + 1 + Long.BYTES;

  /// A record.
  static final class Frame {
    private final char kind;
    private final Instant at;
    private final byte[] content;

    /// @param at when it is written, to the millisecond
    /// @param content not copied
    Frame(char kind, Instant at, byte[] content) {
      this.kind = kind;
      this.at = at;
      this.content = content;
    }

    char kind() {
      return kind;
    }

    Instant at() {
      return at;
    }

    byte[] content() {
      return content;
    }
  }

  /// Is told records.
  interface Each {
    void frame(Frame frame) throws IOException;
  }

  private final Path file;
  private @Nullable FileOutputStream out;

  Frames(Path file) {
    this.file = file;
  }

  /// Tells every whole record from the beginning on.
  ///
  /// @return how many bytes they take
  long read(Each each) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    long length = 0;
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (Frame frame = next(in); frame != null; frame = next(in)) {
        length += HEAD + frame.content().length;
        each.frame(frame);
      }
    }
    return length;
  }

  private static @Nullable Frame next(DataInputStream in) throws IOException {
    try {
      int length = in.readInt();
      int sum = in.readInt();
      char kind = (char) in.readUnsignedByte();
      long at = in.readLong();
      if (length < 0 || length > LONGEST) {
        return null;
      }
      byte[] content = in.readNBytes(length);
      return content.length == length && sum == sum(kind, at, content)
          ? new Frame(kind, Instant.ofEpochMilli(at), content)
          : null;
    } catch (EOFException e) {
      return null;
    }
  }

  /// Writes a record after the last whole one. It outlives this process once this returns.
  void add(Frame frame) throws IOException {
    if (out == null) {
      long whole = read(_ -> {});
      out = OwnerOnly.append(file);
      if (Files.size(file) > whole) {
        try (var all = new RandomAccessFile(file.toFile(), "rw")) {
          all.setLength(whole);
        }
      }
    }
    long at = frame.at().toEpochMilli();
    var head = new ByteArrayOutputStream(HEAD + frame.content().length);
    var data = new DataOutputStream(head);
    data.writeInt(frame.content().length);
    data.writeInt(sum(frame.kind(), at, frame.content()));
    data.writeByte(frame.kind());
    data.writeLong(at);
    data.write(frame.content());
    out.write(head.toByteArray());
  }

  private static int sum(char kind, long at, byte[] content) {
    CRC32C sum = new CRC32C();
    sum.update(kind);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      sum.update((int) (at >>> shift) & 0xff);
    }
    sum.update(content);
    return (int) sum.getValue();
  }

  /// Removes the file.
  void clear() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
