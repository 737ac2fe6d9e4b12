package dev.firebreak.remediation.evidence;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Files that outlive a power cut and that only their owner reads: folders 0700, files 0600 where
/// the file system knows such rights.
final class DurableFiles {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private DurableFiles() {}

  static void createFolder(Path folder) throws IOException {
    Path existing = folder;
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    Files.createDirectories(folder, rights(existing, "rwx------"));
    closeToOthers(folder);
  }

  /// Creates the file, empty, if it is not there, and closes it to everybody but its owner.
  static void createFile(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Files.createFile(file, rights(folder == null ? file : folder, "rw-------"));
    } catch (FileAlreadyExistsException there) {
      closeToOthers(file);
    }
  }

  /// Puts a whole new content in the place of a file: after a crash it holds the old or the new.
  static void replace(Path file, byte[] content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    createFile(next);
    try (FileOutputStream out = new FileOutputStream(next.toFile())) {
      out.write(content);
      out.getFD().sync();
    }
    move(next, file);
  }

  /// Puts a file in the place of another, of which nothing stays.
  static void move(Path file, Path place) throws IOException {
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Overwrites a file with a content of the same length: to whoever reads it after a crash, it
  /// holds the old or the new. Durable with `sync` alone.
  ///
  /// @return false if it has another length, or is not there; then nothing was written
  static boolean overwrite(Path file, byte[] content, boolean sync) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != content.length) {
      return false;
    }
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(content);
      if (sync) {
        out.getFD().sync();
      }
    }
    return true;
  }

  /// Makes created and renamed files durable. File systems without POSIX rights (Windows) keep
  /// their own order and cannot open a folder.
  static void syncFolder(Path folder) throws IOException {
    if (!posix(folder)) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      while (!forced(folder)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean forced(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
      return true;
    } catch (ClosedByInterruptException again) {
      return false;
    }
  }

  private static void closeToOthers(Path path) throws IOException {
    if (posix(path)) {
      Set<PosixFilePermission> rights = EnumSet.copyOf(OWNER);
      Set<PosixFilePermission> present = Files.getPosixFilePermissions(path);
      rights.retainAll(present);
      if (!rights.equals(present)) {
        Files.setPosixFilePermissions(path, rights);
      }
    }
  }

  private static FileAttribute<?>[] rights(Path near, String rights) throws IOException {
    return posix(near)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  /// Whether the file system has owners and their rights.
  static boolean posix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }
}
