package dev.firebreak.analytics.reach;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Which identities own which account; inactive accounts are owned, too.
///
/// @param snapshot where that is read
public record Owners(GraphSnapshot snapshot) {

  /// Those of a snapshot.
  public static Owners of(GraphSnapshot snapshot) {
    return new Owners(snapshot);
  }

  /// The OWNS edges that lead to the account, ascending.
  public IntStream edges(int account) {
    return IntStream.range(snapshot.firstIn(account), snapshot.endIn(account))
        .map(snapshot::in)
        .filter(e -> snapshot.holds(e) && snapshot.edgeKind(e) == EdgeKind.OWNS);
  }

  /// The OWNS edges that leave the identity, ascending.
  public IntStream owned(int identity) {
    return IntStream.range(snapshot.firstOut(identity), snapshot.endOut(identity))
        .filter(e -> snapshot.holds(e) && snapshot.edgeKind(e) == EdgeKind.OWNS);
  }

  /// The OWNS edge with the smallest index that leads to the account, if anybody owns it.
  public OptionalInt edge(int account) {
    return edges(account).findFirst();
  }

  /// How many identities own the account.
  public int count(int account) {
    return (int) edges(account).map(snapshot::from).distinct().count();
  }
}
