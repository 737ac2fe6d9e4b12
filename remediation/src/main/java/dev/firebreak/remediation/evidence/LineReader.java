package dev.firebreak.remediation.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lines of one segment, in order, with the place of each.
final class LineReader implements AutoCloseable {
  /// One line as it stands in the file.
  static final class Line {
    private final long offset;
    private final byte[] bytes;
    private final boolean ended;

    private Line(long offset, byte[] bytes, boolean ended) {
      this.offset = offset;
      this.bytes = bytes;
      this.ended = ended;
    }

    /// The place of its first byte in the file.
    long offset() {
      return offset;
    }

    /// Without the line feed; of an overlong line, its beginning.
    byte[] bytes() {
      return bytes;
    }

    /// Whether a line feed follows; only the last line of a file can lack it.
    boolean ended() {
      return ended;
    }

    boolean overlong() {
      return bytes.length > LineFormat.MAX_BYTES;
    }

    /// The place after its line feed.
    long end() {
      return offset + bytes.length + (ended ? 1 : 0);
    }
  }

  private final InputStream in;
  private final byte[] block = new byte[1 << 16];
  private int at;
  private int limit;
  private long offset;

  LineReader(Path segment) throws IOException {
    in = Files.newInputStream(segment);
  }

  /// The next line; null at the end of the file. Nothing follows an overlong one.
  @Nullable Line next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    boolean ended = false;
    while (!ended && bytes.size() <= LineFormat.MAX_BYTES && filled()) {
      int end = at;
      while (end < limit && block[end] != '\n') {
        end++;
      }
      bytes.write(block, at, end - at);
      ended = end < limit;
      at = ended ? end + 1 : end;
    }
    if (!ended && bytes.size() == 0) {
      return null;
    }
    Line line = new Line(offset, bytes.toByteArray(), ended);
    offset = line.end();
    return line;
  }

  private boolean filled() throws IOException {
    if (at == limit) {
      at = 0;
      limit = Math.max(0, in.read(block));
    }
    return at < limit;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
