package dev.firebreak.web.api;

import dev.firebreak.analytics.gate.Gate;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.run.AnalysisRules;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.whatif.Spares;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What answers at once what a request would do, for the graph as it is.
@Component
final class Gates {

  private static final Duration KEEP = Duration.ofMinutes(15);

  private record Made(GraphSnapshot of, AnalysisRules rules, Gate gate) {}

  private final Firebreak firebreak;
  private final CurrentGraph current;
  private @Nullable Made made;

  Gates(Firebreak firebreak, CurrentGraph current) {
    this.firebreak = firebreak;
    this.current = current;
  }

  /// The gate in use. The first call after the graph changed prepares it, and others wait. Uses
  /// that are told meanwhile count from the next one on, a quarter of an hour later at the latest.
  synchronized Gate gate() {
    GraphSnapshot snapshot = current.snapshot();
    AnalysisRules rules = firebreak.analysisRules();
    Made last = made;
    if (last == null
        || !last.rules().equals(rules)
        || !last.of().isAlike(snapshot)
        || snapshot.asOf().isAfter(last.of().asOf().plus(KEEP))) {
      AnalysisInputs inputs = AnalysisInputs.read(firebreak.graph(), rules);
      last = new Made(snapshot, rules, Gate.of(Spares.in(snapshot), inputs));
      made = last;
    }
    return last.gate();
  }
}
