package dev.firebreak.analytics.blastradius;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Whom an identity is compared with: the others of its department who are not inactive, or, where
/// they are fewer than five, all others who are not inactive.
final class Peers {

  private static final int ENOUGH = 5;

  /// The middle of the peers' weighted radii, and who they are in words.
  record Comparison(double median, String words) {}

  private final GraphSnapshot snapshot;
  private final long[] everybody;
  private final Map<String, long[]> departments = new HashMap<>();

  Peers(GraphSnapshot snapshot, List<Radius> radii) {
    this.snapshot = snapshot;
    List<Radius> present = radii.stream().filter(this::isPresent).toList();
    this.everybody = sorted(present);
    present.stream()
        .filter(radius -> snapshot.node(radius.node()).department() != null)
        .collect(
            Collectors.groupingBy(
                radius -> String.valueOf(snapshot.node(radius.node()).department())))
        .forEach((department, members) -> departments.put(department, sorted(members)));
  }

  Comparison of(Radius radius) {
    Node identity = snapshot.node(radius.node());
    long[] department =
        identity.department() == null
            ? new long[0]
            : departments.getOrDefault(identity.department(), new long[0]);
    int others = department.length - (isPresent(radius) ? 1 : 0);
    if (others >= ENOUGH) {
      return new Comparison(
          median(department, radius), "%d peers in %s".formatted(others, identity.department()));
    }
    int all = everybody.length - (isPresent(radius) ? 1 : 0);
    return new Comparison(median(everybody, radius), "all %d others".formatted(all));
  }

  private boolean isPresent(Radius radius) {
    return snapshot.active(radius.node()) != Active.NO;
  }

  private static long[] sorted(List<Radius> radii) {
    return radii.stream().mapToLong(Radius::weighted).sorted().toArray();
  }

  /// The median of `sorted`, leaving out the identity itself where it is among them.
  private double median(long[] sorted, Radius self) {
    int skip = isPresent(self) ? Arrays.binarySearch(sorted, self.weighted()) : sorted.length;
    int count = isPresent(self) ? sorted.length - 1 : sorted.length;
    if (count == 0) {
      return 0;
    }
    return (at(sorted, (count - 1) / 2, skip) + at(sorted, count / 2, skip)) / 2.0;
  }

  private static long at(long[] sorted, int index, int skip) {
    return sorted[index < skip ? index : index + 1];
  }
}
