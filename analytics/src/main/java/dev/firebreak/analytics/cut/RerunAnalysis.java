package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs the real analysis on changed snapshots. The answers for the first and for the last snapshot
/// are kept, since the planner asks several questions of each. Not for several threads.
final class RerunAnalysis implements StillHolds {

  private final Finding finding;
  private final List<Finding> open;
  private final Function<GraphSnapshot, List<Finding>> analysis;
  private @Nullable GraphSnapshot first;
  private @Nullable GraphSnapshot last;
  private List<Finding> foundFirst = List.of();
  private List<Finding> found = List.of();

  RerunAnalysis(
      Finding finding, List<Finding> open, Function<GraphSnapshot, List<Finding>> analysis) {
    this.finding = finding;
    this.open = List.copyOf(open);
    this.analysis = analysis;
  }

  @Override
  public boolean test(GraphSnapshot after) {
    return again(after).isPresent();
  }

  @Override
  public List<AccessPath> because(GraphSnapshot after) {
    return again(after).map(Finding::because).orElse(List.of());
  }

  @Override
  public Set<String> alsoCloses(GraphSnapshot after) {
    Set<String> closed = StillHolds.closed(open, findings(after));
    closed.remove(finding.id());
    return closed;
  }

  @Override
  public Optional<List<Effect.Opened>> opens(GraphSnapshot before, GraphSnapshot after) {
    return Optional.of(StillHolds.opened(findings(before), findings(after)));
  }

  private Optional<Finding> again(GraphSnapshot after) {
    return findings(after).stream().filter(each -> each.key().equals(finding.key())).findFirst();
  }

  @SuppressWarnings("ReferenceEquality") // two snapshots are the same only if they are one
  private List<Finding> findings(GraphSnapshot after) {
    if (first == null) {
      first = after;
      foundFirst = List.copyOf(analysis.apply(after));
    }
    if (first == after) {
      return foundFirst;
    }
    if (last != after) {
      found = List.copyOf(analysis.apply(after));
      last = after;
    }
    return found;
  }
}
