package dev.firebreak.analytics.attribution;

import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.RunStates;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compares analysis runs by the states that were kept of them. The last comparison is kept as long
/// as there is room for it.
public final class RunComparisons {

  private final RunStates states;
  private final FindingStore store;
  private SoftReference<Between.Known> kept = new SoftReference<>(null);

  public RunComparisons(RunStates states, FindingStore store) {
    this.states = states;
    this.store = store;
  }

  /// What can be said of two runs.
  public sealed interface Between {

    /// Both states are known.
    record Known(AnalysisRun from, AnalysisRun to, RunComparison comparison) implements Between {}

    /// There are no such runs.
    ///
    /// @param why a sentence
    record NoSuchRun(String why) implements Between {}

    /// The runs were, but what the graph was then is not known any more.
    ///
    /// @param why a sentence
    record Unknown(AnalysisRun from, AnalysisRun to, String why) implements Between {}
  }

  /// Compares two runs.
  ///
  /// @param from the id of the earlier run; null for the one before `to`
  /// @param to the id of the later run; null for the last
  /// @throws IllegalArgumentException if an id is no number, or `from` is not before `to`; the
  ///   message is a sentence
  public Between between(@Nullable String from, @Nullable String to) {
    Long first = from == null ? null : number("from", from);
    Long second = to == null ? null : number("to", to);
    Optional<AnalysisRun> newest = store.runs(1).stream().findFirst();
    if (newest.isEmpty()) {
      return new Between.NoSuchRun("There was no analysis yet.");
    }
    long last = Long.parseLong(newest.get().id());
    long later = second == null ? last : second;
    long earlier = first == null ? later - 1 : first;
    if (earlier >= later) {
      throw new IllegalArgumentException(
          "from must be an analysis before to: %d is not before %d.".formatted(earlier, later));
    }
    if (later > last || earlier < 1) {
      return new Between.NoSuchRun(
          first == null && later == 1
              ? "Analysis 1 is the first: there is none before it to compare with."
              : "There is no analysis %d; they count from 1 to %d."
                  .formatted(later > last ? later : earlier, last));
    }
    List<AnalysisRun> runs = store.runs(Math.toIntExact(last - earlier + 1));
    Optional<AnalysisRun> then = find(runs, earlier);
    Optional<AnalysisRun> now = find(runs, later);
    if (then.isEmpty() || now.isEmpty()) {
      return new Between.NoSuchRun(
          "There is no analysis %d any more.".formatted(then.isEmpty() ? earlier : later));
    }
    return between(then.get(), now.get());
  }

  private synchronized Between between(AnalysisRun from, AnalysisRun to) {
    Between.Known last = kept.get();
    if (last != null && last.from().equals(from) && last.to().equals(to)) {
      return last;
    }
    kept.clear();
    RunStates.Answer then = states.of(from.id(), from.at());
    if (then instanceof RunStates.Answer.Missing(String why)) {
      return unknown(from, to, why);
    }
    RunStates.Answer now = states.of(to.id(), to.at());
    if (now instanceof RunStates.Answer.Missing(String why)) {
      return unknown(from, to, why);
    }
    Between.Known known =
        new Between.Known(from, to, RunComparison.of(snapshot(then), snapshot(now)));
    kept = new SoftReference<>(known);
    return known;
  }

  private static Between.Unknown unknown(AnalysisRun from, AnalysisRun to, String why) {
    return new Between.Unknown(
        from,
        to,
        "What changed from analysis %s to %s cannot be attributed, because %s."
            .formatted(from.id(), to.id(), why));
  }

  private static GraphSnapshot snapshot(RunStates.Answer answer) {
    return switch (answer) {
      case RunStates.Answer.Found(GraphSnapshot snapshot) -> snapshot;
      case RunStates.Answer.Missing(String why) -> throw new IllegalStateException(why);
    };
  }

  private static Optional<AnalysisRun> find(List<AnalysisRun> runs, long id) {
    return runs.stream().filter(run -> run.id().equals(Long.toString(id))).findFirst();
  }

  private static long number(String name, String id) {
    if (!id.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(
          "%s must be the number of an analysis, such as 12, not %s.".formatted(name, id));
    }
    return Long.parseLong(id);
  }
}
