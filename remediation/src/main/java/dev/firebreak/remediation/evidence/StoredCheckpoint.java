package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.note.MalformedNote;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The file beside a log, or elsewhere, that holds its last checkpoint.
final class StoredCheckpoint {
  static final String FILE = "CHECKPOINT";

  private static final int MAX_BYTES = 1 << 16;

  private StoredCheckpoint() {}

  /// What a file holds; empty where there is none.
  ///
  /// @param name what to call it
  /// @throws EvidenceBroken if it is no checkpoint
  static Optional<SignedCheckpoint> in(Path file, String name) throws IOException {
    try {
      return Optional.of(read(file));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (MalformedNote malformed) {
      throw EvidenceBroken.unsigned(name + " " + malformed.getMessage());
    }
  }

  /// What a file holds.
  static SignedCheckpoint read(Path file) throws IOException, MalformedNote {
    try (InputStream in = Files.newInputStream(file)) {
      return SignedCheckpoint.parse(in.readNBytes(MAX_BYTES));
    }
  }
}
