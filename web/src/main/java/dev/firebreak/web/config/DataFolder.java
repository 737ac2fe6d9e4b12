package dev.firebreak.web.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder in which an installation keeps what it knows.
public final class DataFolder {

  private DataFolder() {}

  /// Makes the folder unless it is there.
  ///
  /// @throws ConfigInvalid if it cannot be made, or is something else than a folder that can be
  ///   written
  public static void require(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ConfigInvalid(
          "The data-dir %s is a file. Name a folder, or one that may be made.".formatted(folder),
          null);
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ConfigInvalid(
          "The data-dir %s cannot be created (%s). Name another folder."
              .formatted(folder, e.getMessage()),
          e);
    }
    if (!Files.isWritable(folder)) {
      throw new ConfigInvalid(
          "The data-dir %s cannot be written. Allow it, or name another folder.".formatted(folder),
          null);
    }
  }
}
