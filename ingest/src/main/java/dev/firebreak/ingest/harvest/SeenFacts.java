package dev.firebreak.ingest.harvest;

import com.carrotsearch.hppc.LongHashSet;
import dev.firebreak.ingest.harvest.DropGuard.Unseen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a harvest has seen so far, or holds on to, against what was known before it.
final class SeenFacts {

  private final KnownFacts known;
  private final LongHashSet nodes = new LongHashSet();
  private final LongHashSet edges = new LongHashSet();
  private final LongHashSet stating = new LongHashSet();
  private final Map<String, Long> knownAndSeen = new HashMap<>();

  SeenFacts(KnownFacts known) {
    this.known = known;
  }

  /// @return whether the node was not seen before in this harvest
  boolean node(long key, String type) {
    boolean first = nodes.add(key);
    if (first && known.hasNode(key)) {
      knownAndSeen.merge(type, 1L, Long::sum);
    }
    return first;
  }

  /// @return whether the edge was not seen before in this harvest
  boolean edge(long fact) {
    return edges.add(fact);
  }

  /// A resource that states edges was seen.
  void stating(long key) {
    stating.add(key);
  }

  boolean hasNode(long key) {
    return nodes.contains(key);
  }

  boolean hasEdge(long fact) {
    return edges.contains(fact);
  }

  /// Whether a resource was seen, be it a node or only what states edges.
  boolean hasResource(long key) {
    return nodes.contains(key) || stating.contains(key);
  }

  /// What is missing, by type.
  List<Unseen> unseen() {
    return known.byType().entrySet().stream()
        .map(entry ->
            new Unseen(
                entry.getKey(),
                entry.getValue(),
                entry.getValue() - knownAndSeen.getOrDefault(entry.getKey(), 0L)))
        .sorted((a, b) -> a.type().compareTo(b.type()))
        .toList();
  }
}
