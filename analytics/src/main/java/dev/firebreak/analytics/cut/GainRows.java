package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Choices.Choice;
import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.whatif.SingleRemovals;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The edges of a [GainGraph], and where in them each change is. First come the nodes of the
/// snapshot that lie between, then the changes that are nodes of their own, last one node that
/// leads nowhere: what a change takes leads to it once the change is made.
final class GainRows {

  /// A change and its edges that lie between.
  private record Lying(Choice choice, List<Integer> edges) {}

  /// Where a change is.
  ///
  /// @param node the node that it is, -1 for an edge
  /// @param begins where its edges begin
  /// @param positions of the edge that it is, or of what leads on from its node
  private record Place(int node, List<Integer> begins, List<Integer> positions) {}

  private final GraphSnapshot snapshot;
  private final List<Choice> choices = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();
  private final int[] nodes;
  private final int[] locals;
  private final int size;
  private final Adjacency all;

  GainRows(GraphSnapshot snapshot, BitSet between, Choices all) {
    this.snapshot = snapshot;
    this.nodes = between.stream().toArray();
    this.locals = new int[snapshot.nodeCount()];
    for (int at = 0; at < nodes.length; at++) {
      locals[nodes[at]] = at;
    }
    Rows rows = new Rows();
    BitSet parallel = new BitSet();
    List<Lying> lying = lying(between, all, rows, parallel);
    List<Integer> own = new ArrayList<>();
    int next = nodes.length;
    for (Lying each : lying) {
      boolean edge = each.edges().size() == 1 && !parallel.get(each.edges().getFirst());
      int node = edge ? -1 : next++;
      own.add(node);
      each.edges().forEach(e -> add(rows, e, node));
    }
    this.size = next + 1;
    this.all = rows.build(size);
    for (int at = 0; at < lying.size(); at++) {
      choices.add(lying.get(at).choice());
      places.add(place(own.get(at), lying.get(at).edges()));
    }
  }

  /// The changes that lie between, by number; what no change takes is added to the rows.
  ///
  /// @param parallel is given the edges beside which another leads to the same
  private List<Lying> lying(BitSet between, Choices all, Rows rows, BitSet parallel) {
    Map<Integer, Lying> found = new TreeMap<>();
    int[] last = new int[snapshot.nodeCount()];
    for (int node : nodes) {
      snapshot.forEachOut(
          node,
          e -> {
            int to = snapshot.to(e);
            if (!between.get(to) || !all.isThere(e)) {
              return;
            }
            if (last[to] > 0 && snapshot.from(last[to] - 1) == node) {
              parallel.set(e);
              parallel.set(last[to] - 1);
            }
            last[to] = e + 1;
            all.choice(e)
                .ifPresentOrElse(
                    choice ->
                        found
                            .computeIfAbsent(
                                choice.number(), _ -> new Lying(choice, new ArrayList<>(1)))
                            .edges()
                            .add(e),
                    () -> rows.add(locals[node], locals[to]));
          });
    }
    return List.copyOf(found.values());
  }

  private void add(Rows rows, int edge, int through) {
    int from = locals[snapshot.from(edge)];
    int to = locals[snapshot.to(edge)];
    if (through < 0) {
      rows.add(from, to);
    } else {
      rows.add(from, through);
      rows.add(through, to);
    }
  }

  private Place place(int node, List<Integer> edges) {
    List<Integer> begins = edges.stream().map(e -> locals[snapshot.from(e)]).distinct().toList();
    int begin = node < 0 ? begins.getFirst() : node;
    int end = locals[snapshot.to(edges.getFirst())];
    return new Place(
        node,
        begins,
        IntStream.range(all.first(begin), all.end(begin))
            .filter(at -> node >= 0 || all.target(at) == end)
            .boxed()
            .toList());
  }

  /// The changes that lie between, by number.
  List<Choice> choices() {
    return choices;
  }

  int size() {
    return size;
  }

  /// The number here of a node of the snapshot that lies between.
  int local(int node) {
    return locals[node];
  }

  /// The node of the snapshot that has a number here, -1 for none.
  int node(int at) {
    return at < nodes.length ? nodes[at] : -1;
  }

  /// The edges while no change is made.
  Adjacency all() {
    return all;
  }

  /// The edges while some changes are made.
  ///
  /// @param made positions of changes
  Adjacency without(BitSet made) {
    int[] targets = IntStream.range(0, all.edgeCount()).map(all::target).toArray();
    made.stream()
        .forEach(choice ->
            places.get(choice).positions().forEach(position -> targets[position] = size - 1));
    return all.with(targets);
  }

  /// Where the edges begin that a change takes.
  List<Integer> begins(int choice) {
    return places.get(choice).begins();
  }

  /// What is lost without a change.
  long gain(int choice, SingleRemovals removals) {
    Place place = places.get(choice);
    return place.node() >= 0
        ? removals.ofNode(place.node())
        : removals.ofEdge(place.positions().getFirst());
  }
}
