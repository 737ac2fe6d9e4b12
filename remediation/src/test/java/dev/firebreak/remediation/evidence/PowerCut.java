package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A disk that keeps what it was told to sync and, when the power goes, nothing else but a random
/// part of the rest.
public final class PowerCut implements Storage {
  private final Path folder;
  private final boolean honest;
  private final SplittableRandom random;
  private Runnable beforeSync = () -> {};
  private byte[] oldHead = {};
  private long durable;

  /// @param honest false for a disk that says it has synced and has not
  public PowerCut(Path folder, boolean honest, SplittableRandom random) {
    this.folder = folder;
    this.honest = honest;
    this.random = random;
  }

  /// Opens a log on this disk.
  public EvidenceLog open(Clock clock) throws IOException {
    EvidenceLog log = EvidenceLog.open(folder, null, clock, EvidenceLog.SEGMENT_BYTES, this);
    oldHead = Files.readAllBytes(folder.resolve(Head.FILE));
    List<Path> segments = Segments.in(folder);
    durable = segments.isEmpty() ? 0 : Files.size(segments.getLast());
    return log;
  }

  /// What happens when something is written and not yet on the disk.
  void beforeEachSync(Runnable happens) {
    beforeSync = happens;
  }

  @Override
  public void sync(RandomAccessFile segment) throws IOException {
    beforeSync.run();
    if (honest) {
      durable = segment.length();
    }
  }

  /// What is found after a power cut at this moment.
  public Path image(Path into) throws IOException {
    Files.createDirectories(into);
    for (Path segment : Segments.in(folder)) {
      byte[] written = Files.readAllBytes(segment);
      int kept = (int) Math.min(durable, written.length);
      byte[] found = Arrays.copyOf(written, kept + random.nextInt(written.length - kept + 1));
      if (found.length == written.length && written.length > kept) {
        found = Arrays.copyOf(found, found.length - 1);
      }
      Files.write(into.resolve(segment.getFileName()), found);
    }
    Path head = folder.resolve(Head.FILE);
    Files.write(
        into.resolve(Head.FILE),
        honest && random.nextBoolean() ? Files.readAllBytes(head) : oldHead);
    return into;
  }
}
