package dev.firebreak.analytics.outlier;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What each identity is given directly: the groups that its accounts are in and the entitlements
/// that they hold. Identities that are inactive have none and are nobody's peer.
final class Holdings {

  private static final int[] NOTHING = {};

  private final int first;
  private final int[] @Nullable [] given;

  private Holdings(int first, int[] @Nullable [] given) {
    this.first = first;
    this.given = given;
  }

  static Holdings of(GraphSnapshot snapshot) {
    int first = snapshot.first(NodeKind.IDENTITY);
    int[] @Nullable [] given = new int[snapshot.end(NodeKind.IDENTITY) - first][];
    for (int row = 0; row < given.length; row++) {
      given[row] = read(snapshot, first + row);
    }
    return new Holdings(first, given);
  }

  /// The same with what some identities are given in another snapshot.
  Holdings with(GraphSnapshot snapshot, int[] identities) {
    int[] @Nullable [] all = given.clone();
    for (int identity : identities) {
      all[identity - first] = read(snapshot, identity);
    }
    return new Holdings(first, all);
  }

  private static int @Nullable [] read(GraphSnapshot snapshot, int identity) {
    return snapshot.active(identity) == Active.NO
        ? null
        : gifts(snapshot, identity).map(snapshot::to).sorted().distinct().toArray();
  }

  /// The edges that give an identity something directly.
  private static IntStream gifts(GraphSnapshot snapshot, int identity) {
    return IntStream.range(snapshot.firstOut(identity), snapshot.endOut(identity))
        .filter(e -> snapshot.isReach(e) && snapshot.edgeKind(e) == EdgeKind.OWNS)
        .map(snapshot::to)
        .distinct()
        .flatMap(account ->
            IntStream.range(snapshot.firstOut(account), snapshot.endOut(account))
                .filter(e -> snapshot.isReach(e) && gives(snapshot.edgeKind(e))));
  }

  static boolean gives(EdgeKind kind) {
    return kind == EdgeKind.MEMBER_OF || kind == EdgeKind.HOLDS;
  }

  /// The edge with the smallest index that gives an identity something.
  static int edge(GraphSnapshot snapshot, int identity, int node) {
    return gifts(snapshot, identity).filter(e -> snapshot.to(e) == node).min().orElseThrow();
  }

  /// Whether an identity is anybody's peer.
  boolean isPeer(int identity) {
    return given[identity - first] != null;
  }

  /// What an identity is given, ascending.
  int[] of(int identity) {
    int[] own = given[identity - first];
    return own == null ? NOTHING : own;
  }

  /// The identities, inactive or not.
  IntStream identities() {
    return IntStream.range(first, first + given.length);
  }
}
