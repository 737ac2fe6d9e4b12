package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// The write-ahead journal of remediation: append-only, on the disk before [#append] returns, each
/// record chained to the one before, all of them under a signed Merkle root. One process writes a
/// folder at a time; threads may share a log.
///
/// A log that does not verify at start, or that cannot be written or signed, refuses to append and
/// says why in [#refusal]; what it can read it goes on reading. Refusing lasts until it is opened
/// again.
public final class EvidenceLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EvidenceLog.class);

  static final long SEGMENT_BYTES = 64L << 20;

  private final Path folder;
  private final @Nullable Signing signing;
  private volatile @Nullable EvidenceBroken refusal;
  private volatile long readable;
  private @Nullable FolderLock lock;
  private @Nullable Notary notary;
  private @Nullable Appender appender;
  private @Nullable ScheduledExecutorService timer;

  private EvidenceLog(Path folder, @Nullable Signing signing) {
    this.folder = folder;
    this.signing = signing;
  }

  /// Opens the log in a folder, which is created if it is not there. Verifies it; cuts off the
  /// unfinished line that a crash left and records that as [Evidence.TornTail]. A log that was
  /// never signed is signed from here on, with all that it holds; where there is no key, one is
  /// made.
  ///
  /// @throws EvidenceInUse if another process, or another log of this one, has the folder open
  public static EvidenceLog open(Path folder, Signing signing, Clock clock) {
    return open(folder, signing, clock, SEGMENT_BYTES);
  }

  /// Opens a log without signing it; one that is signed refuses.
  ///
  /// @throws EvidenceInUse as [#open(Path, Signing, Clock)] does
  public static EvidenceLog open(Path folder, Clock clock) {
    return open(folder, null, clock, SEGMENT_BYTES);
  }

  static EvidenceLog open(Path folder, @Nullable Signing signing, Clock clock, long segmentBytes) {
    return open(folder, signing, clock, segmentBytes, Storage.DISK);
  }

  static EvidenceLog open(
      Path folder, @Nullable Signing signing, Clock clock, long segmentBytes, Storage storage) {
    EvidenceLog log = new EvidenceLog(folder.toAbsolutePath().normalize(), signing);
    log.start(clock, segmentBytes, storage);
    return log;
  }

  private void start(Clock clock, long segmentBytes, Storage storage) {
    try {
      DurableFiles.createFolder(folder);
      lock = FolderLock.take(folder);
      Opening opening = Opening.of(folder, signing);
      notary = opening.notary();
      Appender opened =
          new Appender(
              folder,
              clock,
              new SegmentWriter(folder, opening.tail(), segmentBytes, storage),
              opening.tail(),
              opening.tree(),
              notary);
      appender = opened;
      if (opening.tail().torn() > 0) {
        append(new Evidence.TornTail(opening.tail().torn()));
      }
      opening.introduction().ifPresent(this::append);
      opened.checkpoint();
      startTimer(opened);
    } catch (EvidenceBroken broken) {
      startRefusing(broken);
    } catch (IOException | UncheckedIOException failed) {
      startRefusing(EvidenceBroken.unwritable(folder, failed));
    }
  }

  private void startRefusing(EvidenceBroken why) {
    readable = EntryCursor.readable(folder);
    refusal = why;
  }

  private void startTimer(Appender opened) {
    if (signing != null) {
      long millis = signing.atLeastEvery().toMillis();
      ScheduledExecutorService every =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("evidence-checkpoint").factory());
      Future<?> _ =
          every.scheduleWithFixedDelay(opened::checkpoint, millis, millis, TimeUnit.MILLISECONDS);
      long again = signing.verifiedEvery().toMillis();
      Future<?> _ = every.scheduleWithFixedDelay(this::audit, again, again, TimeUnit.MILLISECONDS);
      timer = every;
    }
  }

  /// Checks every byte of the log against its key and its last checkpoint, while it may be written
  /// to, and refuses from then on where it is not whole. Happens by itself after each
  /// [Signing#verifiedEvery].
  public void audit() {
    Appender opened = appender;
    VerifierKey signer = key().orElse(null);
    if (opened == null || signer == null || refusal().isPresent()) {
      return;
    }
    List<SignedCheckpoint> last = lastCheckpoint().stream().toList();
    Verdict verdict = EvidenceVerifier.verify(folder, new Trust(signer, last));
    if (!(verdict instanceof Verdict.Intact)) {
      String sentence = verdict.sentence();
      LOG.error("the evidence was checked again and is not whole: {}", sentence);
      startRefusing(EvidenceBroken.at(folder, sentence.substring(0, sentence.length() - 1)));
    }
  }

  /// Why nothing can be appended; empty as long as something can.
  public Optional<EvidenceBroken> refusal() {
    EvidenceBroken started = refusal;
    Appender opened = appender;
    return Optional.ofNullable(started != null || opened == null ? started : opened.refusal());
  }

  /// Writes a record down and returns when it is on the disk.
  ///
  /// @throws EvidenceBroken if the log refuses, or fails now; nothing may be done on the word of
  ///   this record, though it may be found in the log after a failure
  /// @throws StaleEpoch if it is for the engine in charge to write, and another took charge since
  /// @throws SecretInEvidence if an attribute name of the body looks like a secret
  /// @throws IllegalArgumentException if the body has no canonical form ([CanonicalJson]), or is
  ///   too long
  public Link append(Evidence evidence) {
    ObjectNode body = EvidenceType.body(evidence);
    SecretGuard.check(body);
    EvidenceBroken refused = refusal;
    if (refused != null) {
      throw refused.again();
    }
    return opened().append(evidence, body);
  }

  private Appender opened() {
    Appender opened = appender;
    if (opened == null) {
      throw new IllegalStateException("The evidence log in " + folder + " is not open.");
    }
    return opened;
  }

  /// Signs all that is on the disk now, if the last checkpoint does not cover it. Happens by itself
  /// after each hundred records, after [Signing#atLeastEvery] and at the end.
  public void checkpoint() {
    Appender opened = appender;
    if (opened != null && refusal == null) {
      opened.checkpoint();
    }
  }

  /// The last checkpoint; empty for a log that is not signed or refuses since its start.
  public Optional<SignedCheckpoint> lastCheckpoint() {
    Notary signer = notary;
    return Optional.ofNullable(signer == null ? null : signer.last());
  }

  /// The key that signs this log; empty as in [#lastCheckpoint].
  public Optional<VerifierKey> key() {
    return Optional.ofNullable(notary).map(Notary::verifier);
  }

  /// How a text begins that [#seal] signs, so that it can be taken for nothing else that the key
  /// signs.
  public static final String SEALED = "firebreak evidence pack ";

  /// The signature of the key in force over a text about this log, in base64.
  ///
  /// @throws EvidenceBroken if the log refuses
  /// @throws IllegalArgumentException if the text does not begin with [#SEALED]
  public String seal(String text) {
    if (!text.startsWith(SEALED)) {
      throw new IllegalArgumentException("only what begins with '" + SEALED + "' is sealed");
    }
    return signer().seal(text);
  }

  /// Records of this log with what it takes to check them without it, see [Extract#of].
  ///
  /// @throws EvidenceBroken if the log refuses
  public Optional<Extract> extract(Set<Long> seqs) {
    signer();
    checkpoint();
    try {
      return Extract.of(folder, seqs);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Notary signer() {
    Notary signer = notary;
    if (signer == null || refusal != null) {
      throw refusal()
          .orElseThrow(
              () -> new IllegalStateException("The evidence log in " + folder + " is not signed."));
    }
    return signer;
  }

  /// Puts a new key in the place of the one in force, and signs with it. The old one is deleted.
  ///
  /// @param by who does it
  /// @throws EvidenceBroken if the log refuses, or the new key cannot be kept
  public void rotateKey(String by) {
    Notary signer = signer();
    opened().rotate(signer, by);
  }

  /// The highest epoch that an engine began in this log ([Evidence.EpochBegun]); 0 for none, and of
  /// a log that refuses since its start.
  public long epoch() {
    Appender opened = appender;
    return opened == null ? 0 : opened.epoch();
  }

  /// How many records there are. Of a log that refuses, how many can be read.
  public long size() {
    Appender opened = appender;
    return refusal != null || opened == null ? readable : opened.durable().seq();
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

  /// The records after one, oldest first. Close the stream.
  ///
  /// @throws EvidenceBroken while the stream is read, at a record that is missing or malformed
  public Stream<Entry> after(long seq) {
    return EntryCursor.read(folder, seq + 1, size());
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

  /// Signs what is not signed yet, and gives the folder free for another writer. Reading goes on.
  @Override
  public void close() throws IOException {
    ScheduledExecutorService every = timer;
    if (every != null) {
      every.shutdown();
    }
    FolderLock held = lock;
    lock = null;
    try {
      if (appender != null) {
        appender.close();
      }
    } finally {
      if (held != null) {
        held.close();
        if (signing != null) {
          signing.listener().closed();
        }
      }
    }
  }

  private static List<Entry> list(Stream<Entry> entries) {
    try (entries) {
      return entries.toList();
    }
  }
}
