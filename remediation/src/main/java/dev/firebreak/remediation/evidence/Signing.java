package dev.firebreak.remediation.evidence;

import java.nio.file.Path;
import java.time.Duration;

/// How a log is signed.
///
/// @param keyFile where the key lies; outside of the data that it vouches for
/// @param atLeastEvery how old a record gets at most before a checkpoint covers it
/// @param verifiedEvery how often all of it is checked again
/// @param listener is told of each checkpoint
public record Signing(
    Path keyFile, Duration atLeastEvery, Duration verifiedEvery, CheckpointListener listener) {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /// Checked every hour.
  public Signing(Path keyFile, Duration atLeastEvery, CheckpointListener listener) {
    this(keyFile, atLeastEvery, HOUR, listener);
  }

  /// Signed after a minute at the latest, checked every hour, and told to nobody.
  public static Signing with(Path keyFile) {
    return new Signing(keyFile, MINUTE, CheckpointListener.NOBODY);
  }

  /// The same, checked as often as this.
  public Signing verifiedEvery(Duration interval) {
    return new Signing(keyFile, atLeastEvery, interval, listener);
  }

  /// The same, told to somebody.
  public Signing telling(CheckpointListener somebody) {
    return new Signing(keyFile, atLeastEvery, verifiedEvery, somebody);
  }
}
