package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Choices.Choice;
import dev.firebreak.analytics.cut.CutChange.Loser;
import dev.firebreak.analytics.cut.CutChange.Residual;
import dev.firebreak.analytics.cut.CutPlan.Kept;
import dev.firebreak.analytics.cut.CutPlan.Remaining;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What each change of a plan does, and what stays in spite of all of them.
final class CutReport {

  private static final int LOSERS = 10;
  private static final int TARGETS = 5;
  private static final int RESIDUALS = 5;
  private static final int REMAINING = 10;

  private final GraphSnapshot snapshot;
  private final BitSet starts;
  private final BitSet targets;
  private final Choices choices;
  private final List<Choice> made;
  private final Set<Integer> all = new HashSet<>();
  private final Walk forward;

  CutReport(
      GraphSnapshot snapshot, BitSet starts, BitSet targets, Choices choices, List<Choice> made) {
    this.snapshot = snapshot;
    this.starts = starts;
    this.targets = targets;
    this.choices = choices;
    this.made = made;
    this.forward = Walk.forward(snapshot);
    made.forEach(choice -> all.addAll(choice.edges()));
  }

  /// The changes, each counted after those before it.
  List<CutChange> changes() {
    if (made.isEmpty()) {
      return List.of();
    }
    Loss loss = new Loss(snapshot);
    GainGraph graph = new GainGraph(snapshot, starts, targets, choices);
    Set<Integer> gone = new HashSet<>();
    List<CutChange> changes = new ArrayList<>();
    for (Choice choice : made) {
      Set<Integer> losing = loss.identitiesLosing(choice.edges(), gone);
      Set<Integer> then = new HashSet<>(gone);
      then.addAll(choice.edges());
      changes.add(
          new CutChange(
              choice.removal(),
              choice.use(),
              gain(graph, choice),
              losing.size(),
              losing.stream().limit(LOSERS).map(each -> loser(each, gone, then)).toList(),
              residual(choice)));
      gone.addAll(choice.edges());
    }
    return changes;
  }

  /// Of what does not lie between, such as a grant that is only to go, nothing.
  private static long gain(GainGraph graph, Choice choice) {
    long before = graph.exposure();
    if (graph.choices().contains(choice)) {
      graph.make(graph.position(choice));
    }
    return before - graph.exposure();
  }

  private Loser loser(int identity, Set<Integer> before, Set<Integer> then) {
    BitSet lost = reached(identity, before);
    lost.andNot(reached(identity, then));
    return new Loser(
        snapshot.key(identity),
        snapshot.name(identity),
        lost.stream().limit(TARGETS).mapToObj(snapshot::name).toList());
  }

  private BitSet reached(int start, Set<Integer> gone) {
    forward.from(start, edge -> !gone.contains(edge));
    BitSet reached = new BitSet();
    targets.stream().filter(forward::found).forEach(reached::set);
    return reached;
  }

  private List<Residual> residual(Choice choice) {
    if (made.size() < 2 || choice.edges().isEmpty()) {
      return List.of();
    }
    Set<Integer> alone = Set.copyOf(choice.edges());
    BitSet going =
        Between.leading(snapshot, Between.only(snapshot.from(choice.number())), _ -> true);
    going.and(starts);
    List<Residual> residual = new ArrayList<>();
    for (int start : going.stream().limit(RESIDUALS).toArray()) {
      BitSet parted = reached(start, Set.of());
      parted.andNot(reached(start, all));
      forward.from(start, edge -> !alone.contains(edge));
      parted.stream()
          .filter(forward::found)
          .limit(RESIDUALS - residual.size())
          .forEach(target ->
              alsoCut(forward.edges(target))
                  .ifPresent(also ->
                      residual.add(
                          new Residual(forward.pathTo(target, snapshot.name(target), ""), also))));
    }
    return residual;
  }

  private Optional<String> alsoCut(List<Integer> way) {
    return way.stream()
        .filter(all::contains)
        .flatMap(edge -> choices.choice(edge).stream())
        .map(choice -> choice.removal().sentence())
        .findFirst();
  }

  /// Some ways that stay, the weightiest target first.
  ///
  /// @param spent whether the budget is used up
  List<Remaining> remaining(boolean spent) {
    Exposures exposures = new Exposures(snapshot, starts, targets);
    List<Remaining> remaining = new ArrayList<>();
    int[] order =
        targets.stream()
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(target -> -Weights.of(snapshot, target))
                    .thenComparing(target -> target))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int target : order) {
      BitSet reaching = exposures.reaching(target, all);
      if (remaining.size() < REMAINING && !reaching.isEmpty()) {
        int start = reaching.nextSetBit(0);
        forward.from(start, edge -> !all.contains(edge));
        List<Integer> way = forward.edges(target);
        remaining.add(
            new Remaining(forward.pathTo(target, snapshot.name(target), ""), kept(way, spent)));
      }
    }
    return remaining;
  }

  static boolean isAccess(EdgeKind kind) {
    return kind == EdgeKind.MEMBER_OF || kind == EdgeKind.HOLDS;
  }

  /// The memberships and grants of a way; all of its edges where it has none.
  private List<Kept> kept(List<Integer> way, boolean spent) {
    List<Integer> access = way.stream().filter(edge -> isAccess(snapshot.edgeKind(edge))).toList();
    return (access.isEmpty() ? way : access).stream().map(edge -> kept(edge, spent)).toList();
  }

  private Kept kept(int edge, boolean spent) {
    return choices
        .whyNot(edge)
        .map(not -> new Kept(not.edge(), not.reason()))
        .orElseGet(() ->
            new Kept(
                choices.words(edge),
                (spent ? "the budget is used up; it would go by: " : "it would go by: ")
                    + choices.choice(edge).map(choice -> choice.removal().sentence()).orElse("")));
  }
}
