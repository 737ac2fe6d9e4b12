package dev.firebreak.web.work;

import dev.firebreak.analytics.run.DecisionRefused;
import dev.firebreak.analytics.run.FindingDecisions;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.user.Assignees;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What people decide of findings: the evidence has it first, then the graph. What cannot be
/// decided is refused with a [dev.firebreak.analytics.run.DecisionRefused].
public final class Decisions {

  private final FindingDecisions decisions;
  private final EvidenceLog evidence;
  private final Assignees assignees;
  private final Predicate<String> seen;
  private final Consumer<List<String>> decided;

  /// @param assignees whom findings can be assigned to
  /// @param seen whether whoever decides may see the finding with a short name
  /// @param decided called with the short names of findings of which something was
  public Decisions(
      IdentityGraph graph,
      EvidenceLog evidence,
      Clock clock,
      Assignees assignees,
      Predicate<String> seen,
      Consumer<List<String>> decided) {
    this(new FindingDecisions(graph, clock), evidence, assignees, seen, decided);
  }

  private Decisions(
      FindingDecisions decisions,
      EvidenceLog evidence,
      Assignees assignees,
      Predicate<String> seen,
      Consumer<List<String>> decided) {
    this.decisions = decisions;
    this.evidence = evidence;
    this.assignees = assignees;
    this.seen = seen;
    this.decided = decided;
  }

  /// Decides many things, and says so once when all is done or something has failed.
  ///
  /// @param work decides by what it is given
  public void together(Consumer<Decisions> work) {
    List<String> all = new ArrayList<>();
    try {
      work.accept(new Decisions(decisions, evidence, assignees, seen, all::addAll));
    } finally {
      decided.accept(all);
    }
  }

  /// Takes a finding as it is until a time.
  public void accept(String id, Instant until, String by, String reason) {
    requireSeen(id);
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
    decided.accept(List.of(id));
  }

  /// Takes an acceptance back.
  public void withdraw(String id, String by, String reason) {
    requireSeen(id);
    decisions.withdraw(id, by, reason, why -> kept(new Evidence.AcceptanceWithdrawn(id, by, why)));
    decided.accept(List.of(id));
  }

  /// Says who is to work on a finding.
  ///
  /// @param assignee the name of a user, in any case; null or blank for nobody
  /// @throws dev.firebreak.web.user.UserRefused if there is no such user who may look at findings
  public void assign(String id, @Nullable String assignee, String by) {
    requireSeen(id);
    decisions.assign(
        id,
        assignees.named(assignee),
        by,
        name -> kept(new Evidence.FindingAssigned(id, name.orElse(null), by)));
    decided.accept(List.of(id));
  }

  /// Says something of a finding.
  public void comment(String id, String by, String text) {
    requireSeen(id);
    decisions.comment(id, by, text, said -> kept(new Evidence.FindingCommented(id, by, said)));
    decided.accept(List.of(id));
  }

  /// What one may not see is refused like what there is not.
  private void requireSeen(String id) {
    if (!seen.test(id)) {
      throw DecisionRefused.noSuchFinding(id);
    }
  }

  /// When it was written down, which is when it was decided.
  private Instant kept(Evidence decision) {
    return evidence.append(decision).at();
  }
}
