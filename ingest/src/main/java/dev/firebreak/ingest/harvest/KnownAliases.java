package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.harvest.HarvestQueries.Ids;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the graph knows of entitlements that a grant may name by id in place of their value, for
/// when the entitlements themselves are not read.
final class KnownAliases {

  private KnownAliases() {}

  /// The keys that grants may have, to the keys that these entitlements have.
  ///
  /// @param ids what the grants name; null for all that there is
  static Map<String, String> of(IdentityGraph graph, String source, @Nullable List<String> ids) {
    return graph.ask(HarvestQueries.ALIASES, new Ids(source, ids)).stream()
        .collect(
            Collectors.toMap(
                alias -> new NodeKey(source, alias.type(), alias.id()).value(),
                HarvestQueries.Alias::key,
                (first, _) -> first));
  }
}
