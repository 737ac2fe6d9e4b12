package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.remediation.plan.Eligibility.Eligible;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Searches the changes after which a finding about reach no longer holds: those that take away the
/// least that is known to be in use, then the fewest, then those that cost other identities least,
/// and of equals, where there are several goals, those that leave the subject the least reach.
///
/// A goal is a set of ends of which none may stay reached; a toxic combination has one goal for
/// each function and needs only one of them, any other finding has one. For each goal the cheapest
/// cut is exact. Where the finding still holds after it, the ends that now prove it join the goals
/// and the search starts again, so that it ends with the cheapest cut of all ends that matter.
final class CutSearch {

  private static final long ONE_CHANGE = 1L << 32;
  private static final long IN_USE = 1L << 44;
  private static final int MAX_ROUNDS = 64;
  private static final int MAX_SINGLES = 64;

  private final Finding finding;
  private final GraphSnapshot snapshot;
  private final int start;
  private final StillHolds holds;
  private final RemovableEdges removable;
  private final Loss loss;
  private final Map<String, BitSet> goals = new LinkedHashMap<>();
  private final Map<String, Long> costs = new HashMap<>();

  /// The changes, and the ends that they part from the start, by title.
  record Cut(List<PlannedChange> changes, Map<String, BitSet> parted) {}

  CutSearch(
      Finding finding,
      GraphSnapshot snapshot,
      int start,
      StillHolds holds,
      RemovableEdges removable,
      Loss loss) {
    this.finding = finding;
    this.snapshot = snapshot;
    this.start = start;
    this.holds = holds;
    this.removable = removable;
    this.loss = loss;
    finding.because().forEach(path -> goals.put(title(path), new BitSet()));
    extend(finding.because());
  }

  /// The best cut; empty where none that may be made is enough.
  Optional<Cut> find() {
    Optional<Cut> cut = exact();
    boolean mayBeOneOfMany = finding.key().kind() == FindingKind.BLAST_RADIUS;
    return mayBeOneOfMany && cut.filter(found -> found.changes().size() == 1).isEmpty()
        ? single().or(() -> cut)
        : cut;
  }

  private Optional<Cut> exact() {
    Map<String, BitSet> open = new LinkedHashMap<>(goals);
    for (int round = 0; round < MAX_ROUNDS && !open.isEmpty(); round++) {
      Optional<Map.Entry<String, List<PlannedChange>>> best = cheapest(open);
      if (best.isEmpty()) {
        return Optional.empty();
      }
      String title = best.get().getKey();
      List<PlannedChange> changes = best.get().getValue();
      GraphSnapshot after = Planner.after(snapshot, changes);
      if (!holds.test(after)) {
        return Optional.of(
            new Cut(
                shownFirst(changes),
                Map.of(title, (BitSet) goals.getOrDefault(title, new BitSet()).clone())));
      }
      if (!extend(holds.because(after))) {
        open.remove(title);
      }
    }
    return Optional.empty();
  }

  private Optional<Map.Entry<String, List<PlannedChange>>> cheapest(Map<String, BitSet> open) {
    return open.entrySet().stream()
        .flatMap(goal ->
            MinimumCut.between(snapshot, start, goal.getValue(), this::cost).stream()
                .map(edges -> Map.entry(goal.getKey(), changes(edges))))
        .filter(cut -> !cut.getValue().isEmpty())
        .min(
            Comparator.<Map.Entry<String, List<PlannedChange>>>comparingLong(
                    cut -> sum(cut.getValue()))
                .thenComparingLong(cut -> reachLeft(cut.getValue()))
                .thenComparing(Map.Entry::getKey));
  }

  /// The weighted blast radius of the subject after some changes.
  private long reachLeft(List<PlannedChange> changes) {
    return Effect.Radius.of(Planner.after(snapshot, changes), start).weighted();
  }

  /// A finding about how much is reached may end with less than all that it shows.
  private Optional<Cut> single() {
    return onShortestPaths().stream()
        .sorted(
            Comparator.<PlannedChange>comparingLong(this::cost)
                .thenComparing(PlannedChange::sentence))
        .limit(MAX_SINGLES)
        .filter(change -> !holds.test(Planner.after(snapshot, List.of(change))))
        .findFirst()
        .map(change -> new Cut(List.of(change), Map.copyOf(goals)));
  }

  private List<PlannedChange> onShortestPaths() {
    Walk forward = Walk.forward(snapshot).from(start);
    Walk backward = Walk.backward(snapshot);
    List<Integer> edges = new ArrayList<>();
    for (BitSet goal : goals.values()) {
      goal.stream()
          .filter(forward::found)
          .forEach(end -> {
            backward.from(end);
            forward
                .nodes()
                .filter(backward::found)
                .forEach(node ->
                    snapshot.forEachOut(
                        node,
                        e -> {
                          int to = snapshot.to(e);
                          if (backward.found(to)
                              && forward.hops(node) + 1 + backward.hops(to) == forward.hops(end)) {
                            edges.add(e);
                          }
                        }));
          });
    }
    return changes(edges);
  }

  private List<PlannedChange> changes(List<Integer> edges) {
    Set<PlannedChange> changes = new LinkedHashSet<>();
    for (int edge : edges) {
      if (removable.eligibility(edge) instanceof Eligible(var change)) {
        changes.add(change);
      }
    }
    return List.copyOf(changes);
  }

  private long cost(int edge) {
    return switch (removable.eligibility(edge)) {
      case Eligible(var change) -> cost(change);
      case Eligibility.NotEligible _ -> MinimumCut.UNCUTTABLE;
    };
  }

  private long cost(PlannedChange change) {
    return costs.computeIfAbsent(
        change.id(),
        _ -> {
          long others =
              loss.identitiesLosing(List.of(change)).stream()
                  .filter(identity -> identity != start)
                  .count();
          return ONE_CHANGE + others + (loss.isUsed(change) ? IN_USE : 0);
        });
  }

  private long sum(List<PlannedChange> changes) {
    return changes.stream().mapToLong(this::cost).sum();
  }

  private boolean extend(List<AccessPath> paths) {
    boolean grown = false;
    for (AccessPath path : paths) {
      BitSet goal = goals.get(title(path));
      int end = snapshot.find(path.last().key()).orElse(start);
      if (goal != null && end != start && !goal.get(end)) {
        goal.set(end);
        grown = true;
      }
    }
    return grown;
  }

  private String title(AccessPath path) {
    return finding.key().kind() == FindingKind.TOXIC ? path.title() : "";
  }

  private List<PlannedChange> shownFirst(List<PlannedChange> changes) {
    Set<String> shown =
        finding.because().stream()
            .flatMap(path -> path.hops().stream())
            .map(hop -> hop.from() + " " + hop.to())
            .collect(Collectors.toSet());
    return changes.stream()
        .sorted(
            Comparator.<PlannedChange, Boolean>comparing(change ->
                    removable.edgesOf(change).stream()
                        .map(snapshot::edge)
                        .noneMatch(edge ->
                            shown.contains(
                                snapshot.key(edge.from()) + " " + snapshot.key(edge.to()))))
                .thenComparingLong(this::cost)
                .thenComparing(PlannedChange::sentence))
        .toList();
  }
}
