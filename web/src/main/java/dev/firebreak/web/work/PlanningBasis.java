package dev.firebreak.web.work;

import dev.firebreak.analytics.blastradius.Radii;
import dev.firebreak.analytics.cut.AccessInUse;
import dev.firebreak.analytics.cut.CutPlan;
import dev.firebreak.analytics.cut.CutPlanner;
import dev.firebreak.analytics.cut.CutRules;
import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.cut.Loss;
import dev.firebreak.analytics.cut.RemovableEdges;
import dev.firebreak.analytics.cut.RemovalRules;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.gate.Gate;
import dev.firebreak.analytics.gate.Rejudging;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.run.AnalysisRules;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.analytics.slice.Exhibit;
import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.analytics.whatif.WhatIf.Concluded;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.remediation.plan.NeverTouch;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Planner;
import dev.firebreak.remediation.plan.PlanningRules;
import dev.firebreak.remediation.plan.Proposal;
import dev.firebreak.remediation.plan.Taken;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.RemediationConfig;
import dev.firebreak.web.view.NotThere;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A snapshot with everything that judging a change of it takes: usage, open findings, what may be
/// changed at all, and a gate that tells what a change opens and closes.
public final class PlanningBasis {

  /// Of how many findings of one plan the slices are kept.
  static final int MOST_EXHIBITS = 50;

  /// Uses and decisions that are told meanwhile count from the next one on, so much later at most.
  private static final Duration KEEP = Duration.ofMinutes(15);

  private final Firebreak firebreak;
  private final GraphSnapshot snapshot;
  private final String run;
  private final AnalysisInputs inputs;
  private final List<Finding> open;
  private final PlanningRules rules;
  private @Nullable Takings takings;
  private @Nullable AccessInUse access;
  private @Nullable Gate gate;

  private PlanningBasis(Firebreak firebreak, GraphSnapshot snapshot) {
    this.firebreak = firebreak;
    this.snapshot = snapshot;
    this.run = lastRun(firebreak);
    this.inputs = AnalysisInputs.read(firebreak.graph(), firebreak.analysisRules());
    this.open =
        new FindingStore(firebreak.graph()).open().stream().map(StoredFinding::finding).toList();
    this.rules =
        new PlanningRules(this::isChangeable, neverTouch(firebreak), this::manages, this::use);
  }

  /// Reads what the graph says now.
  public static PlanningBasis read(Firebreak firebreak, GraphSnapshot snapshot) {
    return new PlanningBasis(firebreak, snapshot);
  }

  /// The id of the last analysis; empty before the first.
  static String lastRun(Firebreak firebreak) {
    return new FindingStore(firebreak.graph())
        .runs(1).stream().findFirst().map(AnalysisRun::id).orElse("");
  }

  /// By a request, or by a person who is given a task.
  private boolean isChangeable(String source) {
    return firebreak.sources().find(source).isPresent();
  }

  /// Who is never changed, by the configuration.
  static NeverTouch neverTouch(Firebreak firebreak) {
    return Objects.requireNonNull(firebreak.config().remediation()).leftAlone();
  }

  /// Whether it rests on this snapshot, or on one of little before in which the same holds.
  boolean isOf(GraphSnapshot other) {
    return snapshot.isAlike(other)
        && Duration.between(snapshot.asOf(), other.asOf()).abs().compareTo(KEEP) < 0;
  }

  /// Whether it judges by these very rules, what this analysis found.
  boolean goesBy(AnalysisRules current, String lastRun) {
    return inputs.rules().equals(current) && run.equals(lastRun);
  }

  /// A finding as it is in this snapshot, with the part of it that proves the finding.
  Exhibit exhibit(Finding finding) {
    Finding now =
        gate().concluded().findings().stream()
            .filter(each -> each.key().equals(finding.key()))
            .findFirst()
            .orElse(finding);
    return Exhibit.of(now, snapshot, inputs);
  }

  /// The same of open findings, by their short names; of the first [#MOST_EXHIBITS].
  List<Exhibit> exhibits(List<String> ids) {
    List<Finding> wanted = open.stream().filter(each -> ids.contains(each.id())).toList();
    List<Exhibit> exhibits = new ArrayList<>();
    for (Finding each : wanted) {
      exhibits.add(
          exhibits.size() < MOST_EXHIBITS
              ? exhibit(each)
              : new Exhibit(
                  each, null, "only those of %d findings are kept".formatted(MOST_EXHIBITS)));
    }
    return exhibits;
  }

  /// The smallest change that would end a finding.
  Proposal proposal(Finding finding) {
    return new Planner(rules).propose(finding, snapshot, rejudging(List.of(finding)).of(finding));
  }

  /// The changes that reach a goal.
  ///
  /// @throws IllegalArgumentException if the request cannot be meant
  /// @throws NotThere if it names what is not there
  public CutPlan cut(CutRequest request) {
    request.require();
    Stream.concat(request.from().stream(), request.to().stream())
        .filter(key -> snapshot.find(key).isEmpty())
        .findFirst()
        .ifPresent(key -> {
          throw NotThere.node("node", key);
        });
    RemediationConfig config = Objects.requireNonNull(firebreak.config().remediation());
    Integer asked = request.budget();
    int budget = asked == null ? Objects.requireNonNull(config.maxChanges()) : asked;
    CutPlanner planner = new CutPlanner(snapshot, new CutRules(rules.removal(), rules.use()));
    if (!request.findings().isEmpty()) {
      List<Finding> wanted = request.findings().stream().distinct().map(this::finding).toList();
      return planner.close(wanted, rejudging(wanted)::of, budget, request.spare());
    }
    Double share = request.share();
    return share == null
        ? planner.part(request.from(), request.to(), budget, request.spare())
        : planner.lower(request.from(), request.to(), share / 100, budget, request.spare());
  }

  /// What a cut plan would do to everybody and to all findings. Its radius is the blast radius of
  /// all whom the request is about, added up: the subjects of its findings, those it names, or
  /// everybody.
  public Effect effect(CutRequest request, CutPlan plan) {
    RemovableEdges removable = new RemovableEdges(snapshot, RemovalRules.OPEN);
    Set<Integer> edges = new HashSet<>();
    plan.changes().forEach(change -> edges.addAll(removable.edgesOf(change.removal())));
    return effect(subjects(request), edges);
  }

  /// What it would do to everybody and to all findings if edges went.
  ///
  /// @param subjects keys of those whose blast radii are added up; empty for everybody
  Effect effect(List<String> subjects, Set<Integer> edges) {
    GraphSnapshot after = snapshot.without(edges.stream().mapToInt(Integer::intValue));
    Rejudging judged = rejudging(List.of());
    return new Effect(
        radius(subjects, snapshot),
        radius(subjects, after),
        new Loss(snapshot).identitiesLosing(edges).size(),
        List.copyOf(judged.closed(after)),
        judged.opened(after),
        Loss.use(edges, rules.use()));
  }

  /// How an edge of this snapshot is used.
  synchronized EdgeUse use(int edge) {
    AccessInUse known = access;
    if (known == null) {
      known = new AccessInUse(snapshot, inputs.usage(), inputs.rules().unusedWindowDays());
      access = known;
    }
    return known.apply(edge);
  }

  private List<String> subjects(CutRequest request) {
    return request.findings().isEmpty()
        ? request.from()
        : request.findings().stream()
            .map(id -> finding(id).because().getFirst().first().key())
            .toList();
  }

  /// Judges single edges.
  synchronized Takings takings() {
    Takings known = takings;
    if (known == null) {
      known = new Takings(snapshot, rules.removal(), rules.use());
      takings = known;
    }
    return known;
  }

  /// What the fixes of several findings would do together. The radius is that of all whom they
  /// begin at, added up.
  Effect effect(List<Proposal> fixes) {
    List<PlannedChange> changes =
        fixes.stream().flatMap(fix -> fix.changes().stream()).distinct().toList();
    GraphSnapshot after = Planner.after(snapshot, changes);
    Taken taken = Taken.by(snapshot, changes);
    Rejudging judged = rejudging(List.of());
    List<String> starts =
        fixes.stream().map(fix -> fix.finding().because().getFirst().first().key()).toList();
    return new Effect(
        radius(starts, snapshot),
        radius(starts, after),
        new Loss(snapshot).identitiesLosing(taken.lost()).size(),
        List.copyOf(judged.closed(after)),
        judged.opened(after),
        Loss.use(taken.granting(), rules.use()));
  }

  /// @param keys of nodes; none for all identities
  private static Effect.Radius radius(List<String> keys, GraphSnapshot of) {
    return keys.isEmpty()
        ? Effect.Radius.sum(
            Radii.identities(of).stream()
                .map(radius -> new Effect.Radius(radius.count(), radius.weighted())))
        : Effect.Radius.sum(
            keys.stream()
                .distinct()
                .flatMap(key -> of.find(key).stream().boxed())
                .map(node -> Effect.Radius.of(of, node)));
  }

  private Finding finding(String id) {
    return open.stream()
        .filter(finding -> finding.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new NotThere("There is no open finding with the short name " + id + "."));
  }

  /// What would be otherwise if some changes were made.
  ///
  /// @param asked a snapshot that this rests on, or the same decided for another instant
  /// @throws dev.firebreak.analytics.whatif.WhatIfRefused as [WhatIf#suppose]
  WhatIf whatIf(GraphSnapshot asked, List<Change> changes) {
    if (isOf(asked)) {
      return gate().answer(changes, Integer.MAX_VALUE).outcome();
    }
    GraphSnapshot changed = WhatIf.suppose(asked, changes);
    return WhatIf.between(asked, Concluded.of(inputs.analyse(asked)), changed, inputs);
  }

  private Rejudging rejudging(List<Finding> asked) {
    return new Rejudging(gate(), asked, open);
  }

  private synchronized Gate gate() {
    Gate known = gate;
    if (known == null) {
      known = Gate.of(snapshot, inputs);
      gate = known;
    }
    return known;
  }

  private boolean manages(Node right) {
    String value = right.value();
    return right.right()
        && right.source() != null
        && value != null
        && firebreak
            .sources()
            .find(right.source())
            .filter(source -> source.map().manages(value))
            .isPresent();
  }
}
