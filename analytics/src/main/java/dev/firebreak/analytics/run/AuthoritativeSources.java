package dev.firebreak.analytics.run;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import java.util.Set;
import java.util.stream.Collectors;

/// The sources that say who is a person of the organisation.
public final class AuthoritativeSources {

  record SourceId(String id) {}

  static final Query<None, SourceId> AUTHORITATIVE =
      Query.read("analytics/authoritative-sources", None.class, SourceId.class);

  private AuthoritativeSources() {}

  /// Their ids, as the graph has them.
  public static Set<String> read(IdentityGraph graph) {
    return graph.ask(AUTHORITATIVE, None.NONE).stream()
        .map(SourceId::id)
        .collect(Collectors.toUnmodifiableSet());
  }
}
