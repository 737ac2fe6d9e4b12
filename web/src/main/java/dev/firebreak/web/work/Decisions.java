package dev.firebreak.web.work;

import dev.firebreak.analytics.run.FindingDecisions;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What people decide of findings: the evidence has it first, then the graph. What cannot be
/// decided is refused with a [dev.firebreak.analytics.run.DecisionRefused].
public final class Decisions {

  private final FindingDecisions decisions;
  private final EvidenceLog evidence;
  private final Runnable decided;

  /// @param decided called whenever something was
  public Decisions(IdentityGraph graph, EvidenceLog evidence, Clock clock, Runnable decided) {
    this.decisions = new FindingDecisions(graph, clock);
    this.evidence = evidence;
    this.decided = decided;
  }

  /// Takes a finding as it is until a time.
  public void accept(String id, Instant until, String by, String reason) {
    decisions.accept(
        id,
        until,
        by,
        reason,
        acceptance ->
            kept(
                new Evidence.Decision(
                    id,
                    Evidence.Decision.Choice.ACCEPT,
                    by,
                    acceptance.reason(),
                    acceptance.until())));
    decided.run();
  }

  /// Takes an acceptance back.
  public void withdraw(String id, String by, String reason) {
    decisions.withdraw(id, by, reason, why -> kept(new Evidence.AcceptanceWithdrawn(id, by, why)));
    decided.run();
  }

  /// Says who is to work on a finding.
  ///
  /// @param assignee null or blank for nobody
  public void assign(String id, @Nullable String assignee, String by) {
    decisions.assign(
        id, assignee, by, name -> kept(new Evidence.FindingAssigned(id, name.orElse(null), by)));
    decided.run();
  }

  /// Says something of a finding.
  public void comment(String id, String by, String text) {
    decisions.comment(id, by, text, said -> kept(new Evidence.FindingCommented(id, by, said)));
    decided.run();
  }

  /// When it was written down, which is when it was decided.
  private Instant kept(Evidence decision) {
    return evidence.append(decision).at();
  }
}
