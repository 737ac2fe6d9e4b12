package dev.firebreak.analytics.reach;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.IntPredicate;

/// What matters most of all that a walk found.
public final class Highlight {

  private Highlight() {}

  /// The resource to name first: a crown jewel before others, then the most sensitive, then the
  /// nearest, then the smallest key.
  ///
  /// @param walk a forward walk after its search
  /// @param eligible which resources may be named, by index
  public static Optional<Integer> of(GraphSnapshot snapshot, Walk walk, IntPredicate eligible) {
    return walk.nodes()
        .filter(node -> snapshot.kind(node).isResource())
        .filter(eligible)
        .boxed()
        .min(
            Comparator.<Integer, Boolean>comparing(node -> !snapshot.crownJewel(node))
                .thenComparingInt(node -> -snapshot.sensitivity(node))
                .thenComparingInt(walk::hops)
                .thenComparing(node -> snapshot.key(node)));
  }

  /// The path from the walk's start to its highlight, or the start alone when it reaches no
  /// resource.
  ///
  /// @param start the node that the walk started from
  public static AccessPath path(GraphSnapshot snapshot, Walk walk, int start) {
    int end = of(snapshot, walk, node -> true).orElse(start);
    AccessPath path = walk.pathTo(end, snapshot.name(end), "");
    return end == start
        ? new AccessPath(snapshot.name(end), "reaches nothing", path.stops(), path.hops())
        : new AccessPath(snapshot.name(end), Wording.how(path), path.stops(), path.hops());
  }
}
