package dev.firebreak.web.work;

import dev.firebreak.analytics.cut.CutPlan;
import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.analytics.slice.Exhibit;
import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.remediation.plan.ChangeSet;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Proposal;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.remediation.plan.Removing;
import dev.firebreak.remediation.run.DryRun;
import dev.firebreak.remediation.run.Remediation;
import dev.firebreak.remediation.run.Run;
import dev.firebreak.remediation.run.RunState;
import dev.firebreak.remediation.run.RunStore;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.progress.Work;
import dev.firebreak.web.progress.Works;
import dev.firebreak.web.view.CurrentGraph;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// How plans come about: proposals over the current graph, judged by the analyses, frozen by the
/// engine. Safe for use by several threads.
public final class Plans {

  /// What it is called among the long work of the server.
  private static final String WORK = "plan";

  private static final int LOOKED_AT = 1_000;
  private static final Set<RunState> OVER =
      EnumSet.of(RunState.DONE, RunState.HALTED, RunState.WITHDRAWN);

  private final Firebreak firebreak;
  private final FindingStore findings;
  private final CurrentGraph graph;
  private final RunStore runs;
  private final Remediation engine;
  private final Works works;
  private final ReentrantLock planning = new ReentrantLock();
  private @Nullable PlanningBasis basis;

  Plans(Firebreak firebreak, CurrentGraph graph, RunStore runs, Remediation engine, Works works) {
    this.works = works;
    this.firebreak = firebreak;
    this.findings = new FindingStore(firebreak.graph());
    this.graph = graph;
    this.runs = runs;
    this.engine = engine;
  }

  private void begin() {
    planning.lock();
    works.begin(WORK, "Planning", List.of(), null);
  }

  private void done() {
    works.end(WORK, Work.State.DONE);
    planning.unlock();
  }

  /// The smallest change that would end a finding, judged by running the analyses again.
  public Proposal proposal(Finding finding) {
    return basis().proposal(finding);
  }

  /// How an edge of the current snapshot is used; unknown if there is another one by now.
  ///
  /// @param edge its index
  public EdgeUse use(GraphSnapshot snapshot, int edge) {
    PlanningBasis now = basis();
    return now.isOf(snapshot)
        ? now.use(edge)
        : new EdgeUse(EdgeUse.Kind.UNKNOWN, "the graph has just changed");
  }

  /// A finding as it is now, with the part of the graph that proves it.
  Exhibit exhibit(Finding finding) {
    return basis().exhibit(finding);
  }

  /// What would be otherwise if some changes were made. Nothing is written.
  ///
  /// @param asked the current snapshot, or the same decided for another instant
  /// @throws dev.firebreak.analytics.whatif.WhatIfRefused as [WhatIf#suppose]
  public WhatIf whatIf(GraphSnapshot asked, List<Change> changes) {
    return basis().whatIf(asked, changes);
  }

  /// A cut plan, and what it would do to everybody and to all findings.
  public record Cut(CutPlan plan, Effect effect) {}

  /// The changes that reach a goal. Nothing is written.
  ///
  /// @throws IllegalArgumentException if the request cannot be meant
  /// @throws dev.firebreak.web.view.NotThere if it names what is not there
  public Cut cut(CutRequest request) {
    PlanningBasis now = basis();
    CutPlan plan = now.cut(request);
    return new Cut(plan, now.effect(request, plan));
  }

  /// Freezes the changes of a cut plan, computed anew on the graph as it is.
  ///
  /// @throws RemediationRefused if there is nothing to do or the plan breaks a guardrail
  /// @throws IllegalArgumentException as [#cut] does
  public Run plan(CutRequest request, String by) {
    begin();
    try {
      Cut cut = cut(request);
      ChangeSet wanted = ChangeSet.of(cut.plan(), cut.effect());
      return engine.propose(wanted, basis().exhibits(wanted.findingIds()), by);
    } finally {
      done();
    }
  }

  /// What it takes for edges to go, each by itself. Nothing is written.
  public List<Taking> takings(List<Change.Remove> edges) {
    Takings takings = basis().takings();
    return edges.stream().map(takings::of).toList();
  }

  /// The single edges that a cut plan takes away.
  public List<Change.Remove> edges(CutPlan plan) {
    Takings takings = basis().takings();
    return plan.changes().stream()
        .flatMap(change -> takings.changes(change.removal()).stream())
        .distinct()
        .toList();
  }

  /// Freezes a plan that takes edges away, for the findings that this closes.
  ///
  /// @throws RemediationRefused if the plan breaks a guardrail
  /// @throws IllegalArgumentException if there is none, or one cannot be taken
  public Run plan(List<Change.Remove> edges, String by) {
    begin();
    try {
      List<Taking> taken = takings(edges);
      List<Taking> kept = taken.stream().filter(each -> !each.eligible()).toList();
      if (taken.isEmpty()) {
        throw new IllegalArgumentException("Give at least one edge to take away.");
      }
      if (!kept.isEmpty()) {
        Taking first = kept.getFirst();
        throw new IllegalArgumentException(
            "%d of %d cannot be taken away by a plan: %s from %s to %s, because %s. Take them out and plan the rest."
                .formatted(
                    kept.size(),
                    taken.size(),
                    first.wanted().kind(),
                    first.wanted().from(),
                    first.wanted().to(),
                    first.reason()));
      }
      PlanningBasis now = basis();
      List<Removal> removals =
          taken.stream().flatMap(each -> each.removals().stream()).distinct().toList();
      Effect effect = now.effect(List.of(), new HashSet<>(now.takings().edges(removals)));
      return engine.propose(
          new ChangeSet(
              effect.closes(),
              removals.stream().<PlannedChange>map(Removing::of).toList(),
              List.of(),
              effect,
              ""),
          now.exhibits(effect.closes()),
          by);
    } finally {
      done();
    }
  }

  /// Freezes a plan for an open finding.
  ///
  /// @throws RemediationRefused if there is nothing to do, the plan breaks a guardrail, or a plan
  ///   for this finding waits already
  public Run plan(String findingId, String by) {
    StoredFinding found =
        findings
            .find(findingId)
            .orElseThrow(() ->
                new RemediationRefused(
                    Reason.NO_SUCH_FINDING, "There is no finding " + findingId + "."));
    begin();
    try {
      waiting(findingId)
          .ifPresent(run -> {
            throw new RemediationRefused(Reason.OUT_OF_ORDER, alreadyPlanned(findingId, run));
          });
      return engine.propose(
          ChangeSet.of(proposal(found.finding())), List.of(exhibit(found.finding())), by);
    } finally {
      done();
    }
  }

  /// One plan for several findings.
  ///
  /// @param left why nothing of it is for a finding, by the finding's short name
  public record Joint(Run run, Map<String, String> left) {}

  /// Freezes one plan of the smallest fix of each of some findings.
  ///
  /// @throws RemediationRefused if none of them can be fixed or the plan breaks a guardrail
  public Joint planTogether(List<String> findingIds, String by) {
    begin();
    try {
      PlanningBasis now = basis();
      List<Proposal> fixes = new ArrayList<>();
      Map<String, String> left = new LinkedHashMap<>();
      int looked = 0;
      for (String id : findingIds) {
        works.count(WORK, looked++, (long) findingIds.size());
        Optional<StoredFinding> found =
            findings.find(id).filter(each -> each.state() == StoredFinding.State.OPEN);
        Optional<Run> waiting = waiting(id);
        if (found.isEmpty()) {
          left.put(id, id + " is not open.");
        } else if (waiting.isPresent()) {
          left.put(id, alreadyPlanned(id, waiting.get()));
        } else {
          Proposal fix = now.proposal(found.get().finding());
          if (fix.isEmpty()) {
            left.put(id, id + ": " + fix.reason());
          } else {
            fixes.add(fix);
          }
        }
      }
      if (fixes.isEmpty()) {
        throw new RemediationRefused(
            Reason.NOTHING_TO_DO,
            left.values().stream().findFirst().orElse("No finding is meant."));
      }
      ChangeSet wanted = ChangeSet.of(fixes, now.effect(fixes));
      return new Joint(engine.propose(wanted, now.exhibits(wanted.findingIds()), by), left);
    } finally {
      done();
    }
  }

  /// The newest plan for a finding that can still be carried out or is being carried out.
  private Optional<Run> waiting(String findingId) {
    return runs.latest(LOOKED_AT).stream()
        .filter(summary -> summary.findingIds().contains(findingId))
        .filter(summary -> !OVER.contains(summary.state()))
        .flatMap(summary -> usable(summary.id()).stream())
        .findFirst();
  }

  private Optional<Run> usable(String runId) {
    try {
      return engine
          .run(runId)
          .filter(run -> !run.isExpired(firebreak.clock().instant()) && mayBeSent(run));
    } catch (RemediationRefused altered) {
      return Optional.empty();
    }
  }

  /// Whether its dry run, if there was one, leaves something to send and refuses nothing.
  private static boolean mayBeSent(Run run) {
    DryRun dryRun = run.dryRun();
    return dryRun == null || (dryRun.count(DryRun.Verdict.REFUSED) == 0 && dryRun.hasWork());
  }

  private static String alreadyPlanned(String findingId, Run run) {
    String what =
        switch (run.state()) {
          case PROPOSED -> "waits for its dry run";
          case DRY_RUN -> "waits for its approval";
          case APPROVED -> "is approved and waits for its start";
          case WAITING -> "waits for a person to do what cannot be sent";
          case RUNNING, DONE, HALTED, WITHDRAWN -> "is being carried out";
        };
    return "Finding %s is planned already: plan %s, by %s, %s. Withdraw that one to plan it anew."
        .formatted(findingId, run.id(), run.plan().proposedBy(), what);
  }

  /// Whether a plan for a finding waits or is under way.
  boolean isPlanned(String findingId) {
    return waiting(findingId).isPresent();
  }

  private synchronized PlanningBasis basis() {
    GraphSnapshot snapshot = graph.snapshot();
    PlanningBasis before = basis;
    if (before != null
        && before.isOf(snapshot)
        && before.goesBy(firebreak.analysisRules(), PlanningBasis.lastRun(firebreak))) {
      return before;
    }
    PlanningBasis now = PlanningBasis.read(firebreak, snapshot);
    basis = now;
    return now;
  }
}
