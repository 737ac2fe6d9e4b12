package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/// How a log is signed.
///
/// @param keyFile where the key lies; outside of the data that it vouches for
/// @param atLeastEvery how old a record gets at most before a checkpoint covers it
/// @param signed is told of each checkpoint while the log waits: it must hand it on at once
public record Signing(Path keyFile, Duration atLeastEvery, Consumer<SignedCheckpoint> signed) {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// Signed after a minute at the latest, and told to nobody.
  public static Signing with(Path keyFile) {
    return new Signing(keyFile, MINUTE, _ -> {});
  }

  /// The same, told to somebody.
  public Signing telling(Consumer<SignedCheckpoint> listener) {
    return new Signing(keyFile, atLeastEvery, listener);
  }
}
