package dev.firebreak.web.view;

import dev.firebreak.analytics.whatif.ChokePoints;
import org.springframework.stereotype.Component;

/// The nodes and edges whose removal alone would shrink blast radii most, ranked once for each
/// state of the graph.
@Component
public final class SingleCuts {

  /// How many nodes and how many edges are ranked.
  public static final int MOST = 10_000;

  private final CurrentGraph current;
  private final PerSnapshot<ChokePoints> ranked;

  SingleCuts(CurrentGraph current) {
    this.current = current;
    this.ranked = current.perGraph(snapshot -> ChokePoints.of(snapshot, MOST));
  }

  /// Those of the graph as it is.
  public ChokePoints now() {
    return ranked.of(current.snapshot());
  }
}
