package dev.firebreak.web.view;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import java.util.function.LongSupplier;
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
  /// @param waitingRuns remediation runs that wait for a person or are under way; not asked for
  ///   whoever sees a part only
  public Shell now(LongSupplier waitingRuns) {
    GraphSnapshot snapshot = current.snapshot();
    boolean part = current.isPart();
    return Shell.of(
        findings.open().size(),
        part ? 0 : waitingRuns.getAsLong(),
        part ? seen(snapshot) : harvests.all(),
        identities(snapshot),
        part ? current.limits().words() : null);
  }

  private List<Harvests.Source> seen(GraphSnapshot snapshot) {
    return harvests.all().stream()
        .filter(source -> snapshot.find(source.key()).isPresent())
        .toList();
  }
}
