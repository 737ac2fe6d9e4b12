package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Number and hash of the last record; 0 and 64 zeros while there is none.
record Head(long seq, String hash) {
  static final String FILE = "HEAD";
  static final Head NONE = new Head(0, LineFormat.NO_HASH);

  private static final int MAX_BYTES = 1024;

  static Head of(Entry entry) {
    return new Head(entry.seq(), entry.hash());
  }

  /// What the folder's `HEAD` says; empty where there is none.
  static Optional<Head> in(Path folder) throws IOException, MalformedLine {
    try (InputStream file = Files.newInputStream(folder.resolve(FILE))) {
      return Optional.of(LineFormat.readHead(file.readNBytes(MAX_BYTES)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /// Whether a record comes next after this one.
  boolean precedes(Entry entry) {
    return entry.seq() == seq + 1 && entry.prevHash().equals(hash);
  }
}
