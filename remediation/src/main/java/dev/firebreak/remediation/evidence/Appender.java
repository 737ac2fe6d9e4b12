package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.merkle.MerkleFrontier;
import dev.firebreak.remediation.evidence.merkle.MerkleHash;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The writing half of a log. Threads that append at the same time share the waiting for the disk:
/// one of them brings the lines of all to it while the others write theirs.
final class Appender implements AutoCloseable {
  /// After how many records a checkpoint is due, and `HEAD` is made durable.
  static final int DUE = 100;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();
  private final Path folder;
  private final Clock clock;
  private final SegmentWriter segment;
  private final MerkleFrontier tree;
  private final @Nullable Notary notary;
  private final Deque<byte[]> unsettled = new ArrayDeque<>();
  private Head written;
  private volatile Head durable;
  private long headDurable;
  private long epoch;
  private boolean syncing;
  private boolean closed;
  private boolean rotating;
  private volatile @Nullable EvidenceBroken refusal;

  /// @param tail where the log ends
  /// @param tree over the records up to there
  /// @param notary null for a log without signatures
  Appender(
      Path folder,
      Clock clock,
      SegmentWriter segment,
      Tail tail,
      MerkleFrontier tree,
      @Nullable Notary notary)
      throws IOException {
    this.folder = folder;
    this.clock = clock;
    this.segment = segment;
    this.tree = tree;
    this.notary = notary;
    this.written = tail.last();
    this.durable = tail.last();
    this.epoch = tail.epoch();
    writeHead(true);
  }

  /// The last record that is on the disk.
  Head durable() {
    return durable;
  }

  /// Why nothing more can be appended; null as long as something can.
  @Nullable EvidenceBroken refusal() {
    return refusal;
  }

  /// The highest epoch that began.
  long epoch() {
    lock.lock();
    try {
      return epoch;
    } finally {
      lock.unlock();
    }
  }

  /// Writes a record down and returns when it is on the disk.
  ///
  /// @throws StaleEpoch if it is for the engine in charge to write, and another took charge
  Link append(Evidence evidence, ObjectNode body) {
    String actor = evidence.actor();
    String type = EvidenceType.of(evidence).name();
    lock.lock();
    try {
      requireWritable();
      Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      byte[] line = compose(at, actor, type, body);
      while (!segment.fits(line.length)) {
        nextSegment();
        line = compose(at, actor, type, body);
      }
      LineHeader header = readable(line);
      requireInCharge(evidence);
      segment.write(line);
      written = header.head();
      unsettled.add(MerkleHash.leaf(line));
      settle(written.seq());
      signIf(DUE);
      return new Link(header.seq(), header.hash(), at);
    } catch (IOException failed) {
      throw refuse(failed);
    } finally {
      lock.unlock();
    }
  }

  private byte[] compose(Instant at, String actor, String type, ObjectNode body) {
    return LineFormat.write(written.seq() + 1, written.hash(), at, actor, type, body);
  }

  private void requireInCharge(Evidence evidence) {
    if (!(evidence instanceof Evidence.Fenced fenced)) {
      return;
    }
    long its = fenced.epoch() == null ? 0 : fenced.epoch();
    if (its < epoch || (evidence instanceof Evidence.EpochBegun && its == epoch)) {
      throw new StaleEpoch(its, epoch);
    }
    epoch = its;
  }

  private void nextSegment() throws IOException {
    settle(written.seq());
    if (durable.equals(written)) {
      segment.next();
    }
  }

  /// Waits until the record with this number is on the disk. Lets the lock go meanwhile.
  private void settle(long seq) throws IOException {
    while (durable.seq() < seq) {
      requireWritable();
      if (syncing) {
        settled.awaitUninterruptibly();
      } else {
        sync();
      }
    }
  }

  private void sync() throws IOException {
    Head target = written;
    long length = segment.written();
    @Nullable IOException failed = null;
    syncing = true;
    lock.unlock();
    try {
      segment.sync();
    } catch (IOException e) {
      failed = e;
    } finally {
      lock.lock();
      syncing = false;
      settled.signalAll();
    }
    if (failed != null) {
      segment.cutBack(failed);
      throw failed;
    }
    segment.synced(length);
    for (long seq = durable.seq(); seq < target.seq(); seq++) {
      tree.add(unsettled.remove());
    }
    durable = target;
    writeHead(durable.seq() - headDurable >= DUE);
  }

  /// Signs what is on the disk, if the last checkpoint does not cover it.
  void checkpoint() {
    lock.lock();
    try {
      signIf(1);
    } catch (IOException failed) {
      refuse(failed);
    } finally {
      lock.unlock();
    }
  }

  /// Signs if so many records are on the disk that no checkpoint covers.
  private void signIf(long records) throws IOException {
    Notary signer = notary;
    boolean possible = !closed && !rotating && refusal == null;
    if (signer != null && possible && tree.size() - signer.covered() >= records) {
      sign(signer);
    }
  }

  private void sign(Notary signer) throws IOException {
    writeHead(true);
    signer.sign(tree);
  }

  /// Puts a new key in the place of the one in force, and signs with it.
  void rotate(Notary signer, String by) {
    lock.lock();
    try {
      requireWritable();
      rotating = true;
    } finally {
      lock.unlock();
    }
    try {
      Notary.Rotation rotation = signer.prepareRotation(by);
      Evidence.KeyAdopted record = rotation.record();
      append(record, EvidenceType.body(record));
      lock.lock();
      try {
        signer.complete(rotation);
        rotating = false;
        sign(signer);
      } finally {
        lock.unlock();
      }
    } catch (IOException failed) {
      throw refuse(failed);
    }
  }

  private void writeHead(boolean sync) throws IOException {
    byte[] content = LineFormat.writeHead(durable);
    Path head = folder.resolve(Head.FILE);
    if (!DurableFiles.overwrite(head, content, sync)) {
      DurableFiles.replace(head, content);
      DurableFiles.syncFolder(folder);
    }
    headDurable = sync ? durable.seq() : headDurable;
  }

  private void requireWritable() {
    EvidenceBroken refused = refusal;
    if (refused != null) {
      throw refused.again();
    }
    if (closed) {
      throw new IllegalStateException("The evidence log in " + folder + " is closed.");
    }
  }

  private EvidenceBroken refuse(IOException failed) {
    EvidenceBroken unwritable = EvidenceBroken.unwritable(folder, failed);
    if (refusal == null) {
      refusal = unwritable;
    }
    return unwritable;
  }

  private static LineHeader readable(byte[] line) {
    if (line.length > LineFormat.MAX_BYTES) {
      throw new IllegalArgumentException(
          "An evidence record may have "
              + LineFormat.MAX_BYTES
              + " bytes, this one has "
              + line.length
              + ".");
    }
    try {
      return LineFormat.header(line);
    } catch (MalformedLine malformed) {
      throw new IllegalArgumentException(
          "The evidence could not be read back as written: " + malformed.getMessage(), malformed);
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (refusal == null) {
        settle(written.seq());
        signIf(1);
        writeHead(true);
      }
      closed = true;
      segment.close();
    } finally {
      lock.unlock();
    }
  }
}
