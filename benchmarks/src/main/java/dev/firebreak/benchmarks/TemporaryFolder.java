package dev.firebreak.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Folders of a benchmark's own.
public final class TemporaryFolder {

  private TemporaryFolder() {}

  /// Makes an empty one.
  public static Path create() throws IOException {
    return Files.createTempDirectory("firebreak-benchmark");
  }

  /// Deletes a folder, if it is there, with all that is in it.
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
