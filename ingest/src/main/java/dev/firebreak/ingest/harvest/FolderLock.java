package dev.firebreak.ingest.harvest;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Whether this process alone works with a folder. The death of the process lets it go.
final class FolderLock implements Closeable {

  /// The file that stands for the folder.
  static final String NAME = "lock";

  private final Path folder;
  private final FileOutputStream file;
  private final @Nullable FileLock lock;

  private FolderLock(Path folder, FileOutputStream file, @Nullable FileLock lock) {
    this.folder = folder;
    this.file = file;
    this.lock = lock;
  }

  /// Takes the folder, unless somebody else has it.
  static FolderLock take(Path folder) throws IOException {
    FileOutputStream file = OwnerOnly.append(folder.resolve(NAME));
    try {
      return new FolderLock(folder, file, file.getChannel().tryLock());
    } catch (OverlappingFileLockException e) {
      return new FolderLock(folder, file, null);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  boolean taken() {
    return lock != null;
  }

  /// Removes the folder, which is empty but for this lock.
  void removeFolder() throws IOException {
    close();
    Files.deleteIfExists(folder.resolve(NAME));
    Files.deleteIfExists(folder);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
