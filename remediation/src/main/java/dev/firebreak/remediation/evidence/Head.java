package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Number and hash of the last record; 0 and 64 zeros while there is none.
record Head(long seq, String hash) {
  static final String FILE = "HEAD";
  static final Head NONE = new Head(0, LineFormat.NO_HASH);

  /// How many records a log may be ahead of its `HEAD` after a power cut.
  static final long LAG = 1000;

  private static final int MAX_BYTES = 1024;
  private static final int TRIES = 100;

  /// What the folder's `HEAD` says; empty where there is none. Read until it stands still, since a
  /// log may be written meanwhile.
  static Optional<Head> in(Path folder) throws IOException, MalformedLine {
    try {
      byte[] before = content(folder);
      byte[] now = content(folder);
      for (int tries = 0; !Arrays.equals(before, now) && tries < TRIES; tries++) {
        before = now;
        now = content(folder);
      }
      return Optional.of(LineFormat.readHead(now));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  private static byte[] content(Path folder) throws IOException {
    try (InputStream file = Files.newInputStream(folder.resolve(FILE))) {
      return file.readNBytes(MAX_BYTES);
    }
  }
}
