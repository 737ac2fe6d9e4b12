package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Records in order, over segments. Each is checked to follow the one before it.
final class EntryCursor extends Spliterators.AbstractSpliterator<Entry> implements AutoCloseable {
  private final Path folder;
  private final List<Path> segments;
  private final long to;
  private int segment;
  private long seq;
  private @Nullable LineReader lines;
  private @Nullable Entry previous;

  private EntryCursor(Path folder, long from, long to) throws IOException {
    super(Math.max(0, to - from + 1), Spliterator.ORDERED | Spliterator.NONNULL);
    this.folder = folder;
    this.to = to;
    segments = Segments.in(folder);
    seq = 1;
    for (segment = segments.size() - 1; segment > 0; segment--) {
      long first = firstOf(segments.get(segment));
      if (first > 0 && first <= from) {
        seq = first;
        break;
      }
    }
    segment = Math.max(0, segment);
    while (seq < from && line() != null) {
      seq++;
    }
  }

  /// The records `from` to `to`, both included. Close the stream.
  ///
  /// @throws EvidenceBroken while the stream is read, at a record that is missing or malformed
  static Stream<Entry> read(Path folder, long from, long to) {
    if (to < from) {
      return Stream.empty();
    }
    try {
      EntryCursor cursor = new EntryCursor(folder, from, to);
      return StreamSupport.stream(cursor, false).onClose(cursor::close);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// How many records can be read from the first one on.
  static long readable(Path folder) {
    long count = 0;
    try (EntryCursor cursor = new EntryCursor(folder, 1, Long.MAX_VALUE)) {
      while (cursor.tryAdvance(_ -> {})) {
        count++;
      }
    } catch (EvidenceBroken | IOException | UncheckedIOException end) {
      return count;
    }
    return count;
  }

  @Override
  public boolean tryAdvance(Consumer<? super Entry> action) {
    if (seq > to) {
      return false;
    }
    try {
      LineReader.@Nullable Line line = line();
      if (line == null) {
        throw EvidenceBroken.at(folder, "record " + seq + " is missing");
      }
      Entry entry = entry(line);
      previous = entry;
      seq++;
      action.accept(entry);
      return true;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    LineReader open = lines;
    lines = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  private LineReader.@Nullable Line line() throws IOException {
    while (segment < segments.size()) {
      LineReader open = lines;
      if (open == null) {
        open = new LineReader(segments.get(segment));
        lines = open;
      }
      LineReader.@Nullable Line line = open.next();
      if (line != null) {
        return line;
      }
      close();
      segment++;
    }
    return null;
  }

  private Entry entry(LineReader.Line line) {
    Path file = segments.get(segment);
    try {
      Entry entry = LineFormat.read(line);
      boolean follows =
          entry.seq() == seq && (previous == null || entry.prevHash().equals(previous.hash()));
      if (!follows) {
        throw EvidenceBroken.at(
            folder, file, line.offset(), "it is not the record " + seq + " that follows");
      }
      return entry;
    } catch (MalformedLine malformed) {
      throw EvidenceBroken.at(folder, file, line.offset(), malformed.getMessage());
    }
  }

  /// The number of the first record of a segment; 0 where that cannot be told.
  private static long firstOf(Path segment) throws IOException {
    try (LineReader lines = new LineReader(segment)) {
      LineReader.Line first = lines.next();
      return first == null ? 0 : LineFormat.header(first).seq();
    } catch (MalformedLine unreadable) {
      return 0;
    }
  }
}
