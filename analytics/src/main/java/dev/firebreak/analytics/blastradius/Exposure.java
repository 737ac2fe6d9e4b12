package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who reaches a node.
///
/// @param key the key of the node
/// @param count how many identities reach it
/// @param identities those who reach it, nearest first, then by key; no more than were asked for
/// @param byKind how many nodes of each kind reach it, itself not counted; kinds with none are left
///   out
/// @param byIdentityKind how many of the identities are of each kind
public record Exposure(
    String key,
    int count,
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
    return of(snapshot, node, Integer.MAX_VALUE);
  }

  /// The same with the nearest identities alone.
  ///
  /// @param most how many identities are listed at most; all are counted
  public static Exposure of(GraphSnapshot snapshot, int node, int most) {
    Walk walk = Walk.backward(snapshot).from(node);
    Map<NodeKind, Integer> byKind = new EnumMap<>(NodeKind.class);
    Map<IdentityKind, Integer> byIdentityKind = new EnumMap<>(IdentityKind.class);
    int[] found = walk.nodes().filter(each -> each != node).toArray();
    List<Exposed> identities = new ArrayList<>();
    BitSet level = new BitSet();
    int hops = 0;
    for (int each : found) {
      NodeKind kind = snapshot.kind(each);
      byKind.merge(kind, 1, Integer::sum);
      if (kind == NodeKind.IDENTITY) {
        byIdentityKind.merge(snapshot.identityKind(each), 1, Integer::sum);
        if (identities.size() < most) {
          int distance = walk.hops(each);
          if (distance > hops) {
            list(snapshot, level, hops, most, identities);
            hops = distance;
          }
          level.set(each);
        }
      }
    }
    list(snapshot, level, hops, most, identities);
    return new Exposure(
        snapshot.key(node),
        byKind.getOrDefault(NodeKind.IDENTITY, 0),
        identities,
        byKind,
        byIdentityKind);
  }

  /// Lists those of one distance by their indexes, which follow their keys, and empties the set.
  private static void list(
      GraphSnapshot snapshot, BitSet level, int hops, int most, List<Exposed> identities) {
    level.stream()
        .limit((long) most - identities.size())
        .mapToObj(each ->
            new Exposed(snapshot.key(each), snapshot.name(each), hops, snapshot.department(each)))
        .forEach(identities::add);
    level.clear();
  }
}
