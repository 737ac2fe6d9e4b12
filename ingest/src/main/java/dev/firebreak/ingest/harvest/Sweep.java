package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.WriteCounts;
import dev.firebreak.ingest.harvest.HarvestQueries.FactPage;
import dev.firebreak.ingest.harvest.HarvestQueries.Keys;
import dev.firebreak.ingest.harvest.HarvestQueries.MarkMissing;
import dev.firebreak.ingest.harvest.HarvestQueries.RemoveEdges;
import dev.firebreak.ingest.harvest.HarvestQueries.RemoveEdgesOfNodes;
import dev.firebreak.ingest.harvest.HarvestQueries.SweepPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Removes what is gone from one source, or marks it, in transactions of bounded size: edges are
/// counted, since one group may have as many of them as there are accounts. A node goes when it has
/// no edge left. The graph is gone through page by page, so that memory does not grow with it.
final class Sweep {

  /// How much one transaction may remove.
  record Limits(int edges, int nodes) {
    static final Limits USUAL = new Limits(10_000, 5_000);
  }

  /// Decides what is gone.
  interface Gone {
    /// @param mark the harvest in quarantine that missed it, or ''
    boolean node(String key, String mark);

    /// @param fact the hash of what it says
    /// @param mark the harvest in quarantine that missed it, or ''
    boolean edge(long fact, String mark);

    /// What a harvest has not seen.
    static Gone unseen(SeenFacts seen) {
      FactHash hash = new FactHash();
      return new Gone() {
        @Override
        public boolean node(String key, String mark) {
          return !seen.hasNode(hash.of(key));
        }

        @Override
        public boolean edge(long fact, String mark) {
          return !seen.hasEdge(fact);
        }
      };
    }

    /// What a harvest in quarantine has missed, and none since has seen.
    static Gone missedBy(String stamp) {
      return new Gone() {
        @Override
        public boolean node(String key, String mark) {
          return mark.equals(stamp);
        }

        @Override
        public boolean edge(long fact, String mark) {
          return mark.equals(stamp);
        }
      };
    }
  }

  private static final List<String> ACCESS =
      List.of(EdgeKind.MEMBER_OF.name(), EdgeKind.HOLDS.name());
  private static final List<String> ALL =
      Arrays.stream(EdgeKind.values()).map(EdgeKind::name).toList();

  private final IdentityGraph graph;
  private final String source;
  private final String stamp;
  private final Instant at;
  private final Limits limits;
  private final Gone gone;
  private final Map<String, Long> byType = new TreeMap<>();
  private WriteCounts counts = WriteCounts.NONE;
  private long largest;
  private long concluded;

  /// @param stamp the harvest that did not see it
  /// @param at when it had ended
  Sweep(IdentityGraph graph, String source, String stamp, Instant at, Limits limits, Gone gone) {
    this.graph = graph;
    this.source = source;
    this.stamp = stamp;
    this.at = at;
    this.limits = limits;
    this.gone = gone;
  }

  /// Removes it. Edges go before nodes, and access before all else, while it is still known whose
  /// it was.
  void remove() {
    Chunks<String> edges =
        new Chunks<>(
            limits.edges(),
            ids ->
                count(
                    graph
                        .apply(HarvestQueries.REMOVE_EDGES, new RemoveEdges(ids, stamp, at))
                        .counts()));
    List<String> keys = new ArrayList<>();
    pages((page, i) -> keys.add(page.keys().get(i)), (page, i) -> edges.add(page.edges().get(i)));
    edges.flush();
    for (List<String> kinds : List.of(ACCESS, ALL)) {
      Chunks.each(keys, limits.nodes(), part -> edgesOf(part, kinds));
    }
    Chunks.each(
        keys,
        limits.nodes(),
        part -> {
          var removed = graph.apply(HarvestQueries.REMOVE_NODES, new Keys(part));
          count(removed.counts());
          removed.rows().forEach(swept -> byType.merge(swept.type(), swept.removed(), Long::sum));
        });
  }

  /// Marks it, so that it can be removed when the harvest is accepted.
  void mark() {
    Chunks<String> nodes =
        new Chunks<>(
            limits.nodes(),
            keys ->
                graph.apply(HarvestQueries.MARK_MISSING, new MarkMissing(keys, List.of(), stamp)));
    Chunks<String> edges =
        new Chunks<>(
            limits.edges(),
            ids ->
                graph.apply(HarvestQueries.MARK_MISSING, new MarkMissing(List.of(), ids, stamp)));
    pages((page, i) -> nodes.add(page.keys().get(i)), (page, i) -> edges.add(page.edges().get(i)));
    nodes.flush();
    edges.flush();
  }

  private interface Found {
    void at(SweepPage page, int index);
  }

  private void pages(Found node, Found edge) {
    SweepPage page;
    String after = source + "/";
    do {
      page =
          graph
              .ask(HarvestQueries.TO_SWEEP, FactPage.of(source, after, KnownFacts.PAGE))
              .getFirst();
      for (int i = 0; i < page.keys().size(); i++) {
        if (gone.node(page.keys().get(i), page.marks().get(i))) {
          node.at(page, i);
        }
      }
      for (int i = 0; i < page.edges().size(); i++) {
        if (gone.edge(page.edgeFacts().get(i), page.edgeMarks().get(i))) {
          edge.at(page, i);
        }
      }
      after = page.keys().isEmpty() ? after : page.keys().getLast();
    } while (page.keys().size() == KnownFacts.PAGE);
  }

  private void edgesOf(List<String> keys, List<String> kinds) {
    long removed;
    do {
      var applied =
          graph.apply(
              HarvestQueries.REMOVE_EDGES_OF_NODES,
              new RemoveEdgesOfNodes(keys, kinds, stamp, at, limits.edges()));
      count(applied.counts());
      removed = applied.rows().getFirst().removed();
      concluded += applied.rows().getFirst().concluded();
    } while (removed == limits.edges());
  }

  /// What was removed of what a source states; the records of access that ended are not counted.
  WriteCounts counts() {
    return new WriteCounts(0, counts.nodesDeleted(), 0, counts.edgesDeleted() - concluded, 0);
  }

  /// How many nodes of each type went.
  Map<String, Long> byType() {
    return byType;
  }

  /// The most edges that one transaction removed.
  long largest() {
    return largest;
  }

  private void count(WriteCounts more) {
    largest = Math.max(largest, more.edgesDeleted());
    counts = counts.plus(more);
  }
}
