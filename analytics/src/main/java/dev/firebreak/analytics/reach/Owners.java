package dev.firebreak.analytics.reach;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Which identities own which account; inactive accounts are owned, too.
public final class Owners {

  private final GraphSnapshot snapshot;
  private final Map<Integer, List<Integer>> edges;

  private Owners(GraphSnapshot snapshot) {
    this.snapshot = snapshot;
    this.edges =
        snapshot
            .edges(EdgeKind.OWNS)
            .boxed()
            .collect(Collectors.groupingBy(e -> snapshot.to(e), HashMap::new, Collectors.toList()));
  }

  /// Reads them from a snapshot.
  public static Owners of(GraphSnapshot snapshot) {
    return new Owners(snapshot);
  }

  /// The OWNS edge with the smallest index that leads to the account, if anybody owns it.
  public OptionalInt edge(int account) {
    return edges.getOrDefault(account, List.of()).stream().mapToInt(Integer::intValue).min();
  }

  /// How many identities own the account.
  public int count(int account) {
    return (int)
        edges.getOrDefault(account, List.of()).stream()
            .map(e -> snapshot.from(e))
            .distinct()
            .count();
  }
}
