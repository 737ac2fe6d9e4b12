package dev.firebreak.web.view;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import org.springframework.stereotype.Component;

/// Reads what the frame around every page says.
@Component
public final class Shells {

  private final FindingsReader findings;
  private final Harvests harvests;
  private final CurrentGraph current;

  Shells(FindingsReader findings, Harvests harvests, CurrentGraph current) {
    this.findings = findings;
    this.harvests = harvests;
    this.current = current;
  }

  private static long identities(GraphSnapshot snapshot) {
    return snapshot.end(NodeKind.IDENTITY) - snapshot.first(NodeKind.IDENTITY);
  }

  /// The frame as of now.
  ///
  /// @param waitingRuns remediation runs that wait for a person or are under way
  public Shell now(long waitingRuns) {
    return Shell.of(
        findings.open().size(), waitingRuns, harvests.all(), identities(current.snapshot()));
  }
}
