package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who reaches a node.
///
/// @param key the key of the node
/// @param identities those who reach it, nearest first, then by key
/// @param byKind how many nodes of each kind reach it, itself not counted; kinds with none are left
///   out
/// @param byIdentityKind how many of the identities are of each kind
public record Exposure(
    String key,
    List<Exposed> identities,
    Map<NodeKind, Integer> byKind,
    Map<IdentityKind, Integer> byIdentityKind) {

  public Exposure {
    identities = List.copyOf(identities);
    byKind = Map.copyOf(byKind);
    byIdentityKind = Map.copyOf(byIdentityKind);
  }

  /// One identity that reaches the node.
  ///
  /// @param hops the fewest edges from the identity to the node
  public record Exposed(String key, String name, int hops, @Nullable String department) {}

  /// The exposure of the node with this index. An identity does not expose itself.
  public static Exposure of(GraphSnapshot snapshot, int node) {
    Walk walk = Walk.backward(snapshot).from(node);
    List<Exposed> identities = new ArrayList<>();
    Map<NodeKind, Integer> byKind = new EnumMap<>(NodeKind.class);
    Map<IdentityKind, Integer> byIdentityKind = new EnumMap<>(IdentityKind.class);
    walk.nodes()
        .filter(found -> found != node)
        .forEach(found -> {
          Node from = snapshot.node(found);
          byKind.merge(from.kind(), 1, Integer::sum);
          if (from.kind() == NodeKind.IDENTITY) {
            byIdentityKind.merge(from.identityKind(), 1, Integer::sum);
            identities.add(exposed(from, walk.hops(found)));
          }
        });
    identities.sort(Comparator.comparingInt(Exposed::hops).thenComparing(Exposed::key));
    return new Exposure(snapshot.key(node), identities, byKind, byIdentityKind);
  }

  /// How many identities reach the node.
  public int count() {
    return identities.size();
  }

  private static Exposed exposed(Node identity, int hops) {
    return new Exposed(identity.key(), identity.name(), hops, identity.department());
  }
}
