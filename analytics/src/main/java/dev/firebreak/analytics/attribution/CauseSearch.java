package dev.firebreak.analytics.attribution;

import dev.firebreak.analytics.attribution.ValueChanges.ValueChange;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/// Breadth-first search over a [GraphDiff] with some causes applied. Not for several threads.
final class CauseSearch {

  private final GraphDiff diff;
  private final int[] seen;
  private final int[] queue;
  private int round;
  private int alwaysRound;

  CauseSearch(GraphDiff diff) {
    this.diff = diff;
    this.seen = new int[diff.nodeCount()];
    this.queue = new int[diff.nodeCount()];
  }

  /// Finds what is reached whatever is applied, the start itself among it.
  ///
  /// @return how many nodes that are, see [#found]
  int always(int start) {
    int size = search(start, diff::always);
    alwaysRound = round;
    return size;
  }

  /// A node that the last search found; the first is its start.
  int found(int position) {
    return queue[position];
  }

  /// Whether the last [#always] found a node.
  boolean isAlways(int node) {
    return seen[node] == alwaysRound;
  }

  /// What a node reaches when these causes are applied and no other.
  RadiusSums sums(int start, IntPredicate applied) {
    int size = search(start, edge -> isOn(edge, applied));
    RadiusSums sum = RadiusSums.ZERO;
    for (int i = 1; i < size; i++) {
      sum = sum.plus(diff.value(queue[i]));
      for (ValueChange change : diff.values().of(queue[i])) {
        if (applied.test(change.cause())) {
          sum = sum.plus(change.difference());
        }
      }
    }
    return sum;
  }

  /// The causes that a node could notice: of edges that leave what it reaches under some of them,
  /// and of the values of that. Ascending.
  int[] causes(int start) {
    int size = search(start, edge -> true);
    TreeSet<Integer> causes = new TreeSet<>();
    for (int i = 0; i < size; i++) {
      diff.values().of(queue[i]).forEach(change -> causes.add(change.cause()));
      for (int edge = diff.first(queue[i]); edge < diff.end(queue[i]); edge++) {
        if (diff.fact(edge) >= 0) {
          causes.add(diff.fact(edge));
        }
        if (diff.activity(edge) >= 0) {
          causes.add(diff.activity(edge));
        }
      }
    }
    return causes.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean isOn(int edge, IntPredicate applied) {
    return isSo(diff.fact(edge), applied) && isSo(diff.activity(edge), applied);
  }

  private boolean isSo(int cause, IntPredicate applied) {
    return cause < 0 || applied.test(cause) == (diff.condition(cause) == Ways.applied(cause));
  }

  private int search(int start, IntPredicate walked) {
    round++;
    seen[start] = round;
    queue[0] = start;
    int size = 1;
    for (int head = 0; head < size; head++) {
      int end = diff.end(queue[head]);
      for (int edge = diff.first(queue[head]); edge < end; edge++) {
        int to = diff.target(edge);
        if (seen[to] != round && walked.test(edge)) {
          seen[to] = round;
          queue[size++] = to;
        }
      }
    }
    return size;
  }
}
