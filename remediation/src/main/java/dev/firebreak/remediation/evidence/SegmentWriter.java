package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The end of the log. What is written is on the disk after the next [#sync]. Not a channel: an
/// interrupt closes a channel under all threads.
final class SegmentWriter implements AutoCloseable {
  private final Path folder;
  private final long limit;
  private final Storage storage;
  private int number;
  private long end;
  private long durable;
  private long torn;
  private @Nullable RandomAccessFile file;

  /// @param limit the size in bytes past which a segment does not grow
  /// @param storage what brings it to the disk
  SegmentWriter(Path folder, Tail tail, long limit, Storage storage) throws IOException {
    this.folder = folder;
    this.limit = limit;
    this.storage = storage;
    number = tail.segment();
    end = tail.end();
    durable = end;
    torn = tail.torn();
    if (number > 0) {
      file = open();
    }
  }

  /// Whether a line of so many bytes may follow in this segment.
  boolean fits(int bytes) {
    return file != null && (end == 0 || torn > 0 || end + bytes + 1 <= limit);
  }

  /// Begins the next segment. All that was written must be on the disk.
  void next() throws IOException {
    close();
    number++;
    end = 0;
    durable = 0;
    file = open();
    DurableFiles.syncFolder(folder);
  }

  /// Puts a line and its line feed at the end, over an unfinished one if there is one. When it
  /// throws, the segment ends as before or, if that failed too, in an unfinished line.
  void write(byte[] line) throws IOException {
    RandomAccessFile segment = opened();
    if (segment.length() != end + torn) {
      throw new IOException("the segment was changed by somebody else since the last append");
    }
    byte[] ended = Arrays.copyOf(line, line.length + 1);
    ended[line.length] = '\n';
    try {
      segment.seek(end);
      segment.write(ended);
      if (torn > 0) {
        segment.setLength(end + ended.length);
      }
    } catch (IOException failed) {
      cutBack(end, failed);
      throw failed;
    }
    end += ended.length;
    torn = 0;
  }

  /// The length that [#sync] would make durable.
  long written() {
    return end;
  }

  /// Brings everything written to the disk. May be called while another thread writes.
  void sync() throws IOException {
    storage.sync(opened());
  }

  /// Tells how much of the segment is on the disk.
  void synced(long length) {
    durable = length;
  }

  /// Cuts off what is not surely on the disk, after a failure.
  void cutBack(IOException failed) {
    cutBack(durable, failed);
    end = durable;
  }

  private void cutBack(long length, IOException failed) {
    try {
      RandomAccessFile segment = opened();
      segment.setLength(length);
      storage.sync(segment);
    } catch (IOException again) {
      failed.addSuppressed(again);
    }
  }

  private RandomAccessFile opened() throws IOException {
    RandomAccessFile segment = file;
    if (segment == null) {
      throw new IOException("the segment is closed");
    }
    return segment;
  }

  private RandomAccessFile open() throws IOException {
    Path path = Segments.numbered(folder, number);
    DurableFiles.createFile(path);
    return new RandomAccessFile(path.toFile(), "rw");
  }

  @Override
  public void close() throws IOException {
    RandomAccessFile current = file;
    file = null;
    if (current != null) {
      current.close();
    }
  }
}
