package dev.firebreak.web.work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of long work: harvest, analysis, or both.
///
/// @param what in words, for example `Harvest of all sources`
/// @param now what is being done at the moment: `doorway /Users`
/// @param done resources read so far, over all sources
/// @param lines what has been finished, oldest first
/// @param problem why it failed; null while it runs and when it succeeded
/// @param progress how far its harvest is; null before it begins and where nothing is harvested
/// @param cancellable whether it can be cancelled now
/// @param cancelledBy who cancelled it; null when nobody did
public record Job(
    String what,
    State state,
    Instant startedAt,
    @Nullable Instant finishedAt,
    String now,
    long done,
    List<String> lines,
    @Nullable String problem,
    @Nullable JobProgress progress,
    boolean cancellable,
    @Nullable String cancelledBy) {

  /// How it stands.
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
  }

  static Job starting(String what, Instant at) {
    return new Job(
        what, State.RUNNING, at, null, "starting", 0, List.of(), null, null, false, null);
  }

  public boolean running() {
    return state == State.RUNNING;
  }

  /// How long it took, or has taken so far.
  public Duration took(Instant at) {
    return Duration.between(startedAt, finishedAt == null ? at : finishedAt);
  }

  Job doing(String step) {
    return new Job(
        what,
        state,
        startedAt,
        finishedAt,
        step,
        done,
        lines,
        problem,
        progress,
        cancellable,
        cancelledBy);
  }

  Job reading(JobProgress far) {
    return new Job(
        what,
        state,
        startedAt,
        finishedAt,
        far.current() == null ? now : far.current().source() + " " + far.current().endpoint(),
        far.total().resources(),
        lines,
        problem,
        far,
        cancellable,
        cancelledBy);
  }

  Job with(String line) {
    List<String> more = new ArrayList<>(lines);
    more.add(line);
    return new Job(
        what,
        state,
        startedAt,
        finishedAt,
        now,
        done,
        List.copyOf(more),
        problem,
        progress,
        cancellable,
        cancelledBy);
  }

  Job cancellable(boolean may) {
    return new Job(
        what, state, startedAt, finishedAt, now, done, lines, problem, progress, may, cancelledBy);
  }

  Job cancelled(String by) {
    return new Job(
        what, state, startedAt, finishedAt, now, done, lines, problem, progress, false, by);
  }

  Job ended(State end, @Nullable String why, Instant at) {
    return new Job(what, end, startedAt, at, "", done, lines, why, progress, false, cancelledBy);
  }
}
