package dev.firebreak.web.progress;

import dev.firebreak.web.progress.Progress.Told;
import dev.firebreak.web.progress.Work.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of long work, as it is told at an instant.
///
/// @param id `job`, `analysis`, `plan`, `pack R-3`, or the id of a run
/// @param what in words
/// @param now what is being done at the moment; empty when nothing is
/// @param marks another number whenever more changed than a count
/// @param progress null where nothing is counted as a whole
/// @param parts what it is made of, in order: the sources of a harvest
public record WorkTold(
    String id,
    String what,
    State state,
    String now,
    long marks,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Counted progress,
    List<PartTold> parts) {

  /// How many of how many.
  ///
  /// @param rate counted a second, lately; null while that is unknown
  /// @param secondsLeft null while that cannot be said
  /// @param words all of it, in words
  public record Counted(
      long done,
      @Nullable Long total,
      @Nullable Double rate,
      @Nullable Long secondsLeft,
      String words) {

    static Counted of(Told told) {
      return new Counted(
          told.done(),
          told.total(),
          told.rate(),
          told.left() == null ? null : Long.valueOf(told.left().toSeconds()),
          told.words());
    }
  }

  /// A part of it.
  public record PartTold(String id, String name, State state, Counted progress) {

    /// Whether it is known how much of it there is.
    public boolean measured() {
      return progress.total() != null && state != State.QUEUED;
    }

    /// In words.
    public String words() {
      return switch (state) {
        case QUEUED -> "waits";
        case RUNNING -> progress.words();
        case DONE -> progress.words() + ", complete";
        case FAILED, CANCELLED -> progress.words() + ", not complete";
      };
    }
  }

  /// Tells it.
  public static WorkTold of(Work work, Instant at) {
    boolean going = work.state() == State.RUNNING;
    return new WorkTold(
        work.id(),
        work.what(),
        work.state(),
        work.now(),
        work.marks(),
        work.startedAt(),
        work.finishedAt(),
        work.progress() == null ? null : Counted.of(work.progress().told(at, going)),
        work.parts().stream()
            .map(part -> {
              Told told = part.progress().told(at, part.state() == State.RUNNING);
              Told shown =
                  part.state().isOver() ? new Told(told.done(), told.total(), null, null) : told;
              return new PartTold(part.id(), part.name(), part.state(), Counted.of(shown));
            })
            .toList());
  }
}
