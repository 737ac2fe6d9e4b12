package dev.firebreak.analytics.toxic;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The nodes that meet a formula with the fewest hops: one for a leaf, one for each part where all
/// parts are needed. Of equally near ones, that with the smallest key.
///
/// @param nodes the ends of the paths that prove it
/// @param hops of the longest of them
record Nearest(List<Integer> nodes, int hops) {

  /// @param leaves the nodes of each leaf
  /// @param found which nodes are reached
  /// @param hops how far they are
  /// @param order of nodes that are equally near
  record In(
      List<int[]> leaves, IntPredicate found, IntUnaryOperator hops, Comparator<Integer> order) {

    /// Null where the formula is not met.
    @Nullable Nearest of(Formula formula) {
      return switch (formula) {
        case Formula.Leaf(int bit) ->
            IntStream.of(leaves.get(bit))
                .filter(found)
                .boxed()
                .min(Comparator.<Integer>comparingInt(hops::applyAsInt).thenComparing(order))
                .map(node -> new Nearest(List.of(node), hops.applyAsInt(node)))
                .orElse(null);
        case Formula.Any(List<Formula> of) -> {
          Nearest best = null;
          for (Formula each : of) {
            Nearest one = of(each);
            if (one != null && (best == null || one.hops() < best.hops())) {
              best = one;
            }
          }
          yield best;
        }
        case Formula.All(List<Formula> of) -> {
          List<Integer> ends = new java.util.ArrayList<>();
          int longest = 0;
          for (Formula each : of) {
            Nearest one = of(each);
            if (one == null) {
              yield null;
            }
            ends.addAll(one.nodes());
            longest = Math.max(longest, one.hops());
          }
          yield new Nearest(ends.stream().distinct().toList(), longest);
        }
      };
    }
  }
}
