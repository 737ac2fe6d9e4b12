package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.whatif.Supposed;
import dev.firebreak.analytics.whatif.Supposed.Touched;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// What a change can have an effect on, by index. Sets of nodes that lead somewhere or are led to
/// are those of both snapshots together.
///
/// @param supposed the change
/// @param leading all nodes from which the start of a changed edge is reached: nothing else reaches
///   other things than before
/// @param reached all nodes that are reached from the end of a changed edge or from a node that is
///   switched: nothing else is reached by others than before
record Footprint(Supposed supposed, BitSet leading, BitSet reached) {

  static Footprint of(Supposed supposed) {
    BitSet starts = ends(supposed, Touched::from);
    BitSet ends = ends(supposed, Touched::to);
    supposed.switched().forEach(ends::set);
    return new Footprint(
        supposed,
        closure(supposed, starts, false, GraphSnapshot::isReach),
        closure(supposed, ends, true, GraphSnapshot::isReach));
  }

  /// Whether an edge is followed.
  interface Along {
    boolean test(GraphSnapshot snapshot, int edge);
  }

  /// All nodes that edges lead to from some, in either snapshot.
  BitSet following(BitSet from, Along along) {
    return closure(supposed, from, true, along);
  }

  private static BitSet closure(Supposed supposed, BitSet from, boolean forward, Along along) {
    BitSet found = (BitSet) from.clone();
    int[] queue = new int[supposed.before().nodeCount()];
    int size = 0;
    for (int node = from.nextSetBit(0); node >= 0; node = from.nextSetBit(node + 1)) {
      queue[size++] = node;
    }
    for (int head = 0; head < size; head++) {
      size = step(supposed.before(), queue[head], forward, along, found, queue, size);
      size = step(supposed.after(), queue[head], forward, along, found, queue, size);
    }
    return found;
  }

  private static int step(
      GraphSnapshot snapshot,
      int node,
      boolean forward,
      Along along,
      BitSet found,
      int[] queue,
      int size) {
    int next = size;
    int end = forward ? snapshot.endOut(node) : snapshot.endIn(node);
    for (int at = forward ? snapshot.firstOut(node) : snapshot.firstIn(node); at < end; at++) {
      int edge = forward ? at : snapshot.in(at);
      int other = forward ? snapshot.to(edge) : snapshot.from(edge);
      if (!found.get(other) && along.test(snapshot, edge)) {
        found.set(other);
        queue[next++] = other;
      }
    }
    return next;
  }

  private static BitSet ends(Supposed supposed, ToIntFunction<Touched> end) {
    BitSet all = new BitSet();
    supposed.edges().forEach(edge -> all.set(end.applyAsInt(edge)));
    return all;
  }

  GraphSnapshot before() {
    return supposed.before();
  }

  GraphSnapshot after() {
    return supposed.after();
  }

  /// Whether any edge of a kind changed.
  boolean touches(EdgeKind kind) {
    return supposed.edges().stream().anyMatch(edge -> edge.kind() == kind);
  }

  /// Where changed edges of some kinds start.
  BitSet starts(EdgeKind... kinds) {
    return only(Touched::from, kinds);
  }

  /// Where changed edges of some kinds end.
  BitSet ends(EdgeKind... kinds) {
    return only(Touched::to, kinds);
  }

  private BitSet only(ToIntFunction<Touched> end, EdgeKind... kinds) {
    Set<EdgeKind> wanted = EnumSet.noneOf(EdgeKind.class);
    wanted.addAll(Set.of(kinds));
    BitSet all = new BitSet();
    supposed.edges().stream()
        .filter(edge -> wanted.contains(edge.kind()))
        .mapToInt(end)
        .forEach(all::set);
    return all;
  }

  /// The nodes of a kind that are switched.
  BitSet switched(NodeKind kind) {
    BitSet all = new BitSet();
    supposed.switched().forEach(all::set);
    return of(kind, all);
  }

  /// Those of some nodes that are of some kinds.
  BitSet of(NodeKind kind, BitSet nodes) {
    BitSet all = (BitSet) nodes.clone();
    all.clear(0, before().first(kind));
    all.clear(before().end(kind), Math.max(before().nodeCount(), before().end(kind)));
    return all;
  }

  /// The accounts that some identities own, used or not.
  BitSet accountsOf(BitSet identities) {
    return joined(identities, true);
  }

  /// The identities that own some accounts, whether those can be used or not.
  BitSet ownersOf(BitSet accounts) {
    return joined(accounts, false);
  }

  private BitSet joined(BitSet nodes, boolean forward) {
    BitSet all = new BitSet();
    for (GraphSnapshot snapshot : new GraphSnapshot[] {before(), after()}) {
      IntPredicate owns = e -> snapshot.holds(e) && snapshot.edgeKind(e) == EdgeKind.OWNS;
      nodes.stream()
          .forEach(node -> {
            if (forward) {
              IntStream.range(snapshot.firstOut(node), snapshot.endOut(node))
                  .filter(owns)
                  .forEach(e -> all.set(snapshot.to(e)));
            } else {
              IntStream.range(snapshot.firstIn(node), snapshot.endIn(node))
                  .map(snapshot::in)
                  .filter(owns)
                  .forEach(e -> all.set(snapshot.from(e)));
            }
          });
    }
    return all;
  }

  static BitSet union(BitSet... sets) {
    BitSet all = new BitSet();
    for (BitSet each : sets) {
      all.or(each);
    }
    return all;
  }
}
