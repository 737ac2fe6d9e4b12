package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Choices.Choice;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Small random graphs with everything that makes cuts hard, parallel edges, cycles and shared
/// accounts among it, and every set of changes tried.
final class RandomCuts {

  private static final int MOST_CHOICES = 12;

  private RandomCuts() {}

  /// @param starts all identities
  /// @param targets all crown jewels
  /// @param rules with a random use for every edge
  record Drawn(GraphSnapshot snapshot, BitSet starts, BitSet targets, CutRules rules) {

    CutPlanner planner() {
      return new CutPlanner(snapshot, rules);
    }

    List<String> keys(BitSet nodes) {
      return nodes.stream().mapToObj(snapshot::key).toList();
    }

    /// Every change that lies between and may be made.
    List<Choice> choices(Spare spare) {
      Choices all = new Choices(snapshot, rules, spare);
      List<Choice> found = new ArrayList<>();
      Between.nodes(snapshot, starts, targets, _ -> true).stream()
          .forEach(node -> snapshot.forEachOut(node, e -> all.choice(e).ifPresent(found::add)));
      return found.stream().distinct().toList();
    }

    long exposure(Set<Integer> gone) {
      return new Exposures(snapshot, starts, targets).without(gone).weight();
    }

    /// The fewest changes after which `enough` is true of the exposure; -1 where none are.
    int fewest(List<Choice> choices, java.util.function.LongPredicate enough) {
      return IntStream.range(0, 1 << choices.size())
          .filter(set -> enough.test(exposure(edges(choices, set))))
          .map(Integer::bitCount)
          .min()
          .orElse(-1);
    }

    /// The least exposure that so many changes can leave.
    long least(List<Choice> choices, int budget) {
      return IntStream.range(0, 1 << choices.size())
          .filter(set -> Integer.bitCount(set) <= budget)
          .mapToLong(set -> exposure(edges(choices, set)))
          .min()
          .orElseThrow();
    }
  }

  static Set<Integer> edges(List<Choice> choices, int set) {
    Set<Integer> edges = new HashSet<>();
    for (int i = 0; i < choices.size(); i++) {
      if ((set & 1 << i) != 0) {
        edges.addAll(choices.get(i).edges());
      }
    }
    return edges;
  }

  /// @param used how many of 10 edges are used, how many more unknown
  static Drawn draw(long seed, int used, int unknown) {
    SplittableRandom chance = new SplittableRandom(seed * 31 + used);
    while (true) {
      Drawn drawn = once(chance, used, unknown);
      int choices = drawn.choices(Spare.NOTHING).size();
      if (choices >= 3 && choices <= MOST_CHOICES && drawn.exposure(Set.of()) > 0) {
        return drawn;
      }
    }
  }

  private static Drawn once(SplittableRandom chance, int used, int unknown) {
    CutGraph graph = new CutGraph();
    List<String> identities = names(3 + chance.nextInt(3), i -> graph.identity("i" + i));
    List<String> accounts = names(4, i -> graph.account("a" + i));
    List<String> groups = names(4, i -> graph.group("g" + i));
    for (int i = 0; i < groups.size(); i++) {
      graph.member(graph.account("always" + i), groups.get(i)); // so that no group can be emptied
    }
    List<String> jewels = names(3, i -> graph.jewel("e" + i, chance.nextInt(101)));
    for (String identity : identities) {
      graph.owns(identity, pick(chance, accounts));
    }
    for (int i = 4 + chance.nextInt(6); i > 0; i--) {
      String from = chance.nextInt(3) == 0 ? pick(chance, groups) : pick(chance, accounts);
      String to = pick(chance, groups);
      graph.member(from, to);
      if (chance.nextInt(6) == 0) {
        graph.member(from, to);
      }
    }
    for (int i = 3 + chance.nextInt(5); i > 0; i--) {
      graph.holds(
          chance.nextInt(4) > 0 ? pick(chance, groups) : pick(chance, accounts),
          pick(chance, jewels));
    }
    if (chance.nextInt(3) == 0) {
      graph.implies(jewels.get(0), jewels.get(1));
    }
    GraphSnapshot snapshot = graph.snapshot();
    EdgeUse[] use = new EdgeUse[snapshot.edgeCount()];
    for (int e = 0; e < use.length; e++) {
      int at = chance.nextInt(10);
      EdgeUse.Kind kind =
          at < used
              ? EdgeUse.Kind.USED
              : at < used + unknown ? EdgeUse.Kind.UNKNOWN : EdgeUse.Kind.UNUSED;
      use[e] = new EdgeUse(kind, kind.word());
    }
    BitSet starts = new BitSet();
    starts.set(snapshot.first(NodeKind.IDENTITY), snapshot.end(NodeKind.IDENTITY));
    return new Drawn(
        snapshot, starts, Weights.jewels(snapshot), new CutRules(RemovalRules.OPEN, e -> use[e]));
  }

  private static List<String> names(int count, java.util.function.IntFunction<String> each) {
    return IntStream.range(0, count).mapToObj(each).toList();
  }

  private static String pick(SplittableRandom chance, List<String> from) {
    return from.get(chance.nextInt(from.size()));
  }

  static Set<Integer> edges(List<Choice> choices) {
    return edges(choices, (1 << choices.size()) - 1);
  }

  /// What a plain search from one node finds, by rows of the snapshot alone.
  static boolean reaches(GraphSnapshot snapshot, int from, int to, IntPredicate there) {
    BitSet seen = new BitSet();
    List<Integer> queue = new ArrayList<>(List.of(from));
    for (int head = 0; head < queue.size(); head++) {
      for (int e = snapshot.firstOut(queue.get(head)); e < snapshot.endOut(queue.get(head)); e++) {
        if (snapshot.isReach(e) && there.test(e) && !seen.get(snapshot.to(e))) {
          seen.set(snapshot.to(e));
          queue.add(snapshot.to(e));
        }
      }
    }
    return seen.get(to);
  }
}
