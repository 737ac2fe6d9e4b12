package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The write-ahead journal of remediation: append-only, on the disk before [#append] returns, each
/// record chained to the one before. One process writes a folder at a time; threads may share a
/// log.
///
/// A log that does not verify at start, or that cannot be written, refuses to append and says why
/// in [#refusal]; what it can read it goes on reading. Refusing lasts until it is opened again.
public final class EvidenceLog implements AutoCloseable {
  static final long SEGMENT_BYTES = 64L << 20;

  private final ReentrantLock appending = new ReentrantLock();
  private final Path folder;
  private final Clock clock;
  private final long segmentBytes;
  private volatile Head head = Head.NONE;
  private volatile @Nullable EvidenceBroken refusal;
  private @Nullable FolderLock lock;
  private @Nullable SegmentWriter writer;

  private EvidenceLog(Path folder, Clock clock, long segmentBytes) {
    this.folder = folder;
    this.clock = clock;
    this.segmentBytes = segmentBytes;
  }

  /// Opens the log in a folder, which is created if it is not there. Verifies the last segment;
  /// cuts off the unfinished line that a crash left and records that as [Evidence.TornTail].
  ///
  /// @throws EvidenceInUse if another process, or another log of this one, has the folder open
  public static EvidenceLog open(Path folder, Clock clock) {
    return open(folder, clock, SEGMENT_BYTES);
  }

  static EvidenceLog open(Path folder, Clock clock, long segmentBytes) {
    EvidenceLog log = new EvidenceLog(folder.toAbsolutePath().normalize(), clock, segmentBytes);
    log.start();
    return log;
  }

  private void start() {
    try {
      DurableFiles.createFolder(folder);
      lock = FolderLock.take(folder);
      Tail tail = Tail.of(folder);
      head = tail.last();
      writer = new SegmentWriter(folder, tail, segmentBytes);
      replaceHead();
      if (tail.torn() > 0) {
        append(new Evidence.TornTail(tail.torn()));
      }
    } catch (EvidenceBroken broken) {
      startRefusing(broken);
    } catch (IOException | UncheckedIOException failed) {
      startRefusing(EvidenceBroken.unwritable(folder, failed));
    }
  }

  private void startRefusing(EvidenceBroken why) {
    refusal = why;
    head = new Head(EntryCursor.readable(folder), LineFormat.NO_HASH);
  }

  /// Why nothing can be appended; empty as long as something can.
  public Optional<EvidenceBroken> refusal() {
    return Optional.ofNullable(refusal);
  }

  /// Writes a record down and returns when it is on the disk.
  ///
  /// @throws EvidenceBroken if the log refuses, or fails now; nothing may be done on the word of
  ///   this record, though it may be found in the log after a failure
  /// @throws SecretInEvidence if an attribute name of the body looks like a secret
  /// @throws IllegalArgumentException if the body has no canonical form ([CanonicalJson]), or is
  ///   too long
  public Link append(Evidence evidence) {
    ObjectNode body = EvidenceType.body(evidence);
    SecretGuard.check(body);
    appending.lock();
    try {
      EvidenceBroken refused = refusal;
      if (refused != null) {
        throw new EvidenceBroken(String.valueOf(refused.getMessage()), refused);
      }
      SegmentWriter end = writer;
      if (end == null) {
        throw new IllegalStateException("The evidence log in " + folder + " is closed.");
      }
      Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      String type = EvidenceType.of(evidence).name();
      byte[] line = LineFormat.write(head.seq() + 1, head.hash(), at, evidence.actor(), type, body);
      Entry entry = readable(line);
      end.append(line);
      head = Head.of(entry);
      replaceHead();
      return new Link(entry.seq(), entry.hash(), at);
    } catch (IOException failed) {
      EvidenceBroken unwritable = EvidenceBroken.unwritable(folder, failed);
      refusal = unwritable;
      throw unwritable;
    } finally {
      appending.unlock();
    }
  }

  /// How many records there are. Of a log that refuses, how many can be read.
  public long size() {
    return head.seq();
  }

  /// All records, oldest first. Close the stream.
  ///
  /// @throws EvidenceBroken while the stream is read, at a record that is missing or malformed
  public Stream<Entry> read() {
    return EntryCursor.read(folder, 1, size());
  }

  /// The records that a question picks, oldest first. Close the stream.
  ///
  /// @throws EvidenceBroken while the stream is read, at a record that is missing or malformed
  public Stream<Entry> read(Predicate<Entry> wanted) {
    return read().filter(wanted);
  }

  /// The records of one remediation run, oldest first.
  public List<Entry> entries(String runId) {
    return list(read(entry -> entry.belongsTo(runId)));
  }

  /// The last `n` records, oldest first; fewer if there are not as many.
  public List<Entry> last(int n) {
    long size = size();
    return list(EntryCursor.read(folder, Math.max(1, size - n + 1), size));
  }

  /// The record with this number, if there is one.
  public Optional<Entry> entry(long seq) {
    return seq < 1 || seq > size()
        ? Optional.empty()
        : list(EntryCursor.read(folder, seq, seq)).stream().findFirst();
  }

  /// Gives the folder free for another writer. Reading goes on.
  @Override
  public void close() throws IOException {
    appending.lock();
    try {
      SegmentWriter end = writer;
      FolderLock held = lock;
      writer = null;
      lock = null;
      try {
        if (end != null) {
          end.close();
        }
      } finally {
        if (held != null) {
          held.close();
        }
      }
    } finally {
      appending.unlock();
    }
  }

  private void replaceHead() throws IOException {
    DurableFiles.replace(folder.resolve(Head.FILE), LineFormat.writeHead(head));
    DurableFiles.syncFolder(folder);
  }

  private static Entry readable(byte[] line) {
    if (line.length > LineFormat.MAX_BYTES) {
      throw new IllegalArgumentException(
          "An evidence record may have "
              + LineFormat.MAX_BYTES
              + " bytes, this one has "
              + line.length
              + ".");
    }
    try {
      return LineFormat.read(line);
    } catch (MalformedLine malformed) {
      throw new IllegalArgumentException(
          "The evidence could not be read back as written: " + malformed.getMessage(), malformed);
    }
  }

  private static List<Entry> list(Stream<Entry> entries) {
    try (entries) {
      return entries.toList();
    }
  }
}
