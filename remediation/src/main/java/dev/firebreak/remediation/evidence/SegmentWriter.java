package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The end of the log on the disk. Not a channel: an interrupt closes a channel under all threads.
final class SegmentWriter implements AutoCloseable {
  private final Path folder;
  private final long limit;
  private int number;
  private long end;
  private long torn;
  private @Nullable RandomAccessFile file;

  /// @param limit the size in bytes past which a segment does not grow
  SegmentWriter(Path folder, Tail tail, long limit) throws IOException {
    this.folder = folder;
    this.limit = limit;
    number = tail.segment();
    end = tail.end();
    torn = tail.torn();
    if (number > 0) {
      file = open();
    }
  }

  /// Puts a line and its line feed at the end, over an unfinished one if there is one. When this
  /// returns, the line is on the disk; when it throws, the segment ends as before or, if that
  /// failed too, in an unfinished line.
  void append(byte[] line) throws IOException {
    RandomAccessFile segment = segmentFor(line.length + 1);
    if (segment.length() != end + torn) {
      throw new IOException("the segment was changed by somebody else since the last append");
    }
    byte[] ended = Arrays.copyOf(line, line.length + 1);
    ended[line.length] = '\n';
    try {
      segment.seek(end);
      segment.write(ended);
      segment.setLength(end + ended.length);
      segment.getFD().sync();
    } catch (IOException failed) {
      cutBack(segment, failed);
      throw failed;
    }
    end += ended.length;
    torn = 0;
  }

  private RandomAccessFile segmentFor(int bytes) throws IOException {
    RandomAccessFile current = file;
    if (current != null && (end == 0 || torn > 0 || end + bytes <= limit)) {
      return current;
    }
    close();
    number++;
    end = 0;
    RandomAccessFile next = open();
    file = next;
    DurableFiles.syncFolder(folder);
    return next;
  }

  private RandomAccessFile open() throws IOException {
    Path path = Segments.numbered(folder, number);
    DurableFiles.createFile(path);
    return new RandomAccessFile(path.toFile(), "rw");
  }

  private void cutBack(RandomAccessFile segment, IOException failed) {
    try {
      segment.setLength(end);
      segment.getFD().sync();
    } catch (IOException again) {
      failed.addSuppressed(again);
    }
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
