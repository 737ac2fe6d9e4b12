package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One writer per folder, over all processes of the machine.
///
/// A process gives its lock on a file away when it closes any channel to it, so the folders held by
/// this JVM are kept apart and asked first: a second try here must not even open the file.
final class FolderLock implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// @throws EvidenceInUse if somebody holds it
  /// @throws IOException if the lock file cannot be written
  static FolderLock take(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      throw new EvidenceInUse(folder);
    }
    @Nullable FileChannel channel = null;
    boolean taken = false;
    try {
      Path file = real.resolve("LOCK");
      DurableFiles.createFile(file);
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new EvidenceInUse(folder);
      }
      taken = true;
      return new FolderLock(real, channel);
    } catch (OverlappingFileLockException heldByThisProcess) {
      throw new EvidenceInUse(folder);
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(real);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(folder);
    }
  }
}
