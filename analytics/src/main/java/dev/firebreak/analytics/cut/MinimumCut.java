package dev.firebreak.analytics.cut;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The cheapest set of reach edges without which some starts reach none of some targets: a minimum
/// cut, found by a greatest flow. It looks only at nodes that lie between. Of several cuts that
/// cost the same it is the one nearest to the starts, so that the same graph always gives the same
/// cut.
///
/// Edges that one change takes together are paid once: they go through a node of their own whose
/// only room is the price of the change. That is exact where they have their start or their end in
/// common, as the values of SCIM resources do; see [#exact].
///
/// @param edges the edges to cut, ascending; none where no target is reached
/// @param value the sum of the costs of the changes
/// @param exact whether no cheaper cut exists; false only where a change takes edges that have
///   neither end in common, which are then paid one by one
record MinimumCut(List<Integer> edges, long value, boolean exact) {

  MinimumCut {
    edges = List.copyOf(edges);
  }

  /// The cut; empty where only edges that cannot be cut would do.
  static Optional<MinimumCut> between(
      GraphSnapshot snapshot, BitSet starts, BitSet targets, Costs costs) {
    return starts.intersects(targets)
        ? Optional.empty()
        : new Search(snapshot, starts, targets, costs).cut();
  }

  /// One search.
  private static final class Search {
    private final FlowNetwork flow = new FlowNetwork();
    private final int source = flow.node();
    private final int sink = flow.node();
    private final Map<Integer, List<Integer>> edgesOf = new TreeMap<>();
    private final Map<Integer, List<Integer>> paid = new HashMap<>();
    private final Map<Integer, int[]> ends = new HashMap<>();
    private final boolean reached;
    private boolean exact = true;

    Search(GraphSnapshot snapshot, BitSet starts, BitSet targets, Costs costs) {
      BitSet between = Between.nodes(snapshot, starts, targets, costs::isThere);
      int[] local = new int[snapshot.nodeCount()];
      between.stream().forEach(node -> local[node] = flow.node());
      this.reached = !between.isEmpty();
      between.stream()
          .filter(node -> !targets.get(node))
          .forEach(node ->
              snapshot.forEachOut(
                  node,
                  edge -> {
                    if (between.get(snapshot.to(edge)) && costs.isThere(edge)) {
                      edgesOf.computeIfAbsent(costs.change(edge), _ -> new ArrayList<>()).add(edge);
                    }
                  }));
      edgesOf.values().forEach(edges -> connect(snapshot, local, edges, costs));
      starts.stream()
          .filter(between::get)
          .forEach(node -> flow.arc(source, local[node], Costs.UNCUTTABLE));
      targets.stream()
          .filter(between::get)
          .forEach(node -> flow.arc(local[node], sink, Costs.UNCUTTABLE));
    }

    private void connect(GraphSnapshot snapshot, int[] local, List<Integer> edges, Costs costs) {
      long cost = costs.of(edges.getFirst());
      boolean together = edges.size() > 1 && cost < Costs.UNCUTTABLE;
      boolean oneStart = together && edges.stream().map(snapshot::from).distinct().count() == 1;
      boolean oneEnd = together && edges.stream().map(snapshot::to).distinct().count() == 1;
      if (oneStart || oneEnd) {
        int in = oneStart ? local[snapshot.from(edges.getFirst())] : flow.node();
        int out = oneStart ? flow.node() : local[snapshot.to(edges.getFirst())];
        pay(flow.arc(in, out, cost), in, out, edges);
        for (int edge : edges) {
          if (oneStart) {
            flow.arc(out, local[snapshot.to(edge)], Costs.UNCUTTABLE);
          } else {
            flow.arc(local[snapshot.from(edge)], in, Costs.UNCUTTABLE);
          }
        }
        return;
      }
      exact &= !together;
      for (int edge : edges) {
        int in = local[snapshot.from(edge)];
        int out = local[snapshot.to(edge)];
        pay(flow.arc(in, out, Math.min(cost, Costs.UNCUTTABLE)), in, out, List.of(edge));
      }
    }

    private void pay(int arc, int in, int out, List<Integer> edges) {
      paid.put(arc, edges);
      ends.put(arc, new int[] {in, out});
    }

    Optional<MinimumCut> cut() {
      if (!reached) {
        return Optional.of(new MinimumCut(List.of(), 0, true));
      }
      if (flow.reached(source, Costs.UNCUTTABLE).get(sink)) {
        return Optional.empty();
      }
      long value = flow.fill(source, sink);
      BitSet near = flow.reached(source, 1);
      List<Integer> cut = new ArrayList<>();
      paid.forEach((arc, edges) -> {
        int[] at = ends.getOrDefault(arc, new int[] {source, source});
        if (near.get(at[0]) && !near.get(at[1])) {
          cut.addAll(edges);
        }
      });
      return Optional.of(new MinimumCut(cut.stream().sorted().toList(), value, exact));
    }
  }
}
