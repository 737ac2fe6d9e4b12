package dev.firebreak.web.whatif;

import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.ingest.map.EdgeRow;
import dev.firebreak.ingest.map.MappedRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one resource states about access, between nodes that the graph knows.
///
/// @param edges the edges that it carries
/// @param account the key of the account that it is, if it is one
/// @param active whether that can be used, null where that is unknown
record StatedAccess(Map<Stated, Times> edges, @Nullable String account, @Nullable Boolean active) {

  /// What a resource carries; the rest belongs to the nodes that it names.
  private static final Set<EdgeKind> CARRIED =
      Set.of(EdgeKind.MEMBER_OF, EdgeKind.HOLDS, EdgeKind.IMPLIES, EdgeKind.CONTAINS);

  /// An edge by the keys of its ends.
  record Stated(EdgeKind kind, String from, String to, String via, String attribute) {}

  /// When it holds.
  record Times(@Nullable Instant since, @Nullable Instant validFrom, @Nullable Instant validTo) {}

  /// Reads what the mapping made of a resource.
  ///
  /// @param missing gets a sentence for each end that the graph does not know
  static StatedAccess of(GraphSnapshot snapshot, MappedRows rows, Consumer<String> missing) {
    Map<Stated, Times> edges = new LinkedHashMap<>();
    rows.edges()
        .forEach((kind, all) -> {
          if (CARRIED.contains(kind)) {
            all.forEach(row -> add(snapshot, kind, row, edges, missing));
          }
        });
    var account = rows.accounts().isEmpty() ? null : rows.accounts().getFirst();
    return new StatedAccess(
        edges, account == null ? null : account.key(), account == null ? null : account.active());
  }

  /// What changes when this comes to be something else. That an account is switched is said where
  /// the other knows it.
  ///
  /// @param at where the question says it, as a JSON pointer
  List<Change> changesTo(StatedAccess last, String at) {
    List<Change> changes = new ArrayList<>();
    edges.forEach((edge, times) -> {
      if (!times.equals(last.edges.get(edge))) {
        changes.add(new Change.Remove(at, edge.kind(), edge.from(), edge.to(), edge.via()));
      }
    });
    last.edges.forEach((edge, times) -> {
      if (!times.equals(edges.get(edge))) {
        changes.add(
            new Change.Add(
                at,
                edge.kind(),
                edge.from(),
                edge.to(),
                edge.via(),
                edge.attribute(),
                times.since(),
                times.validFrom(),
                times.validTo()));
      }
    });
    if (last.account != null && last.active != null && !last.active.equals(active)) {
      changes.add(new Change.Switch(at, last.account, last.active));
    }
    return changes;
  }

  private static void add(
      GraphSnapshot snapshot,
      EdgeKind kind,
      EdgeRow row,
      Map<Stated, Times> edges,
      Consumer<String> missing) {
    List<String> from = known(snapshot, row.from());
    List<String> to = known(snapshot, row.to());
    if (from.isEmpty() || to.isEmpty()) {
      List<String> keys = from.isEmpty() ? row.from() : row.to();
      missing.accept(
          "The graph knows no %s, so that nobody can tell what it would lead to. Harvest the source first, or take it out."
              .formatted(String.join(" or ", keys)));
      return;
    }
    for (String start : from) {
      for (String end : to) {
        edges.putIfAbsent(
            new Stated(kind, start, end, row.via(), row.attribute()),
            new Times(row.since(), row.validFrom(), row.validTo()));
      }
    }
  }

  /// Those of the keys that nodes have, as a harvest takes them: a member without a type may name a
  /// user and a group. An entitlement may also be named by its id.
  private static List<String> known(GraphSnapshot snapshot, List<String> keys) {
    List<String> known = keys.stream().filter(key -> snapshot.find(key).isPresent()).toList();
    return known.isEmpty()
        ? keys.stream().flatMap(key -> byId(snapshot, key).stream()).limit(1).toList()
        : known;
  }

  private static Optional<String> byId(GraphSnapshot snapshot, String key) {
    NodeKey named = NodeKey.parse(key);
    return snapshot
        .nodes(NodeKind.ENTITLEMENT)
        .filter(node -> named.source().equals(snapshot.source(node)))
        .mapToObj(snapshot::node)
        .filter(node -> named.type().equals(node.resourceType()))
        .filter(node -> named.id().equals(node.resourceId()))
        .map(Node::key)
        .findFirst();
  }
}
