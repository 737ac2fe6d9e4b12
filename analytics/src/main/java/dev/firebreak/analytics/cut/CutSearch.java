package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Eligibility.Eligible;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.snapshot.GraphSnapshot;
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
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// Searches the removals after which a finding about reach no longer holds: those that take away
/// the least that is known to be in use and the fewest, in either [Order], then those that cost
/// other identities least, and of equals, where there are several goals, those that leave the
/// subject the least reach.
///
/// A goal is a set of ends of which none may stay reached; a toxic combination has one goal for
/// each function and needs only one of them, any other finding has one. For each goal the cheapest
/// cut is exact. Where the finding still holds after it, the ends that now prove it join the goals
/// and the search starts again, so that it ends with the cheapest cut of all ends that matter.
public final class CutSearch {

  private static final long ONE_CHANGE = 1L << 40;
  private static final int MAX_ROUNDS = 64;
  private static final int MAX_SINGLES = 64;

  private final Finding finding;
  private final GraphSnapshot snapshot;
  private final int start;
  private final StillHolds holds;
  private final RemovableEdges removable;
  private final Loss loss;
  private final IntFunction<EdgeUse> use;
  private final Order order;
  private final Map<String, BitSet> goals = new LinkedHashMap<>();
  private final Map<Removal, Long> prices = new HashMap<>();
  private final Costs costs;

  /// What weighs more.
  public enum Order {
    /// That nothing goes which somebody uses.
    USE_FIRST(1L << 52),
    /// That few changes do it.
    FEWEST_FIRST(1L << 32);

    private final long used;

    Order(long used) {
      this.used = used;
    }
  }

  /// The removals, and the ends that they part from the start, by title.
  public record Cut(List<Removal> removals, Map<String, BitSet> parted) {

    public Cut {
      removals = List.copyOf(removals);
    }
  }

  /// @param start the node that the finding's paths start from
  /// @param use how the membership or grant with an index is used
  public CutSearch(
      Finding finding,
      GraphSnapshot snapshot,
      int start,
      StillHolds holds,
      RemovableEdges removable,
      IntFunction<EdgeUse> use,
      Order order) {
    this.finding = finding;
    this.snapshot = snapshot;
    this.start = start;
    this.holds = holds;
    this.removable = removable;
    this.loss = new Loss(snapshot);
    this.use = use;
    this.order = order;
    this.costs = new Prices();
    finding.because().forEach(path -> goals.put(title(path), new BitSet()));
    extend(finding.because());
  }

  /// The best cut; empty where none that may be made is enough.
  public Optional<Cut> find() {
    Optional<Cut> cut = exact();
    boolean mayBeOneOfMany = finding.key().kind() == FindingKind.BLAST_RADIUS;
    return mayBeOneOfMany && cut.filter(found -> found.removals().size() == 1).isEmpty()
        ? single().or(() -> cut)
        : cut;
  }

  private Optional<Cut> exact() {
    Map<String, BitSet> open = new LinkedHashMap<>(goals);
    for (int round = 0; round < MAX_ROUNDS && !open.isEmpty(); round++) {
      Optional<Map.Entry<String, List<Removal>>> best = cheapest(open);
      if (best.isEmpty()) {
        return Optional.empty();
      }
      String title = best.get().getKey();
      List<Removal> changes = best.get().getValue();
      GraphSnapshot after = after(changes);
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

  private Optional<Map.Entry<String, List<Removal>>> cheapest(Map<String, BitSet> open) {
    return open.entrySet().stream()
        .flatMap(goal ->
            MinimumCut.between(snapshot, Between.only(start), goal.getValue(), costs).stream()
                .map(cut -> Map.entry(goal.getKey(), changes(cut.edges()))))
        .filter(cut -> !cut.getValue().isEmpty())
        .min(
            Comparator.<Map.Entry<String, List<Removal>>>comparingLong(cut -> sum(cut.getValue()))
                .thenComparingLong(cut -> reachLeft(cut.getValue()))
                .thenComparing(Map.Entry::getKey));
  }

  /// The weighted blast radius of the subject after some changes.
  private long reachLeft(List<Removal> changes) {
    return Effect.Radius.of(after(changes), start).weighted();
  }

  /// A finding about how much is reached may end with less than all that it shows.
  private Optional<Cut> single() {
    return onShortestPaths().stream()
        .sorted(Comparator.<Removal>comparingLong(this::cost).thenComparing(Removal::sentence))
        .limit(MAX_SINGLES)
        .filter(change -> !holds.test(after(List.of(change))))
        .findFirst()
        .map(change -> new Cut(List.of(change), Map.copyOf(goals)));
  }

  private List<Removal> onShortestPaths() {
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

  private List<Removal> changes(List<Integer> edges) {
    Set<Removal> changes = new LinkedHashSet<>();
    for (int edge : edges) {
      if (removable.eligibility(edge) instanceof Eligible(var change)) {
        changes.add(change);
      }
    }
    return List.copyOf(changes);
  }

  /// What the removal of an edge costs.
  private final class Prices implements Costs {
    @Override
    public long of(int edge) {
      return switch (removable.eligibility(edge)) {
        case Eligible(var change) -> cost(change);
        case Eligibility.NotEligible _ -> UNCUTTABLE;
      };
    }

    @Override
    public int change(int edge) {
      return removable.eligibility(edge) instanceof Eligible(var change)
          ? removable.edgesOf(change).stream().findFirst().orElse(edge)
          : edge;
    }
  }

  private long cost(Removal change) {
    return prices.computeIfAbsent(
        change,
        _ -> {
          List<Integer> edges = removable.edgesOf(change);
          long others =
              loss.identitiesLosing(edges).stream().filter(identity -> identity != start).count();
          boolean used = EdgeUse.of(edges, use).kind() == EdgeUse.Kind.USED;
          return ONE_CHANGE + others + (used ? order.used : 0);
        });
  }

  private GraphSnapshot after(List<Removal> changes) {
    return snapshot.without(
        changes.stream()
            .flatMap(change -> removable.edgesOf(change).stream())
            .mapToInt(Integer::intValue));
  }

  private long sum(List<Removal> changes) {
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

  private List<Removal> shownFirst(List<Removal> changes) {
    Set<String> shown =
        finding.because().stream()
            .flatMap(path -> path.hops().stream())
            .map(hop -> hop.from() + " " + hop.to())
            .collect(Collectors.toSet());
    return changes.stream()
        .sorted(
            Comparator.<Removal, Boolean>comparing(change ->
                    removable.edgesOf(change).stream()
                        .noneMatch(edge ->
                            shown.contains(
                                snapshot.key(snapshot.from(edge))
                                    + " "
                                    + snapshot.key(snapshot.to(edge)))))
                .thenComparingLong(this::cost)
                .thenComparing(Removal::sentence))
        .toList();
  }
}
