package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a log ends and goes on: the result of reading it at start.
///
/// @param last the last whole record
/// @param segment the number of the segment that it is in, or that follows it empty; 0 if none is
/// @param end the length of that segment up to the end of `last`, in bytes
/// @param torn how many bytes of an unfinished line follow
/// @param epoch the highest of any [Evidence.EpochBegun]; 0 for none
record Tail(Head last, int segment, long end, long torn, long epoch) {

  /// Verifies the last segment of a folder against the end of the one before and against `HEAD`,
  /// and lets all lines be audited, which is what finds an alteration in earlier segments. A crash
  /// between an append and its `HEAD` leaves records beyond `HEAD`, a crash within an append an
  /// unfinished line: both are fine.
  ///
  /// @throws EvidenceBroken if anything else is found
  static Tail of(Path folder, CheckpointAudit audit) throws IOException {
    List<Path> segments = Segments.in(folder);
    @Nullable Head head = head(folder);
    if (head == null) {
      if (segments.isEmpty()) {
        return new Tail(Head.NONE, 0, 0, 0, 0);
      }
      throw EvidenceBroken.at(folder, "HEAD is missing, so a lost tail would not be noticed");
    }
    int count = Segments.contiguous(folder, segments);
    if (count < segments.size()) {
      throw EvidenceBroken.at(folder, Segments.numbered(folder, count + 1) + " is missing");
    }
    TailReader reader = new TailReader(folder, head, audit);
    for (Path segment : segments.subList(0, Math.max(0, count - 1))) {
      reader.pass(segment);
    }
    return count == 0 ? reader.tail(0) : reader.read(segments.getLast(), count);
  }

  private static @Nullable Head head(Path folder) throws IOException {
    try {
      return Head.in(folder).orElse(null);
    } catch (MalformedLine malformed) {
      throw EvidenceBroken.at(folder, "HEAD was altered: " + malformed.getMessage());
    }
  }
}
