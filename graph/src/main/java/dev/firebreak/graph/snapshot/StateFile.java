package dev.firebreak.graph.snapshot;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// Nodes and edges of a snapshot in a file, deflated: after magic, version and size the same
/// sections that [SnapshotFile] has, each with its CRC-32C.
final class StateFile {

  private static final int MAGIC = 0x46_42_53_54;

  /// Another for every change of the columns, and of the constants of the enums in them.
  private static final int VERSION = 1;

  /// Deflate makes nothing smaller than this many times.
  private static final long MOST_TIMES = 1_032;

  private static final int BUFFER = 1 << 16;

  private StateFile() {}

  /// What nodes and edges say, in short.
  ///
  /// @param digest equal for equal columns
  /// @param size how many bytes they take in a file before they are deflated
  record Content(String digest, long size) {}

  static Content content(GraphSnapshot snapshot) throws IOException {
    try {
      Counting counting = new Counting(MessageDigest.getInstance("SHA-256"));
      sections(snapshot, counting);
      return new Content(HexFormat.of().formatHex(counting.digest.digest(), 0, 16), counting.size);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param size what [#content] said
  static void write(Path file, GraphSnapshot snapshot, long size) throws IOException {
    OwnerFile.write(
        file,
        channel -> {
          OutputStream raw = Channels.newOutputStream(channel);
          DataOutputStream head = new DataOutputStream(raw);
          head.writeInt(MAGIC);
          head.writeInt(VERSION);
          head.writeLong(size);
          head.flush();
          Deflater deflater = new Deflater(Deflater.BEST_SPEED);
          try {
            DeflaterOutputStream deflated = new DeflaterOutputStream(raw, deflater, BUFFER);
            sections(snapshot, Channels.newChannel(deflated));
            deflated.finish();
          } finally {
            deflater.end();
          }
        });
  }

  /// @throws IOException if it is missing or not what [#write] made; the message says which
  static GraphSnapshot read(Path file, Instant asOf, Map<String, Instant> complete)
      throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      DataInputStream head = new DataInputStream(raw);
      if (head.readInt() != MAGIC) {
        throw new IOException("it is no state of a graph");
      }
      int version = head.readInt();
      if (version != VERSION) {
        throw new IOException("it has version " + version + ", not " + VERSION);
      }
      long size = head.readLong();
      if (size < 0 || size / MOST_TIMES > Files.size(file)) {
        throw new IOException("a length is wrong");
      }
      try (InflaterInputStream inflated = new InflaterInputStream(raw)) {
        ColumnInput in = new ColumnInput(Channels.newChannel(inflated), size);
        NodeColumns nodes = NodeColumns.read(in);
        in.endSection();
        EdgeColumns edges = EdgeColumns.read(in);
        in.endSection();
        return GraphSnapshot.of(asOf, nodes, edges, complete);
      }
    } catch (NoSuchFileException e) {
      throw new IOException("its file is gone", e);
    } catch (EOFException e) {
      throw new IOException("it ends too early", e);
    } catch (ZipException e) {
      throw new IOException("it is damaged", e);
    }
  }

  private static void sections(GraphSnapshot snapshot, WritableByteChannel channel)
      throws IOException {
    ColumnOutput out = new ColumnOutput(channel);
    snapshot.nodeColumns().write(out);
    out.endSection();
    snapshot.edgeColumns().write(out);
    out.endSection();
  }

  /// Counts and digests, and keeps nothing.
  private static final class Counting implements WritableByteChannel {

    private final MessageDigest digest;
    private long size;

    Counting(MessageDigest digest) {
      this.digest = digest;
    }

    @Override
    public int write(ByteBuffer bytes) {
      int length = bytes.remaining();
      size += length;
      digest.update(bytes);
      return length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
