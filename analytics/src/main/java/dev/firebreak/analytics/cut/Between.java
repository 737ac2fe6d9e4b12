package dev.firebreak.analytics.cut;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.function.IntPredicate;

/// The nodes that lie on a way from some starts to some ends, starts and ends among them.
final class Between {

  private Between() {}

  /// Finds them.
  ///
  /// @param passes which reach edges are there
  static BitSet nodes(GraphSnapshot snapshot, BitSet starts, BitSet ends, IntPredicate passes) {
    if (starts.cardinality() <= ends.cardinality()) {
      BitSet reached = reached(snapshot, starts, passes);
      BitSet last = (BitSet) ends.clone();
      last.and(reached);
      return leading(snapshot, last, e -> passes.test(e) && reached.get(snapshot.from(e)));
    }
    BitSet leading = leading(snapshot, ends, passes);
    BitSet begin = (BitSet) starts.clone();
    begin.and(leading);
    return reached(snapshot, begin, e -> passes.test(e) && leading.get(snapshot.to(e)));
  }

  /// What some starts reach, themselves among it.
  static BitSet reached(GraphSnapshot snapshot, BitSet starts, IntPredicate passes) {
    BitSet found = (BitSet) starts.clone();
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    starts.stream().forEach(queue::add);
    while (!queue.isEmpty()) {
      snapshot.forEachOut(
          queue.remove(),
          e -> {
            int to = snapshot.to(e);
            if (!found.get(to) && passes.test(e)) {
              found.set(to);
              queue.add(to);
            }
          });
    }
    return found;
  }

  /// What leads to some ends, themselves among it.
  static BitSet leading(GraphSnapshot snapshot, BitSet ends, IntPredicate passes) {
    BitSet found = (BitSet) ends.clone();
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    ends.stream().forEach(queue::add);
    while (!queue.isEmpty()) {
      snapshot.forEachIn(
          queue.remove(),
          e -> {
            int from = snapshot.from(e);
            if (!found.get(from) && passes.test(e)) {
              found.set(from);
              queue.add(from);
            }
          });
    }
    return found;
  }

  /// A set of one node.
  static BitSet only(int node) {
    BitSet set = new BitSet();
    set.set(node);
    return set;
  }
}
