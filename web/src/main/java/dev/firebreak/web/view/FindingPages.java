package dev.firebreak.web.view;

import dev.firebreak.analytics.blastradius.Exposure;
import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.cut.Eligibility;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.AccessPath.Hop;
import dev.firebreak.analytics.finding.AccessPath.Stop;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.run.Proof;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Planner;
import dev.firebreak.remediation.plan.Proposal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// All about one finding: its proof drawn, the smallest fix, and what the fix would change.
@Component
public final class FindingPages {

  private static final int SHOWN = 4;
  private static final int DRAWN = 6;

  private final FindingsReader findings;
  private final CurrentGraph current;
  private final Harvests harvests;

  FindingPages(FindingsReader findings, CurrentGraph current, Harvests harvests) {
    this.findings = findings;
    this.current = current;
    this.harvests = harvests;
  }

  /// A planned change as a sentence.
  ///
  /// @param source what people call the source that is changed
  public record ChangeLine(String sentence, String source) {}

  /// Something measured now and after the fix.
  public record Measure(String label, long now, long after, String meaning) {}

  /// @param paths the proof, what the fix cuts marked
  /// @param morePaths how many further paths prove it
  /// @param changes the fix; empty where there is none
  /// @param advice what to do where there is no fix
  /// @param concerned whom it concerns, where its subject is no identity
  /// @param residual paths that would remain if only the first change were made, or that stay
  /// @param ruledOut what is left alone, and why
  /// @param edges the evidence of each edge of the proof
  /// @param peers who of its like reaches the same
  /// @param assignees everybody who is to work on any finding
  public record FindingPage(
      StoredFinding stored,
      NodeRef subject,
      List<PathView> paths,
      int morePaths,
      List<ChangeLine> changes,
      Advice advice,
      Concerned concerned,
      List<Measure> effect,
      List<PathView> residual,
      List<Eligibility.NotEligible> ruledOut,
      List<ProofEdges.HopLine> edges,
      PeersView peers,
      List<HistoryLine> history,
      List<String> assignees) {

    /// The finding itself.
    public Finding finding() {
      return stored.finding();
    }

    /// Its rule in words: the rule's own name goes with a rule of the policy, the others have the
    /// name of their kind.
    public String rule() {
      return (finding().key().kind() == FindingKind.TOXIC ? finding().key().rule() + " " : "")
          + finding().ruleName();
    }

    /// Whether it is open.
    public boolean open() {
      return stored.state() == StoredFinding.State.OPEN;
    }

    /// Whether somebody takes it as it is.
    public boolean accepted() {
      return stored.state() == StoredFinding.State.ACCEPTED;
    }

    /// Whether it no longer holds.
    public boolean resolved() {
      return stored.state() == StoredFinding.State.RESOLVED;
    }

    /// How it stands, in a word.
    public String stateWord() {
      return FindingLists.label(stored.state());
    }
  }

  /// The page of a finding.
  ///
  /// @param proposal its smallest fix; null for a finding that is not open
  /// @param use how the edge of a snapshot with an index is used
  public FindingPage of(
      StoredFinding stored,
      @Nullable Proposal proposal,
      BiFunction<GraphSnapshot, Integer, EdgeUse> use) {
    Finding finding = stored.finding();
    GraphSnapshot snapshot = current.snapshot();
    SourceNames names = SourceNames.of(snapshot);
    GraphSnapshot after = proposal == null ? snapshot : Planner.after(snapshot, proposal.changes());
    Predicate<Hop> cut = cut(snapshot, after);
    return new FindingPage(
        stored,
        NodeRef.of(snapshot, finding.key().subject(), finding.subjectKind(), finding.subjectName()),
        drawn(finding.because(), snapshot, names, cut),
        Math.max(0, finding.because().size() - DRAWN),
        proposal == null ? List.of() : changes(names, proposal),
        proposal == null
            ? Advice.without(stored.state(), current.isPart())
            : Advice.of(finding, source(snapshot, names, finding), proposal),
        Concerned.by(snapshot, finding.key().subject(), finding.subjectKind()),
        proposal == null || proposal.isEmpty()
            ? List.of()
            : effect(stored, snapshot, after, proposal),
        proposal == null ? List.of() : drawn(staying(finding, proposal), snapshot, names, cut),
        proposal == null ? List.of() : proposal.ruledOut(),
        new ProofEdges(
                snapshot,
                stale(stored).stream().map(Harvests.Source::id).collect(Collectors.toSet()),
                edge -> use.apply(snapshot, edge))
            .lines(finding, names, cut),
        PeersView.of(snapshot, finding),
        findings.history(stored.id()).stream().map(HistoryLine::of).toList(),
        findings.table().assignees());
  }

  /// Paths as they are drawn; those that pass the same stops are drawn once, with both titles.
  private static List<PathView> drawn(
      List<AccessPath> paths, GraphSnapshot snapshot, SourceNames names, Predicate<Hop> cut) {
    Map<List<Stop>, AccessPath> different = new LinkedHashMap<>();
    for (AccessPath path : paths) {
      different.merge(
          path.stops(),
          path,
          (one, other) ->
              one.title().equals(other.title())
                  ? one
                  : new AccessPath(
                      one.title() + " and " + other.title(), one.note(), one.stops(), one.hops()));
    }
    return different.values().stream()
        .limit(DRAWN)
        .map(path -> PathView.of(snapshot, names, path, cut))
        .toList();
  }

  /// The paths that stay; those of the proof itself only where a change is proposed.
  private static List<AccessPath> staying(Finding finding, Proposal proposal) {
    Set<List<Stop>> told =
        proposal.isEmpty()
            ? finding.because().stream().map(AccessPath::stops).collect(Collectors.toSet())
            : Set.of();
    return proposal.residual().stream().filter(path -> !told.contains(path.stops())).toList();
  }

  private static String source(GraphSnapshot snapshot, SourceNames names, Finding finding) {
    var subject = snapshot.find(finding.key().subject());
    return subject.isPresent() ? names.of(snapshot.source(subject.getAsInt())) : "";
  }

  /// The sources that the proof of a finding rests on and that were not harvested completely the
  /// last time.
  public List<Harvests.Source> stale(StoredFinding stored) {
    List<String> ids = Proof.of(stored.finding().because()).sources();
    return harvests.all().stream()
        .filter(source -> ids.contains(source.id()) && !source.complete())
        .toList();
  }

  /// The instant of the graph that fixes are simulated on.
  public Instant asOf() {
    return current.snapshot().asOf();
  }

  /// Whether a fix removes an edge of the proof.
  private static Predicate<Hop> cut(GraphSnapshot snapshot, GraphSnapshot after) {
    return hop ->
        ProofEdges.edge(snapshot, hop).isPresent() && ProofEdges.edge(after, hop).isEmpty();
  }

  private static List<ChangeLine> changes(SourceNames names, Proposal proposal) {
    return proposal.changes().stream()
        .map((PlannedChange change) -> new ChangeLine(change.sentence(), names.of(change.source())))
        .toList();
  }

  private List<Measure> effect(
      StoredFinding stored, GraphSnapshot snapshot, GraphSnapshot after, Proposal proposal) {
    Effect effect = proposal.effect();
    List<Measure> measures = new ArrayList<>();
    Stop start = stored.finding().because().getFirst().first();
    int fewer = effect.before().count() - effect.after().count();
    measures.add(
        new Measure(
            "Blast radius of " + start.name(),
            effect.before().count(),
            effect.after().count(),
            "%,d %s fewer, weighted %,d fewer"
                .formatted(
                    fewer,
                    fewer == 1 ? "resource" : "resources",
                    effect.before().weighted() - effect.after().weighted())));
    stored.finding().because().stream()
        .map(AccessPath::last)
        .filter(stop -> stop.kind() != NodeKind.ACCOUNT && stop.kind() != NodeKind.IDENTITY)
        .distinct()
        .limit(2)
        .forEach(stop -> exposure(measures, snapshot, after, stop));
    List<String> closes = effect.closes();
    measures.add(
        new Measure(
            "Open findings that this closes",
            closes.size(),
            0,
            closes.isEmpty() ? "closes none" : "closes " + some(closes)));
    measures.add(opens(effect));
    measures.add(
        new Measure(
            "Grants in use that go",
            effect.use().used(),
            0,
            lost(effect, proposal)
                + "; "
                + (effect.identitiesLosing() == 1
                    ? "1 identity reaches less"
                    : effect.identitiesLosing() + " identities reach less")));
    return List.copyOf(measures);
  }

  private static Measure opens(Effect effect) {
    List<Effect.Opened> opened = effect.opened().orElse(List.of());
    return new Measure(
        "Findings that this opens",
        0,
        opened.size(),
        effect.opened().isEmpty()
            ? "unknown: the analyses were not run again"
            : opened.isEmpty()
                ? "opens none"
                : "opens "
                    + opened.stream()
                        .limit(SHOWN)
                        .map(each -> each.id() + " (" + each.story() + ")")
                        .collect(Collectors.joining("; "))
                    + (opened.size() > SHOWN ? " and " + (opened.size() - SHOWN) + " more" : ""));
  }

  private static void exposure(
      List<Measure> measures, GraphSnapshot snapshot, GraphSnapshot after, Stop stop) {
    var now = snapshot.find(stop.key());
    var then = after.find(stop.key());
    if (now.isPresent() && then.isPresent()) {
      int before = Exposure.of(snapshot, now.getAsInt(), 0).count();
      int left = Exposure.of(after, then.getAsInt(), 0).count();
      measures.add(
          new Measure(
              "Exposure of " + stop.name(),
              before,
              left,
              before == left
                  ? "nobody leaves"
                  : (before - left == 1 ? "1 identity leaves" : before - left + " identities leave")
                      + ", "
                      + left
                      + (left == 1 ? " stays" : " stay")));
    }
  }

  private static String some(List<String> ids) {
    return ids.stream().limit(SHOWN).collect(Collectors.joining(", "))
        + (ids.size() > SHOWN ? " and " + (ids.size() - SHOWN) + " more" : "");
  }

  private static String lost(Effect effect, Proposal proposal) {
    String known = use(proposal.use());
    return effect.use().used() == 0 && effect.use().unknown() == 0
        ? "nobody loses a right they used" + (known.isEmpty() ? "" : ": " + known)
        : known;
  }

  private static String use(List<EdgeUse> uses) {
    return uses.stream()
        .map(EdgeUse::kind)
        .max(Comparator.naturalOrder())
        .map(kind ->
            (kind == EdgeUse.Kind.UNKNOWN ? "unknown: " : "")
                + uses.stream()
                    .filter(use -> use.kind() == kind)
                    .map(EdgeUse::reason)
                    .distinct()
                    .collect(Collectors.joining("; ")))
        .orElse("");
  }
}
