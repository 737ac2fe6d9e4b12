package dev.firebreak.web.work;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of long work: harvest, analysis, or both.
///
/// @param what in words, for example `Harvest of all sources`
/// @param now what is being done at the moment: `doorway /Users`
/// @param done resources read so far, over all sources
/// @param lines what has been finished, oldest first
/// @param problem why it failed; null while it runs and when it succeeded
public record Job(
    String what,
    State state,
    Instant startedAt,
    @Nullable Instant finishedAt,
    String now,
    long done,
    List<String> lines,
    @Nullable String problem) {

  /// How it stands.
  public enum State {
    RUNNING,
    DONE,
    FAILED
  }

  public boolean running() {
    return state == State.RUNNING;
  }

  /// How long it took, or has taken so far.
  public Duration took(Instant at) {
    return Duration.between(startedAt, finishedAt == null ? at : finishedAt);
  }
}
