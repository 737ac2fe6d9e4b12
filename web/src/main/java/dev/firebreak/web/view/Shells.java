package dev.firebreak.web.view;

import dev.firebreak.graph.schema.NodeKind;
import org.springframework.stereotype.Component;

/// Reads what the frame around every page says.
@Component
public final class Shells {

  private final FindingsReader findings;
  private final Harvests harvests;
  private final CurrentGraph current;
  private final PerSnapshot<Long> identities =
      new PerSnapshot<>(snapshot -> snapshot.nodes(NodeKind.IDENTITY).count());

  Shells(FindingsReader findings, Harvests harvests, CurrentGraph current) {
    this.findings = findings;
    this.harvests = harvests;
    this.current = current;
  }

  /// The frame as of now.
  ///
  /// @param waitingRuns remediation runs that wait for a person or are under way
  public Shell now(long waitingRuns) {
    return Shell.of(
        findings.open().size(), waitingRuns, harvests.all(), identities.of(current.snapshot()));
  }
}
