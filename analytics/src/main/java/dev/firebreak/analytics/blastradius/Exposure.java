package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who reaches a node.
///
/// @param key the key of the node
/// @param identities those who reach it, nearest first, then by key
public record Exposure(String key, List<Exposed> identities) {

  public Exposure {
    identities = List.copyOf(identities);
  }

  /// One identity that reaches the node.
  ///
  /// @param hops the fewest edges from the identity to the node
  public record Exposed(String key, String name, int hops, @Nullable String department) {}

  /// The exposure of the node with this index. An identity does not expose itself.
  public static Exposure of(GraphSnapshot snapshot, int node) {
    Walk walk = Walk.backward(snapshot).from(node);
    return new Exposure(
        snapshot.key(node),
        walk.nodes()
            .filter(found -> found != node && snapshot.kind(found) == NodeKind.IDENTITY)
            .mapToObj(found -> exposed(snapshot.node(found), walk.hops(found)))
            .sorted(Comparator.comparingInt(Exposed::hops).thenComparing(Exposed::key))
            .toList());
  }

  /// How many identities reach the node.
  public int count() {
    return identities.size();
  }

  private static Exposed exposed(Node identity, int hops) {
    return new Exposed(identity.key(), identity.name(), hops, identity.department());
  }
}
