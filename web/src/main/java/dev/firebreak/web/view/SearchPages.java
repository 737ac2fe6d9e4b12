package dev.firebreak.web.view;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is called like what people type, see [Names], as one list.
@Component
public final class SearchPages {

  private static final int LISTED = 100;

  private final CurrentGraph current;
  private final Names names;

  SearchPages(CurrentGraph current, Names names) {
    this.current = current;
    this.names = names;
  }

  /// A node that matches.
  ///
  /// @param aside what tells it from others of its name: department, user name, source
  public record Hit(NodeRef node, String aside, int sensitivity, boolean crownJewel) {}

  /// @param found how many match, `hits` may list fewer
  /// @param byKind how many match of each kind, of the kinds that match
  public record SearchPage(String query, List<Hit> hits, int found, Map<NodeKind, Long> byKind) {}

  /// The nodes that match `query`, best first.
  ///
  /// @param kind only nodes of this kind, null for all
  public SearchPage of(String query, @Nullable NodeKind kind) {
    if (query.isBlank()) {
      return new SearchPage("", List.of(), 0, Map.of());
    }
    GraphSnapshot snapshot = current.snapshot();
    SourceNames sources = SourceNames.of(snapshot);
    List<Names.Match> matches = names.matching(snapshot, query, null);
    Map<NodeKind, Long> byKind = new EnumMap<>(NodeKind.class);
    matches.forEach(match -> byKind.merge(snapshot.kind(match.node()), 1L, Long::sum));
    List<Hit> hits =
        Best.of(
                matches.stream()
                    .filter(match -> kind == null || snapshot.kind(match.node()) == kind),
                Comparator.comparingInt(Names.Match::rank)
                    .thenComparing(match -> snapshot.kind(match.node()))
                    .thenComparing(names.byName(snapshot)),
                LISTED)
            .stream()
            .map(match -> hit(snapshot.node(match.node()), sources))
            .toList();
    return new SearchPage(query.strip(), hits, matches.size(), byKind);
  }

  private static Hit hit(Node node, SourceNames sources) {
    return new Hit(
        NodeRef.of(node), Names.aside(node, sources), node.sensitivity(), node.crownJewel());
  }
}
