package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.harvest.HarvestQueries.Ids;
import dev.firebreak.ingest.map.MappedRows;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the graph knows of entitlements that a grant may name by id in place of their value, for
/// when the entitlements themselves are not read.
final class KnownAliases {

  private KnownAliases() {}

  /// The keys that the grants in `rows` would have, to the keys that these entitlements have.
  static Map<String, String> of(IdentityGraph graph, String source, MappedRows rows) {
    List<String> ids =
        Stream.of(EdgeKind.HOLDS, EdgeKind.IMPLIES)
            .flatMap(kind -> rows.edges().getOrDefault(kind, List.of()).stream())
            .flatMap(row -> row.to().stream())
            .map(key -> NodeKey.parse(key).id())
            .distinct()
            .toList();
    return ids.isEmpty()
        ? Map.of()
        : graph.ask(HarvestQueries.ALIASES, new Ids(source, ids)).stream()
            .collect(
                Collectors.toMap(
                    alias -> new NodeKey(source, alias.type(), alias.id()).value(),
                    HarvestQueries.Alias::key,
                    (first, _) -> first));
  }
}
