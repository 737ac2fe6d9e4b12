package dev.firebreak.graph.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The columns of edges with some more edges between the same nodes, at the places where they would
/// be if all had come together. What is there is copied and not sorted again.
///
/// @param columns all edges
/// @param splice where the new ones went
/// @param added the new ones, in their order
record EdgesAdded(EdgeColumns columns, Splice splice, List<Edge> added) {

  static EdgesAdded of(EdgeColumns old, NodeColumns nodes, Collection<Edge> more) {
    return new Adding(old, nodes, more).done();
  }

  private record Placed(Edge edge, int at) {}

  /// The work on one set of edges.
  private static final class Adding {

    private final EdgeColumns old;
    private final NodeColumns nodes;
    private final List<Edge> added;
    private final Splice splice;
    private final List<Statement> statements;
    private final List<Seen> sightings;
    private TextColumn vias;

    Adding(EdgeColumns old, NodeColumns nodes, Collection<Edge> more) {
      this.old = old;
      this.nodes = nodes;
      List<Placed> placed =
          more.stream()
              .map(edge -> new Placed(edge, place(edge)))
              .sorted(
                  Comparator.comparingInt(Placed::at)
                      .thenComparing(Adding::kindAndEnd)
                      .thenComparing(each -> EdgeContent.of(each.edge())))
              .toList();
      this.added = placed.stream().map(Placed::edge).toList();
      this.splice = new Splice(placed.stream().mapToInt(Placed::at).toArray());
      this.statements = new ArrayList<>(old.statements());
      this.sightings = new ArrayList<>(old.sightings());
      this.vias = old.vias();
    }

    private static int kindAndEnd(Placed one, Placed other) {
      int starts = Integer.compare(one.edge().from(), other.edge().from());
      int kinds = starts != 0 ? starts : one.edge().kind().compareTo(other.edge().kind());
      return kinds != 0 ? kinds : Integer.compare(one.edge().to(), other.edge().to());
    }

    /// The first of the edges that leave the same node and come after it.
    private int place(Edge edge) {
      int at = old.outStarts()[edge.from()];
      int end = old.outStarts()[edge.from() + 1];
      while (at < end && !isBefore(edge, at)) {
        at++;
      }
      return at;
    }

    private boolean isBefore(Edge edge, int other) {
      int kinds = edge.kind().compareTo(old.kind(other));
      if (kinds != 0) {
        return kinds < 0;
      }
      int ends = Integer.compare(edge.to(), old.to()[other]);
      return ends != 0
          ? ends < 0
          : EdgeContent.of(edge)
                  .compareTo(EdgeContent.of(old.edge(other, nodes, java.util.Map.of())))
              < 0;
    }

    EdgesAdded done() {
      int[] from = added.stream().mapToInt(Edge::from).toArray();
      int[] to = added.stream().mapToInt(Edge::to).toArray();
      int[] via = added.stream().mapToInt(this::via).toArray();
      int[] said = added.stream().mapToInt(e -> code(statements, Statement.of(e))).toArray();
      int[] seen =
          added.stream()
              .map(Seen::of)
              .mapToInt(when -> when.equals(Seen.NEVER) ? 0 : code(sightings, when))
              .toArray();
      EdgeColumns all =
          new EdgeColumns(
              splice.ints(old.from(), from),
              splice.ints(old.to(), to),
              Splice.starts(old.outStarts(), from),
              in(to),
              Splice.starts(old.inStarts(), to),
              splice.ints(old.via(), via),
              vias,
              old.statement().with(splice, said),
              old.seen().with(splice, seen),
              old.since().with(splice, old.count(), added.stream().map(Edge::since).toList()),
              old.validFrom()
                  .with(splice, old.count(), added.stream().map(Edge::validFrom).toList()),
              old.validTo().with(splice, old.count(), added.stream().map(Edge::validTo).toList()),
              List.copyOf(statements),
              List.copyOf(sightings));
      return new EdgesAdded(all, splice, added);
    }

    private static <T> int code(List<T> values, T value) {
      int known = values.indexOf(value);
      if (known < 0) {
        values.add(value);
        return values.size();
      }
      return known + 1;
    }

    private int via(Edge edge) {
      String key = edge.via();
      if (key == null) {
        return -1;
      }
      int node = nodes.find(key);
      if (node >= 0) {
        return node;
      }
      vias = vias.with(key.getBytes(StandardCharsets.UTF_8));
      return -2 - (vias.size() - 1);
    }

    /// The edges that enter each node, by their new numbers.
    private int[] in(int[] to) {
      int[] moved = new int[old.in().length];
      for (int i = 0; i < moved.length; i++) {
        moved[i] = splice.moved(old.in()[i]);
      }
      int[] places =
          IntStream.range(0, added.size())
              .map(i -> {
                int at =
                    Arrays.binarySearch(
                        moved, old.inStarts()[to[i]], old.inStarts()[to[i] + 1], splice.placed(i));
                return -1 - at;
              })
              .toArray();
      int[] order =
          IntStream.range(0, places.length)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingInt(i -> places[i])
                      .thenComparingInt(i -> to[i])
                      .thenComparingInt(splice::placed))
              .mapToInt(Integer::intValue)
              .toArray();
      Splice entering = new Splice(IntStream.of(order).map(i -> places[i]).toArray());
      return entering.ints(moved, IntStream.of(order).map(splice::placed).toArray());
    }
  }
}
