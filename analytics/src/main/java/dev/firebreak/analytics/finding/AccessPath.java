package dev.firebreak.analytics.finding;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Edges that make one grant or finding true, in walking order.
///
/// @param title what the path leads to, for example a function's name
/// @param note one phrase that says how, for example `through the vault, not used for 214 days`;
///   may be empty
/// @param stops the nodes, at least one
/// @param hops the edges, one fewer than the stops; `hops[i]` joins `stops[i]` and `stops[i + 1]`
public record AccessPath(String title, String note, List<Stop> stops, List<Hop> hops) {

  public AccessPath {
    stops = List.copyOf(stops);
    hops = List.copyOf(hops);
    if (stops.size() != hops.size() + 1) {
      throw new IllegalArgumentException(
          "a path of %d stops cannot have %d hops".formatted(stops.size(), hops.size()));
    }
  }

  /// A node on a path.
  public record Stop(
      NodeKind kind, String key, String name, @Nullable String source, Active active) {}

  /// An edge on a path. `via` and `attribute` say where its source keeps the fact, see [Edge].
  public record Hop(
      EdgeKind kind,
      String from,
      String to,
      @Nullable String source,
      @Nullable String via,
      @Nullable String attribute,
      @Nullable String rule,
      @Nullable Instant since,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen) {}

  /// The path along these edges of a snapshot.
  ///
  /// @param start index of the first node
  /// @param edges edge indexes, each starting where the one before ends
  public static AccessPath along(
      GraphSnapshot snapshot, String title, String note, int start, List<Integer> edges) {
    List<Stop> stops = new ArrayList<>();
    List<Hop> hops = new ArrayList<>();
    stops.add(stop(snapshot.node(start)));
    for (int e : edges) {
      Edge edge = snapshot.edge(e);
      hops.add(
          new Hop(
              edge.kind(),
              snapshot.key(edge.from()),
              snapshot.key(edge.to()),
              edge.source(),
              edge.via(),
              edge.attribute(),
              edge.rule(),
              edge.since(),
              edge.firstSeen(),
              edge.lastSeen()));
      stops.add(stop(snapshot.node(edge.to())));
    }
    return new AccessPath(title, note, stops, hops);
  }

  /// The node that the path starts at.
  public Stop first() {
    return stops.getFirst();
  }

  /// The node that the path leads to.
  public Stop last() {
    return stops.getLast();
  }

  private static Stop stop(Node node) {
    return new Stop(node.kind(), node.key(), node.name(), node.source(), node.active());
  }
}
