package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.WriteCounts;
import dev.firebreak.ingest.harvest.HarvestQueries.SweepEdges;
import dev.firebreak.ingest.harvest.HarvestQueries.SweepNodeEdges;
import dev.firebreak.ingest.harvest.HarvestQueries.SweepNodes;
import dev.firebreak.ingest.harvest.HarvestQueries.SweptNodes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Removes what one harvest of one source did not see, in transactions of bounded size: edges are
/// counted, since one group may have as many of them as there are accounts. A node goes when it has
/// no edge left.
final class Sweep {

  /// How much one transaction may remove.
  record Limits(long edges, long nodes) {
    static final Limits USUAL = new Limits(10_000, 5_000);
  }

  private static final List<String> ACCESS =
      List.of(EdgeKind.MEMBER_OF.name(), EdgeKind.HOLDS.name());
  private static final List<String> ALL =
      Arrays.stream(EdgeKind.values()).map(EdgeKind::name).toList();

  private final IdentityGraph graph;
  private final String source;
  private final String stamp;
  private final Instant at;
  private final @Nullable Instant unseenSince;
  private final Limits limits;
  private final Map<String, Long> byType = new TreeMap<>();
  private WriteCounts counts = WriteCounts.NONE;
  private long largest;

  /// @param stamp the harvest whose sight counts
  /// @param at when what it did not see had ended
  /// @param unseenSince if given, what was seen then or later stays, whoever saw it
  Sweep(
      IdentityGraph graph,
      String source,
      String stamp,
      Instant at,
      @Nullable Instant unseenSince,
      Limits limits) {
    this.graph = graph;
    this.source = source;
    this.stamp = stamp;
    this.at = at;
    this.unseenSince = unseenSince;
    this.limits = limits;
  }

  /// Removes nodes, whatever their edges; access first, while it is still known whose it was.
  void nodes() {
    for (List<String> kinds : List.of(ACCESS, ALL)) {
      drain(
          limits.edges(),
          limit ->
              graph.apply(
                  HarvestQueries.SWEEP_NODE_EDGES,
                  new SweepNodeEdges(source, stamp, at, unseenSince, kinds, limit)));
    }
    long removed;
    do {
      var applied =
          graph.apply(
              HarvestQueries.SWEEP_NODES,
              new SweepNodes(source, stamp, unseenSince, limits.nodes()));
      count(applied.counts());
      removed = 0;
      for (SweptNodes swept : applied.rows()) {
        byType.merge(swept.type(), swept.removed(), Long::sum);
        removed += swept.removed();
      }
    } while (removed == limits.nodes());
  }

  /// Removes edges between nodes that are still there.
  void edges() {
    drain(
        limits.edges(),
        limit ->
            graph.apply(
                HarvestQueries.SWEEP_EDGES, new SweepEdges(source, stamp, at, unseenSince, limit)));
  }

  /// What was removed; the records of access that ended are not counted.
  WriteCounts counts() {
    return new WriteCounts(0, counts.nodesDeleted(), 0, counts.edgesDeleted(), 0);
  }

  /// How many nodes of each type went.
  Map<String, Long> byType() {
    return byType;
  }

  /// The most edges that one transaction removed.
  long largest() {
    return largest;
  }

  private void drain(
      long limit, Function<Long, IdentityGraph.Applied<HarvestQueries.Removed>> batch) {
    long removed;
    do {
      var applied = batch.apply(limit);
      count(applied.counts());
      removed = applied.rows().getFirst().removed();
    } while (removed == limit);
  }

  private void count(WriteCounts more) {
    largest = Math.max(largest, more.edgesDeleted());
    counts = counts.plus(more);
  }
}
