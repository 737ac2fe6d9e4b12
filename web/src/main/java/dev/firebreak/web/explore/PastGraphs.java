package dev.firebreak.web.explore;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.history.AccessHistory;
import dev.firebreak.ingest.history.AccessPeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The graph as harvests saw it at an instant: memberships and grants as [AccessHistory] tells
/// them, those that are gone since included, with the accounts and groups that are gone. Whose an
/// account is, is as of now, or as of when its access ended; whether it can be used is as of now.
/// An edge of any other kind is there if it was seen by then and still is: of those that are gone
/// nothing is kept.
@Component
public final class PastGraphs {

  private static final int KEPT = 3;

  private final IdentityGraph graph;
  private final Map<Instant, Map.Entry<GraphSnapshot, GraphSnapshot>> kept = new LinkedHashMap<>();

  PastGraphs(IdentityGraph graph) {
    this.graph = graph;
  }

  /// The graph as it was.
  ///
  /// @param now the graph as it is
  @SuppressWarnings("ReferenceEquality") // another snapshot is another graph
  public synchronized GraphSnapshot at(GraphSnapshot now, Instant instant) {
    Map.Entry<GraphSnapshot, GraphSnapshot> known = kept.remove(instant);
    if (known == null || known.getKey() != now) {
      known = Map.entry(now, past(now, instant));
    }
    kept.put(instant, known);
    kept.values().removeIf(each -> each.getKey() != now);
    if (kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    return known.getValue();
  }

  /// The instants at which memberships or grants of some nodes began or ended.
  ///
  /// @param keys of accounts and groups
  public Set<Instant> changes(List<String> keys) {
    return new TreeSet<>(AccessHistory.changes(graph, keys));
  }

  private GraphSnapshot past(GraphSnapshot now, Instant instant) {
    List<AccessPeriod> ended = AccessHistory.endedSince(graph, instant);
    Map<String, Node> gone = new LinkedHashMap<>();
    for (AccessPeriod period : ended) {
      boolean fromGroup = isGroup(period.principal());
      lost(
          now,
          gone,
          fromGroup ? NodeKind.GROUP : NodeKind.ACCOUNT,
          period.principal(),
          period.principalName(),
          period.source());
      lost(
          now,
          gone,
          period.kind() == EdgeKind.HOLDS ? NodeKind.ENTITLEMENT : NodeKind.GROUP,
          period.target(),
          period.targetName(),
          period.source());
    }
    GraphSnapshot with = gone.isEmpty() ? now : now.withNodes(gone.values());
    GraphSnapshot then = with.at(instant).with(edges(with, ended, gone));
    return then.without(
        IntStream.range(0, then.edgeCount())
            .filter(edge -> then.edgeKind(edge) != EdgeKind.OWNS && isLater(then, edge, instant)));
  }

  private static boolean isLater(GraphSnapshot then, int edge, Instant instant) {
    Instant first = then.firstSeen(edge);
    return first != null && first.isAfter(instant);
  }

  private static List<Edge> edges(
      GraphSnapshot with, List<AccessPeriod> ended, Map<String, Node> gone) {
    List<Edge> edges = new ArrayList<>();
    Map<String, Boolean> owned = new LinkedHashMap<>();
    for (AccessPeriod period : ended) {
      int from = with.find(period.principal()).orElseThrow();
      int to = with.find(period.target()).orElseThrow();
      edges.add(edge(period.kind(), from, to, period.source(), period.via(), null, period));
      String identity = period.identity();
      OptionalInt owner = identity == null ? OptionalInt.empty() : with.find(identity);
      if (gone.containsKey(period.principal())
          && owner.isPresent()
          && owned.putIfAbsent(period.principal(), true) == null) {
        edges.add(
            edge(
                EdgeKind.OWNS,
                owner.getAsInt(),
                from,
                null,
                null,
                "as when its access ended",
                period));
      }
    }
    return edges;
  }

  private static Edge edge(
      EdgeKind kind,
      int from,
      int to,
      @Nullable String source,
      @Nullable String via,
      @Nullable String rule,
      AccessPeriod period) {
    return new Edge(
        kind,
        from,
        to,
        source,
        via,
        null,
        rule,
        null,
        period.since(),
        null,
        null,
        period.firstSeen(),
        period.removedAt());
  }

  private static void lost(
      GraphSnapshot now,
      Map<String, Node> gone,
      NodeKind kind,
      String key,
      String name,
      String source) {
    if (now.find(key).isPresent() || gone.containsKey(key)) {
      return;
    }
    NodeKey parts = NodeKey.parse(key);
    String of = source.equals(NodeKey.FIREBREAK) ? parts.source() : source;
    gone.put(
        key,
        new Node(
            kind,
            key,
            name,
            of,
            parts.type(),
            parts.id(),
            Active.UNKNOWN,
            IdentityKind.UNKNOWN,
            0,
            false,
            null,
            false,
            null,
            null,
            null,
            null,
            null,
            null));
  }

  private static boolean isGroup(String key) {
    return NodeKey.parse(key).type().equals("Group");
  }
}
