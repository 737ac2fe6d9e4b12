package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a log ends and goes on: the result of verifying its last segment at start.
///
/// @param last the last whole record
/// @param segment the number of the segment that it is in, or that follows it empty; 0 if none is
/// @param end the length of that segment up to the end of `last`, in bytes
/// @param torn how many bytes of an unfinished line follow
record Tail(Head last, int segment, long end, long torn) {

  /// Verifies the last segment of a folder against the end of the one before and against `HEAD`. A
  /// crash between an append and its `HEAD` leaves one record beyond `HEAD`, a crash within an
  /// append an unfinished line: both are fine.
  ///
  /// @throws EvidenceBroken if anything else is found
  static Tail of(Path folder) throws IOException {
    List<Path> segments = Segments.in(folder);
    @Nullable Head head = head(folder);
    if (head == null) {
      if (segments.isEmpty()) {
        return new Tail(Head.NONE, 0, 0, 0);
      }
      throw EvidenceBroken.at(folder, "HEAD is missing, so a lost tail would not be noticed");
    }
    int count = Segments.contiguous(folder, segments);
    if (count < segments.size()) {
      throw EvidenceBroken.at(folder, Segments.numbered(folder, count + 1) + " is missing");
    }
    Head before = count < 2 ? Head.NONE : lastOf(folder, segments.get(count - 2));
    Head last = before;
    @Nullable Head named = before.seq() == head.seq() ? before : null;
    long end = 0;
    long torn = 0;
    if (count > 0) {
      Path segment = segments.get(count - 1);
      try (LineReader lines = new LineReader(segment)) {
        for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
          if (!line.ended() && !line.overlong()) {
            torn = line.bytes().length;
            break;
          }
          Entry entry = entry(folder, segment, line);
          if (!last.precedes(entry)) {
            throw EvidenceBroken.at(
                folder, segment, line.offset(), "it does not follow record " + last.seq());
          }
          last = Head.of(entry);
          end = line.end();
          if (last.seq() == head.seq()) {
            named = last;
          }
        }
      }
    }
    if (head.seq() > last.seq()) {
      throw EvidenceBroken.at(
          folder, "HEAD names record " + head.seq() + ", the log ends after record " + last.seq());
    }
    if (!head.equals(named) || last.seq() > head.seq() + 1) {
      throw EvidenceBroken.at(folder, "HEAD and the records do not agree on record " + head.seq());
    }
    return new Tail(last, count, end, torn);
  }

  private static @Nullable Head head(Path folder) throws IOException {
    try {
      return Head.in(folder).orElse(null);
    } catch (MalformedLine malformed) {
      throw EvidenceBroken.at(folder, "HEAD was altered: " + malformed.getMessage());
    }
  }

  private static Head lastOf(Path folder, Path segment) throws IOException {
    LineReader.@Nullable Line last = null;
    try (LineReader lines = new LineReader(segment)) {
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        last = line;
      }
    }
    if (last == null) {
      throw EvidenceBroken.at(folder, segment + " is empty, and is not the last segment");
    }
    return Head.of(entry(folder, segment, last));
  }

  private static Entry entry(Path folder, Path segment, LineReader.Line line) {
    try {
      return LineFormat.read(line);
    } catch (MalformedLine malformed) {
      throw EvidenceBroken.at(folder, segment, line.offset(), malformed.getMessage());
    }
  }
}
