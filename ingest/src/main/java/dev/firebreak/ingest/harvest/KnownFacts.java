package dev.firebreak.ingest.harvest;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongLongHashMap;
import com.carrotsearch.hppc.cursors.LongCursor;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.harvest.HarvestQueries.FactPage;
import dev.firebreak.ingest.harvest.HarvestQueries.FactsOf;
import dev.firebreak.ingest.harvest.HarvestQueries.KnownPage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the graph had of a source before a harvest, as hashes: 16 bytes for a node and 8 for an
/// edge, some room apart.
final class KnownFacts {

  /// Nodes asked for at once.
  static final int PAGE = 10_000;

  private final LongLongHashMap nodes = new LongLongHashMap();
  private final LongHashSet edges = new LongHashSet();
  private final Map<String, Long> byType = new HashMap<>();
  private final FactHash hash = new FactHash();
  private boolean strange;

  private KnownFacts() {}

  /// What the graph has of some resources and of what they state.
  static KnownFacts of(IdentityGraph graph, String source, List<String> resources) {
    KnownFacts known = new KnownFacts();
    Chunks.each(
        resources,
        PAGE,
        part ->
            graph
                .ask(HarvestQueries.KNOWN_OF, new FactsOf(source, part, part))
                .forEach(known::add));
    return known;
  }

  static KnownFacts of(IdentityGraph graph, String source) {
    KnownFacts known = new KnownFacts();
    KnownPage page;
    String after = source + "/";
    do {
      page = graph.ask(HarvestQueries.KNOWN, FactPage.of(source, after, PAGE)).getFirst();
      known.add(page);
      after = page.keys().isEmpty() ? after : page.keys().getLast();
    } while (page.keys().size() == PAGE);
    return known;
  }

  private void add(KnownPage page) {
    for (int i = 0; i < page.keys().size(); i++) {
      nodes.put(hash.of(page.keys().get(i)), page.facts().get(i));
      byType.merge(page.types().get(i), 1L, Long::sum);
    }
    page.edges().forEach(this::edge);
  }

  private void edge(long fact) {
    if (fact == 0) {
      strange = true;
    } else {
      edges.add(fact);
    }
  }

  /// Whether every edge that there was has been seen, just as it was.
  boolean edgesAreSeen(SeenFacts seen) {
    if (strange) {
      return false;
    }
    for (LongCursor edge : edges) {
      if (!seen.hasEdge(edge.value)) {
        return false;
      }
    }
    return true;
  }

  /// Whether there was a node.
  boolean hasNode(long key) {
    return nodes.containsKey(key);
  }

  /// Whether there was a node, and as it is now.
  boolean sameNode(long key, long fact) {
    return nodes.containsKey(key) && nodes.get(key) == fact;
  }

  /// Whether there was an edge just as it is now.
  boolean hasEdge(long fact) {
    return edges.contains(fact);
  }

  /// How many nodes there were by type.
  Map<String, Long> byType() {
    return byType;
  }
}
