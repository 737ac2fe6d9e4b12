package dev.firebreak.web.explore;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.explore.Around.Found;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/// Which of what was found is drawn, and what is folded into counts. What a filter takes away makes
/// room for what lies behind it, which then hangs at what lies before it.
final class Drawn {

  /// Never more nodes than this are drawn.
  static final int MOST = 300;

  /// How many are drawn as long as nobody asks for more.
  static final int USUAL = 60;

  private static final List<Integer> LIMITS = List.of(40, 24, 16, 12, 9, 7, 5, 4, 3, 2, 1);

  /// A node that is drawn.
  ///
  /// @param parent the node that it hangs at; itself for the one in the middle
  /// @param through how many nodes lie between the two that a filter takes away
  record Branch(int node, int column, int parent, boolean onward, int through) {}

  /// What is not drawn of the branches of a node.
  ///
  /// @param of the node
  /// @param onward whether they lie where its edges point
  /// @param hidden how many nodes
  record Fold(int of, boolean onward, int column, int hidden) {}

  private final Around around;
  private final GraphSnapshot snapshot;
  private final IntPredicate passes;
  private final Map<Integer, List<Branch>> children = new HashMap<>();
  private final Map<Integer, Integer> sizes = new HashMap<>();
  private final Set<Integer> kept = new HashSet<>();
  private Map<Integer, Branch> branches = Map.of();
  private List<Fold> folds = List.of();
  private final int total;

  /// @param passes what is not filtered away
  /// @param keep the nodes that are drawn before others
  /// @param expanded the nodes whose neighbours are all drawn
  /// @param folded the nodes behind which nothing is drawn
  Drawn(
      Around around,
      IntPredicate passes,
      Set<Integer> keep,
      Set<Integer> expanded,
      Set<Integer> folded) {
    this.around = around;
    this.snapshot = around.snapshot();
    this.passes = node -> node == around.focus() || passes.test(node);
    hang();
    this.total = size(around.focus());
    keep(keep);
    keep(expanded);
    for (int limit : LIMITS) {
      draw(limit, expanded, folded);
      if (branches.size() <= USUAL) {
        break;
      }
    }
  }

  /// Everything is drawn, but for what is beyond [#MOST].
  static Drawn whole(Around around) {
    Set<Integer> all = new HashSet<>();
    around.all().forEach(found -> all.add(found.node()));
    return new Drawn(around, _ -> true, Set.of(), all, Set.of());
  }

  private void hang() {
    Map<Integer, int[]> shown = new HashMap<>();
    for (Found found : around.all()) {
      int node = found.node();
      if (node == around.focus()) {
        shown.put(node, new int[] {node, 0});
        continue;
      }
      int[] above = shown.getOrDefault(found.parent(), new int[] {around.focus(), 0});
      if (passes.test(node)) {
        children
            .computeIfAbsent(above[0], _ -> new ArrayList<>())
            .add(new Branch(node, found.column(), above[0], found.onward(), above[1]));
        shown.put(node, new int[] {node, 0});
      } else {
        shown.put(node, new int[] {above[0], above[1] + 1});
      }
    }
    List<Found> last = new ArrayList<>(around.all()).reversed();
    for (Found found : last) {
      int[] above = shown.getOrDefault(found.node(), new int[] {around.focus(), 0});
      if (above[0] == found.node()) {
        int size = 1;
        for (Branch child : children.getOrDefault(found.node(), List.of())) {
          size += size(child.node());
        }
        sizes.put(found.node(), size);
      }
    }
    Comparator<Branch> order =
        Comparator.<Branch>comparingInt(child -> -sensitivity(child.node()))
            .thenComparingInt(child -> -size(child.node()))
            .thenComparing(child -> snapshot.key(child.node()));
    children.values().forEach(list -> list.sort(order));
  }

  private int sensitivity(int node) {
    return snapshot.crownJewel(node) ? 1_000 : snapshot.sensitivity(node);
  }

  private int size(int node) {
    return sizes.getOrDefault(node, 1);
  }

  private void keep(Set<Integer> nodes) {
    for (int node : nodes) {
      if (around.has(node)) {
        for (int at = node; at != around.focus() && kept.add(at); ) {
          at = around.of(at).parent();
        }
      }
    }
  }

  private void draw(int limit, Set<Integer> expanded, Set<Integer> folded) {
    Map<Integer, Branch> drawn = new LinkedHashMap<>();
    Map<Integer, List<Branch>> left = new LinkedHashMap<>();
    Deque<Branch> open = new ArrayDeque<>();
    open.add(new Branch(around.focus(), 0, around.focus(), true, 0));
    drawn.put(around.focus(), open.getFirst());
    while (!open.isEmpty()) {
      int node = open.remove().node();
      boolean all = expanded.contains(node);
      int room = folded.contains(node) ? 0 : all ? Integer.MAX_VALUE : limit;
      List<Branch> order = new ArrayList<>(children.getOrDefault(node, List.of()));
      order.sort(Comparator.comparingInt(child -> kept.contains(child.node()) ? 0 : 1));
      for (Branch child : order) {
        boolean wanted = room > 0 || (kept.contains(child.node()) && !folded.contains(node));
        if (wanted && drawn.size() < MOST) {
          drawn.put(child.node(), child);
          open.add(child);
          room--;
        } else {
          left.computeIfAbsent(node, _ -> new ArrayList<>()).add(child);
        }
      }
    }
    branches = drawn;
    folds = new ArrayList<>();
    left.forEach((node, hidden) -> {
      fold(node, hidden, true);
      fold(node, hidden, false);
    });
  }

  private void fold(int node, List<Branch> hidden, boolean onward) {
    int count = 0;
    int column = 0;
    for (Branch child : hidden) {
      if (child.onward() == onward) {
        count += size(child.node());
        column =
            column == 0 || Math.abs(child.column()) < Math.abs(column) ? child.column() : column;
      }
    }
    if (count > 0) {
      folds.add(new Fold(node, onward, column, count));
    }
  }

  /// What is drawn, by node, the middle first, each after what it hangs at.
  Map<Integer, Branch> branches() {
    return branches;
  }

  /// What is folded.
  List<Fold> folds() {
    return folds;
  }

  /// How many nodes there are that no filter takes away.
  int total() {
    return total;
  }

  boolean has(int node) {
    return branches.containsKey(node);
  }
}
