package dev.firebreak.web.explore;

import dev.firebreak.analytics.blastradius.ShortestPaths;
import dev.firebreak.graph.snapshot.GraphSnapshot;

/// The shortest paths between two nodes, from the second to the first if none leads onward.
///
/// @param start where the paths begin
/// @param end where they end
/// @param turned whether the paths lead from the second node to the first
record Ways(ShortestPaths paths, int start, int end, boolean turned) {

  static Ways between(GraphSnapshot snapshot, int from, int to, int most) {
    ShortestPaths onward = ShortestPaths.between(snapshot, from, to, most);
    if (onward.total() > 0) {
      return new Ways(onward, from, to, false);
    }
    ShortestPaths back = ShortestPaths.between(snapshot, to, from, most);
    return back.total() > 0 ? new Ways(back, to, from, true) : new Ways(onward, from, to, false);
  }

  /// The nodes on the paths; only the two where there is none.
  Around around(GraphSnapshot snapshot) {
    return paths.total() > 0
        ? Around.along(snapshot, start, paths.paths())
        : Around.of(snapshot, start, Direction.BOTH, 0).and(end, 2);
  }

  /// How long the paths are; 0 where there is none.
  int hops() {
    return paths.paths().isEmpty() ? 0 : paths.paths().getFirst().hops().size();
  }

  Picture.Paths counted() {
    return new Picture.Paths(paths.total(), paths.paths().size(), hops(), turned);
  }
}
