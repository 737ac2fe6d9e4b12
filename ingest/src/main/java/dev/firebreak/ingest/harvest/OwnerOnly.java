package dev.firebreak.ingest.harvest;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files and folders that nobody but their owner can read, where the file system knows of owners.
final class OwnerOnly {

  private OwnerOnly() {}

  /// Makes the folder, or closes it to others.
  static void folder(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(folder, rights(parent == null ? folder : parent, "rwx------"));
    } catch (FileAlreadyExistsException there) {
      close(folder, "rwx------");
    }
  }

  /// A file to be written at its end; made unless it is there.
  static FileOutputStream append(Path file) throws IOException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createFile(file, rights(folder == null ? file : folder, "rw-------"));
    } catch (FileAlreadyExistsException there) {
      close(file, "rw-------");
    }
    return new FileOutputStream(file.toFile(), true);
  }

  private static void close(Path path, String rights) throws IOException {
    if (posix(path)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
  }

  private static FileAttribute<?>[] rights(Path near, String rights) throws IOException {
    return posix(near)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean posix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }
}
