package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Asks the real analysis of changed snapshots, several questions of each: whoever gives the
/// analysis keeps its last answers.
final class RerunAnalysis implements StillHolds {

  private final Finding finding;
  private final List<Finding> open;
  private final Function<GraphSnapshot, List<Finding>> analysis;

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
    Set<String> closed = StillHolds.closed(open, analysis.apply(after));
    closed.remove(finding.id());
    return closed;
  }

  @Override
  public Optional<List<Effect.Opened>> opens(GraphSnapshot before, GraphSnapshot after) {
    return Optional.of(StillHolds.opened(analysis.apply(before), analysis.apply(after)));
  }

  private Optional<Finding> again(GraphSnapshot after) {
    return analysis.apply(after).stream()
        .filter(each -> each.key().equals(finding.key()))
        .findFirst();
  }
}
