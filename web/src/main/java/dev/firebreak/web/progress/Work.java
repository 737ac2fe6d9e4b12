package dev.firebreak.web.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A piece of long work, as it is now.
///
/// @param id names it for good: `job`, `analysis`, `plan`, or the id of a run
/// @param what in words
/// @param now what is being done at the moment; empty when nothing is
/// @param marks another number whenever more changed than a count: a part ended, a line was said
/// @param progress how far it is as a whole; null where nothing is counted
/// @param parts what it is made of, in order; empty where it is one
public record Work(
    String id,
    String what,
    State state,
    String now,
    long marks,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Progress progress,
    List<Part> parts) {

  /// How a piece of work, or a part of it, stands.
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /// Whether it is over.
    public boolean isOver() {
      return this != QUEUED && this != RUNNING;
    }
  }

  /// A part of a piece of work.
  ///
  /// @param id unlike those of the other parts
  /// @param name for people
  public record Part(String id, String name, State state, Progress progress) {

    /// The same as it stands now.
    public Part as(State now, Progress further) {
      return new Part(id, name, now, further);
    }
  }

  public Work {
    parts = List.copyOf(parts);
  }

  static Work begun(
      String id, String what, Instant at, List<Part> parts, @Nullable Progress whole) {
    return new Work(id, what, State.RUNNING, "", 0, at, null, whole, parts);
  }

  /// The same, at another step.
  public Work doing(String step) {
    return new Work(id, what, state, step, marks, startedAt, finishedAt, progress, parts);
  }

  /// The same, further as a whole.
  public Work at(Progress further) {
    return new Work(id, what, state, now, marks, startedAt, finishedAt, further, parts);
  }

  /// The same with one part as it is now; the same where no part has this id.
  public Work with(String partId, UnaryOperator<Part> change) {
    List<Part> all = new ArrayList<>(parts);
    all.replaceAll(part -> part.id().equals(partId) ? change.apply(part) : part);
    return new Work(id, what, state, now, marks, startedAt, finishedAt, progress, all);
  }

  /// The same, made of these parts.
  public Work of(List<Part> all) {
    return new Work(id, what, state, now, marks, startedAt, finishedAt, progress, all);
  }

  Work marked(long mark) {
    return new Work(id, what, state, now, mark, startedAt, finishedAt, progress, parts);
  }

  Work over(State end, Instant at) {
    return new Work(id, what, end, "", marks, startedAt, at, progress, parts);
  }

  /// Whether more than a count differs.
  boolean differs(Work before) {
    return state != before.state
        || !now.equals(before.now)
        || !parts.stream()
            .map(Part::state)
            .toList()
            .equals(before.parts.stream().map(Part::state).toList());
  }
}
