package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Choices.Choice;
import dev.firebreak.analytics.cut.CutPlan.Exposed;
import dev.firebreak.analytics.cut.CutPlan.Method;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/// Computes [CutPlan]s on one snapshot. The same question always has the same answer.
///
/// Not safe for use by several threads at once.
public final class CutPlanner {

  private static final double ROUNDING = 1e-9;
  private static final int TRIED = 50;

  private final GraphSnapshot snapshot;
  private final CutRules rules;

  public CutPlanner(GraphSnapshot snapshot, CutRules rules) {
    this.snapshot = snapshot;
    this.rules = rules;
  }

  /// Lowers how much of some crown jewels is reached.
  ///
  /// @param starts keys of who is to reach less; empty for all identities
  /// @param jewels keys of what is to be reached less; empty for all crown jewels
  /// @param share how much of the exposure is to go, more than 0 and at most 1
  /// @param budget the most changes, at least 1
  /// @throws IllegalArgumentException if something is out of bounds, or the snapshot has no node of
  ///   a key
  public CutPlan lower(
      Collection<String> starts, Collection<String> jewels, double share, int budget, Spare spare) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("A share is more than 0% and at most 100%.");
    }
    BitSet from = starts.isEmpty() ? all(NodeKind.IDENTITY) : nodes(starts);
    BitSet targets = jewels.isEmpty() ? Weights.jewels(snapshot) : nodes(jewels);
    String goal =
        "%s exposure −%s"
            .formatted(jewels.isEmpty() ? "crown-jewel" : "chosen", CutWording.exactly(share));
    return plan(goal, from, targets, share, budget, spare);
  }

  /// Parts some starts from some targets: none may reach any of them.
  ///
  /// @param starts keys of identities, accounts or groups
  /// @param targets keys of anything that can be reached
  /// @param budget the most changes, at least 1
  /// @throws IllegalArgumentException as for [#lower]; also if one is a start and a target
  public CutPlan part(
      Collection<String> starts, Collection<String> targets, int budget, Spare spare) {
    if (starts.isEmpty() || targets.isEmpty()) {
      throw new IllegalArgumentException("Name somebody to part, and something to part them from.");
    }
    return plan(
        "nobody of %d reaches any of %d".formatted(starts.size(), targets.size()),
        nodes(starts),
        nodes(targets),
        1,
        budget,
        spare);
  }

  /// Ends findings.
  ///
  /// @param findings what is to end; those about reach and unused grants can be ended by removals
  /// @param holds decides whether a finding holds in a changed snapshot
  /// @param budget the most changes, at least 1
  public CutPlan close(
      List<Finding> findings, Function<Finding, StillHolds> holds, int budget, Spare spare) {
    require(budget);
    return new FindingsCut(snapshot, new Choices(snapshot, rules, spare), findings, holds, spare)
        .plan(budget);
  }

  private CutPlan plan(
      String goal, BitSet starts, BitSet targets, double share, int budget, Spare spare) {
    require(budget);
    if (starts.intersects(targets)) {
      throw new IllegalArgumentException(
          snapshot.key(starts.stream().filter(targets::get).findFirst().orElseThrow())
              + " cannot be parted from itself.");
    }
    Exposures exposures = new Exposures(snapshot, starts, targets);
    Exposed before = exposures.without(Set.of());
    long most = (long) Math.floor(before.weight() * (1 - share) + ROUNDING);
    Choices choices = new Choices(snapshot, rules, spare);
    boolean all = most == 0 || before.pairs() < 2;
    long down = all ? 0 : most;
    Found found = find(starts, targets, choices, all, down, budget);
    OptionalInt fewest = found.fewest();
    for (Optional<Choice> last = choices.emptying(found.made());
        last.isPresent();
        last = choices.emptying(found.made())) {
      choices.pin(last.get());
      found = find(starts, targets, choices, all, down, budget);
    }
    List<Choice> made = found.made();
    Exposed after = exposures.without(edges(made));
    boolean attained = after.weight() <= most;
    boolean exact =
        attained && fewest.isPresent() && made.size() == fewest.getAsInt() && found.byCut();
    boolean impossible = all && found.none() && made.isEmpty();
    OptionalInt least =
        fewest.isEmpty() && attained && made.size() < 2 ? OptionalInt.of(made.size()) : fewest;
    CutReport report = new CutReport(snapshot, starts, targets, choices, made);
    Optional<Spare> reachable =
        attained || choices.hasPinned()
            ? Optional.empty()
            : reachable(starts, targets, spare, most, exposures);
    OptionalInt enough =
        attained
            ? OptionalInt.of(made.size())
            : least.isEmpty() && reachable.filter(spare::equals).isPresent()
                ? enough(starts, targets, choices, down, budget)
                : least;
    CutWording wording = new CutWording(budget, spare, made.size(), before, after, least, enough);
    String answer =
        attained
            ? wording.attained(exact)
            : choices.hasPinned() ? wording.wouldEmpty() : wording.missed(reachable);
    return new CutPlan(
        goal,
        budget,
        spare,
        exact || impossible ? Method.MINIMUM_CUT : Method.GREEDY,
        attained,
        answer,
        report.changes(),
        before,
        after,
        least,
        enough,
        report.remaining(made.size() == budget),
        List.of());
  }

  /// @param fewest how many changes it takes at least, where that is known
  /// @param byCut whether the changes are a minimum cut
  /// @param none whether it is known that no changes do it, however many
  private record Found(List<Choice> made, OptionalInt fewest, boolean byCut, boolean none) {}

  /// @param all whether everybody is to be parted from everything
  private Found find(
      BitSet starts, BitSet targets, Choices choices, boolean all, long goal, int budget) {
    Optional<MinimumCut> cut =
        all ? MinimumCut.between(snapshot, starts, targets, choices) : Optional.empty();
    List<Choice> cutting = cut.map(each -> choices.choices(each.edges())).orElse(List.of());
    OptionalInt fewest =
        cut.isPresent() && cut.get().exact() ? OptionalInt.of(cutting.size()) : OptionalInt.empty();
    if (cut.isPresent() && cutting.size() <= budget) {
      return new Found(cutting, fewest, true, false);
    }
    List<Choice> greedy = new GreedyCut(snapshot, starts, targets, choices).choose(goal, budget);
    greedy.forEach(choices::undo);
    return new Found(greedy, fewest, false, all && cut.isEmpty());
  }

  /// How many changes are enough for a goal that is beyond the budget, if no more than [#TRIED].
  private OptionalInt enough(
      BitSet starts, BitSet targets, Choices choices, long goal, int budget) {
    List<Choice> found =
        find(starts, targets, choices, false, goal, Math.max(TRIED, budget)).made();
    boolean attained =
        new Exposures(snapshot, starts, targets).without(edges(found)).weight() <= goal;
    return attained ? OptionalInt.of(found.size()) : OptionalInt.empty();
  }

  /// The most that may be spared for the goal to be attainable by any number of changes; empty
  /// where nothing helps.
  private Optional<Spare> reachable(
      BitSet starts, BitSet targets, Spare spare, long most, Exposures exposures) {
    BitSet between = Between.nodes(snapshot, starts, targets, _ -> true);
    for (Spare less : Spare.values()) {
      if (less.compareTo(spare) >= 0) {
        Choices all = new Choices(snapshot, rules, less);
        Set<Integer> edges = new HashSet<>();
        between.stream()
            .forEach(node ->
                snapshot.forEachOut(
                    node,
                    e -> {
                      if (between.get(snapshot.to(e))) {
                        all.choice(e).ifPresent(choice -> edges.addAll(choice.edges()));
                      }
                    }));
        if (exposures.without(edges).weight() <= most) {
          return Optional.of(less);
        }
      }
    }
    return Optional.empty();
  }

  private static void require(int budget) {
    if (budget < 1) {
      throw new IllegalArgumentException("A budget is at least 1 change.");
    }
  }

  private static Set<Integer> edges(List<Choice> made) {
    Set<Integer> edges = new HashSet<>();
    made.forEach(choice -> edges.addAll(choice.edges()));
    return edges;
  }

  private BitSet all(NodeKind kind) {
    BitSet all = new BitSet();
    all.set(snapshot.first(kind), snapshot.end(kind));
    return all;
  }

  private BitSet nodes(Collection<String> keys) {
    BitSet nodes = new BitSet();
    keys.forEach(key ->
        nodes.set(
            snapshot
                .find(key)
                .orElseThrow(() ->
                    new IllegalArgumentException("There is no node " + key + " in the graph."))));
    return nodes;
  }
}
