package dev.firebreak.benchmarks.plan;

import dev.firebreak.analytics.blastradius.Radii;
import dev.firebreak.analytics.cut.AccessInUse;
import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.cut.Eligibility.Eligible;
import dev.firebreak.analytics.cut.Eligibility.NotEligible;
import dev.firebreak.analytics.cut.Loss;
import dev.firebreak.analytics.cut.RemovableEdges;
import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.analytics.cut.StillHolds;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.gate.Gate;
import dev.firebreak.analytics.gate.Rejudging;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.whatif.WhatIf.Concluded;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.remediation.evidence.CanonicalJson;
import dev.firebreak.remediation.plan.ChangeSet;
import dev.firebreak.remediation.plan.Freezer;
import dev.firebreak.remediation.plan.NeverTouch;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.PlanningRules;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.Removing;
import dev.firebreak.remediation.plan.Restoring;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.plan.Taking;
import dev.firebreak.remediation.write.WriteStrategy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A plan from some edges on, as it comes about in the product: the what-if by itself, and
/// everything else.
final class Planning {

  static final NeverTouch SPARED = NeverTouch.of("u1", "g1", "break-glass", "root");

  private final GraphSnapshot snapshot;
  private final AnalysisInputs inputs;
  private final Sources sources;
  private final Clock clock;
  private @Nullable Gate gate;

  Planning(GraphSnapshot snapshot, AnalysisInputs inputs, Sources sources, Clock clock) {
    this.snapshot = snapshot;
    this.inputs = inputs;
    this.sources = sources;
    this.clock = clock;
  }

  /// What a what-if says of all changes together.
  record Predicted(
      Effect.Radius before, Effect.Radius after, List<String> closes, List<Effect.Opened> opens) {

    /// Where none is run.
    static final Predicted NOTHING =
        new Predicted(Effect.Radius.NONE, Effect.Radius.NONE, List.of(), List.of());
  }

  /// The changes that take some edges away, and the edges.
  record Changes(List<PlannedChange> changes, Set<Integer> edges) {}

  /// A frozen plan with all that is kept of it.
  ///
  /// @param losing who reaches less than before
  /// @param undo what takes each change back, in the same order
  /// @param line the plan as the journal keeps it
  record Frozen(
      RemediationPlan plan, Set<Integer> losing, List<Restoring> undo, String hash, String line) {}

  static PlanningRules rules(GraphSnapshot snapshot, AnalysisInputs inputs) {
    AccessInUse use = new AccessInUse(snapshot, inputs.usage(), inputs.rules().unusedWindowDays());
    return new PlanningRules(_ -> true, SPARED, _ -> false, use);
  }

  /// Asks the gate what the graph as it would be has otherwise, and adds up everybody's blast
  /// radius before and after. The gate is prepared by the first call.
  Predicted whatIf(Set<Integer> edges) {
    GraphSnapshot after = after(edges);
    Rejudging judged = new Rejudging(gate(), List.of(), open());
    return new Predicted(
        radius(snapshot), radius(after), List.copyOf(judged.closed(after)), judged.opened(after));
  }

  /// The same by all analyses of the graph as it would be.
  Predicted analysed(Set<Integer> edges) {
    GraphSnapshot after = after(edges);
    List<Finding> found = Concluded.of(inputs.analyse(after)).findings();
    return new Predicted(
        radius(snapshot),
        radius(after),
        List.copyOf(StillHolds.closed(open(), found)),
        StillHolds.opened(gate().concluded().findings(), found));
  }

  private GraphSnapshot after(Set<Integer> edges) {
    return snapshot.without(edges.stream().mapToInt(Integer::intValue));
  }

  private Gate gate() {
    Gate known = gate;
    if (known == null) {
      known = Gate.of(snapshot, inputs);
      gate = known;
    }
    return known;
  }

  private List<Finding> open() {
    return gate().concluded().findings().stream().filter(Finding::open).toList();
  }

  private static Effect.Radius radius(GraphSnapshot of) {
    return Effect.Radius.sum(
        Radii.identities(of).stream()
            .map(radius -> new Effect.Radius(radius.count(), radius.weighted())));
  }

  /// Decides of each edge whether it may go, and by which change.
  Changes changes(PlanningRules rules, List<Integer> wanted) {
    RemovableEdges removable = new RemovableEdges(snapshot, rules.removal());
    List<PlannedChange> changes = new ArrayList<>();
    Set<Integer> edges = new TreeSet<>();
    for (int edge : wanted) {
      Removal removal =
          switch (removable.eligibility(edge)) {
            case Eligible(var each) -> each;
            case NotEligible(var each, var why) -> throw new IllegalStateException(each + why);
          };
      changes.add(Removing.of(removal));
      edges.addAll(removable.edgesOf(removal));
    }
    return new Changes(changes, edges);
  }

  /// Who reaches less than before.
  Set<Integer> losing(Set<Integer> edges) {
    return new Loss(snapshot).identitiesLosing(edges);
  }

  /// Reads every resource, and freezes the plan.
  Frozen frozen(PlanningRules rules, Changes changes, Set<Integer> losing, Predicted predicted) {
    Effect.Use use = Loss.use(changes.edges(), (int edge) -> use(rules, edge));
    Effect effect =
        new Effect(
            predicted.before(),
            predicted.after(),
            losing.size(),
            predicted.closes(),
            predicted.opens(),
            use);
    ChangeSet wanted = new ChangeSet(predicted.closes(), changes.changes(), List.of(), effect, "");
    RemediationPlan plan =
        new Freezer(sources, new WriteStrategy(sources), clock).freeze("R-1", wanted, "benchmark");
    List<Restoring> undo = new ArrayList<>();
    for (int i = 0; i < plan.changes().size(); i++) {
      if (plan.changes().get(i) instanceof Taking taking) {
        undo.add(taking.inverse(plan.preconditions().get(i).slice()));
      }
    }
    return new Frozen(plan, losing, undo, plan.hash(), CanonicalJson.write(plan.toJson()));
  }

  private static EdgeUse use(PlanningRules rules, int edge) {
    return rules.use().apply(edge);
  }

  /// Everything but the what-if, from the edges on.
  Frozen plan(List<Integer> wanted, Predicted predicted) {
    PlanningRules rules = rules(snapshot, inputs);
    Changes changes = changes(rules, wanted);
    return frozen(rules, changes, losing(changes.edges()), predicted);
  }
}
