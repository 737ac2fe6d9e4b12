package dev.firebreak.analytics.whatif;

import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The nodes and edges whose removal would shrink the blast radii of everybody most, see
/// [SingleRemovals]. What takes nothing from anybody is not listed.
///
/// @param asOf the instant for which the snapshot was decided
/// @param total the weighted blast radii of all identities, added up
/// @param nodes nodes, the costliest first, then by kind and key
/// @param edges edges, the costliest first, then by their ends
public record ChokePoints(
    Instant asOf, long total, List<ChokePoint.OfNode> nodes, List<ChokePoint.OfEdge> edges) {

  public ChokePoints {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /// Computes and ranks them.
  ///
  /// @param limit how many nodes and how many edges are listed, at least 1
  public static ChokePoints of(GraphSnapshot snapshot, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit must be at least 1, not " + limit);
    }
    ReachGraph graph = ReachGraph.of(snapshot);
    SingleRemovals removals =
        SingleRemovals.of(
            graph,
            snapshot.nodes(NodeKind.IDENTITY).toArray(),
            Runtime.getRuntime().availableProcessors());
    Best nodes = new Best(limit);
    Best edges = new Best(limit);
    int[] position = {0};
    for (int node = 0; node < snapshot.nodeCount(); node++) {
      nodes.offer(node, removals.ofNode(node), removals.identitiesOfNode(node));
      snapshot.forEachOut(
          node,
          edge -> {
            int at = position[0]++;
            edges.offer(edge, removals.ofEdge(at), removals.identitiesOfEdge(at));
          });
    }
    return new ChokePoints(
        snapshot.asOf(),
        removals.total(),
        nodes.ranked().stream()
            .map(point ->
                new ChokePoint.OfNode(
                    Place.of(snapshot, point.index()),
                    point.loss(),
                    share(point.loss(), removals.total()),
                    point.identities()))
            .toList(),
        edges.ranked().stream().map(point -> edge(snapshot, point, removals.total())).toList());
  }

  /// The first of them.
  ///
  /// @param limit how many nodes and how many edges, at most
  public ChokePoints first(int limit) {
    return new ChokePoints(
        asOf, total, nodes.stream().limit(limit).toList(), edges.stream().limit(limit).toList());
  }

  private static ChokePoint.OfEdge edge(GraphSnapshot snapshot, Point point, long total) {
    int edge = point.index();
    int to = snapshot.to(edge);
    int[] parallel = {0};
    snapshot.forEachOut(
        snapshot.from(edge), other -> parallel[0] += snapshot.to(other) == to ? 1 : 0);
    EdgeKind kind = snapshot.edgeKind(edge);
    @Nullable String via = snapshot.via(edge);
    return new ChokePoint.OfEdge(
        kind,
        Place.of(snapshot, snapshot.from(edge)),
        Place.of(snapshot, to),
        via,
        parallel[0],
        point.loss(),
        share(point.loss(), total),
        point.identities());
  }

  private static double share(long loss, long total) {
    return total == 0 ? 0 : (double) loss / total;
  }

  /// A node or an edge by its index in the snapshot.
  private record Point(int index, long loss, int identities) {}

  /// The points that cost most.
  private static final class Best {

    private static final Comparator<Point> CHEAPEST_FIRST =
        Comparator.comparingLong(Point::loss)
            .thenComparingInt(Point::identities)
            .thenComparing(Comparator.comparingInt(Point::index).reversed());

    private final int most;
    private final PriorityQueue<Point> points = new PriorityQueue<>(CHEAPEST_FIRST);

    Best(int most) {
      this.most = most;
    }

    void offer(int index, long loss, int identities) {
      Point cheapest = points.peek();
      if (loss > 0 && (points.size() < most || cheapest == null || loss >= cheapest.loss())) {
        points.add(new Point(index, loss, identities));
        if (points.size() > most) {
          points.remove();
        }
      }
    }

    List<Point> ranked() {
      List<Point> ranked = new ArrayList<>(points);
      ranked.sort(Collections.reverseOrder(CHEAPEST_FIRST));
      return ranked;
    }
  }
}
