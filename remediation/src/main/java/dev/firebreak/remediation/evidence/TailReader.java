package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a log from its beginning to find its [Tail].
final class TailReader {
  private static final String EPOCH = EvidenceType.EPOCH_BEGUN.name();
  private static final byte[] KEY_LINE_END = lineEnd(KeyHistory.TYPE);
  private static final byte[] EPOCH_LINE_END = lineEnd(EPOCH);

  private final Path folder;
  private final Head head;
  private final CheckpointAudit audit;
  private Head last = Head.NONE;
  private @Nullable Head named;
  private long end;
  private long torn;
  private long epoch;

  TailReader(Path folder, Head head, CheckpointAudit audit) {
    this.folder = folder;
    this.head = head;
    this.audit = audit;
    named = head.seq() == 0 ? Head.NONE : null;
  }

  /// Takes the lines of a segment that others follow. Only the last is looked into, and the one
  /// that `HEAD` names.
  void pass(Path segment) throws IOException {
    LineReader.@Nullable Line previous = null;
    try (LineReader lines = new LineReader(segment)) {
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        take(segment, line, typeOf(line.bytes()));
        if (audit.tree().size() == head.seq()) {
          passed(header(segment, line));
        }
        previous = line;
      }
    }
    if (previous == null) {
      throw EvidenceBroken.at(folder, segment + " is empty, and is not the last segment");
    }
    passed(header(segment, previous));
    if (last.seq() != audit.tree().size()) {
      throw EvidenceBroken.at(
          folder, segment + " ends with record " + last.seq() + ", which it should not");
    }
  }

  /// Verifies the last segment.
  Tail read(Path segment, int number) throws IOException {
    try (LineReader lines = new LineReader(segment)) {
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        if (!line.ended() && !line.overlong()) {
          torn = line.bytes().length;
          break;
        }
        LineHeader header = header(segment, line);
        if (!header.follows(last)) {
          throw EvidenceBroken.at(
              folder, segment, line.offset(), "it does not follow record " + last.seq());
        }
        take(segment, line, header.type());
        passed(header);
        end = line.end();
      }
    }
    return tail(number);
  }

  private void passed(LineHeader header) {
    last = header.head();
    if (last.seq() == head.seq()) {
      named = last;
    }
  }

  private void take(Path segment, LineReader.Line line, String type) {
    try {
      audit.take(line.bytes(), type);
      if (type.equals(EPOCH)) {
        epoch = Math.max(epoch, LineFormat.read(line).body().path("epoch").asLong(0));
      }
    } catch (MalformedLine malformed) {
      throw EvidenceBroken.at(folder, segment, line.offset(), malformed.getMessage());
    }
  }

  /// Holds what was read against `HEAD`.
  Tail tail(int number) {
    if (head.seq() > last.seq()) {
      throw EvidenceBroken.at(
          folder, "HEAD names record " + head.seq() + ", the log ends after record " + last.seq());
    }
    if (!head.equals(named) || last.seq() > head.seq() + Head.LAG) {
      throw EvidenceBroken.at(folder, "HEAD and the records do not agree on record " + head.seq());
    }
    return new Tail(last, number, end, torn, epoch);
  }

  private LineHeader header(Path segment, LineReader.Line line) {
    try {
      return LineFormat.header(line);
    } catch (MalformedLine malformed) {
      throw EvidenceBroken.at(folder, segment, line.offset(), malformed.getMessage());
    }
  }

  /// Told by its end alone; empty for the types that are not looked into here.
  private static String typeOf(byte[] line) {
    return endsWith(line, KEY_LINE_END)
        ? KeyHistory.TYPE
        : endsWith(line, EPOCH_LINE_END) ? EPOCH : "";
  }

  private static byte[] lineEnd(String type) {
    return (",\"type\":\"" + type + "\",\"v\":1}").getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean endsWith(byte[] line, byte[] end) {
    int from = line.length - end.length;
    return from >= 0 && Arrays.equals(line, from, line.length, end, 0, end.length);
  }
}
