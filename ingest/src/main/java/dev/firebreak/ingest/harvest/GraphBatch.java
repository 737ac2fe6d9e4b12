package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.WriteCounts;
import dev.firebreak.ingest.harvest.HarvestQueries.AccessEdges;
import dev.firebreak.ingest.harvest.HarvestQueries.Accounts;
import dev.firebreak.ingest.harvest.HarvestQueries.Edges;
import dev.firebreak.ingest.harvest.HarvestQueries.ResourceKey;
import dev.firebreak.ingest.harvest.HarvestQueries.Resources;
import dev.firebreak.ingest.harvest.HarvestQueries.Written;
import dev.firebreak.ingest.map.EdgeRow;
import dev.firebreak.ingest.map.MappedRows;
import dev.firebreak.ingest.map.ResourceRow;
import dev.firebreak.scim.resource.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Writes the rows of one harvest in batches and counts what they change. Every write is
/// idempotent. First every node that was read, then [#named] for those that only grants name, then
/// the edges.
final class GraphBatch {

  /// Rows per transaction: where throughput over Bolt is highest.
  private static final int SIZE = 5_000;

  private final IdentityGraph graph;
  private final String source;
  private final String stamp;
  private final Instant at;
  private final boolean baseline;
  private final Set<String> declared = new HashSet<>();
  private final Map<String, ResourceRow> named = new LinkedHashMap<>();
  private final DanglingEdges dangling;
  private final Set<String> changed = new HashSet<>();
  private WriteCounts counts = WriteCounts.NONE;
  private long edges;

  GraphBatch(IdentityGraph graph, String source, String stamp, Instant at, boolean baseline) {
    this.graph = graph;
    this.source = source;
    this.stamp = stamp;
    this.at = at;
    this.baseline = baseline;
    this.dangling = new DanglingEdges(source);
  }

  /// What changed in the identity graph; the history of access is not counted.
  WriteCounts counts() {
    return counts;
  }

  long entitlements() {
    return declared.size() + named.size();
  }

  long edges() {
    return edges;
  }

  /// How many resources of a type that were read are new in the graph, or not as they were, or
  /// state an edge that is.
  int written(ResourceType type) {
    String prefix = source + "/" + type.typeName() + "/";
    return (int) changed.stream().filter(key -> key.startsWith(prefix)).count();
  }

  /// Edges that named something the source does not have, or more than one thing, each a sentence.
  List<String> problems() {
    return dangling.problems();
  }

  void nodes(MappedRows rows) {
    chunks(
        rows.accounts(),
        part -> note(graph.apply(HarvestQueries.ACCOUNTS, new Accounts(part, stamp, at))));
    resources(HarvestQueries.GROUPS, rows.groups());
    resources(HarvestQueries.CONTAINERS, rows.containers());
    resources(HarvestQueries.PRIVILEGED_ACCOUNTS, rows.privilegedAccounts());
    List<ResourceRow> entitlements = new ArrayList<>();
    for (ResourceRow row : rows.entitlements()) {
      if (!row.declared()) {
        named.merge(row.key(), row, GraphBatch::betterNamed);
      } else if (declared.add(row.key())) {
        entitlements.add(row);
      }
    }
    resources(HarvestQueries.ENTITLEMENTS, entitlements);
  }

  /// The row whose name is more than the value repeated.
  private static ResourceRow betterNamed(ResourceRow first, ResourceRow second) {
    return first.name().equals(first.value()) ? second : first;
  }

  /// Writes the entitlements that only grants name, now that all others are known.
  ///
  /// @param whole whether the source was read as a whole, so that what a grant says of them is all
  ///   there is
  /// @param unread the types whose own resources were to be read and were not all read: a grant may
  ///   name one of those by its id, so that nothing is made of the name
  void named(Map<String, String> aliases, boolean whole, Set<String> unread) {
    named
        .values()
        .removeIf(row ->
            declared.contains(row.key())
                || aliases.containsKey(row.key())
                || unread.contains(row.type()));
    chunks(
        named.values().stream().map(row -> whole ? row.declaredByGrants() : row).toList(),
        part ->
            count(
                graph.apply(HarvestQueries.ENTITLEMENTS, new Resources(part, stamp, at)).counts()));
  }

  private record EdgeId(List<String> from, List<String> to, String via) {}

  void edges(MappedRows rows, Map<String, String> aliases) {
    for (var entry : rows.edges().entrySet()) {
      EdgeKind kind = entry.getKey();
      Map<EdgeId, EdgeRow> distinct = new LinkedHashMap<>();
      for (EdgeRow stated : entry.getValue()) {
        EdgeRow row = resolve(stated, aliases);
        distinct.merge(new EdgeId(row.from(), row.to(), row.via()), row, EdgeRow::widenedBy);
      }
      chunks(
          List.copyOf(distinct.values()),
          part -> {
            List<Written> written =
                switch (kind) {
                  case MEMBER_OF -> access(HarvestQueries.MEMBERSHIPS, part);
                  case HOLDS -> access(HarvestQueries.GRANTS, part);
                  case IMPLIES, ON, OPENS, CONTAINS, OWNS, SIGNS_IN_AS, REPORTS_TO ->
                      structural(kind, part);
                };
            edges += dangling.note(part, written);
            written.stream().filter(Written::changed).forEach(edge -> changed.add(edge.via()));
          });
    }
  }

  /// What an entitlement is held by takes precedence over the id of another.
  private EdgeRow resolve(EdgeRow row, Map<String, String> aliases) {
    if (row.to().stream().noneMatch(aliases::containsKey)) {
      return row;
    }
    return new EdgeRow(
        row.from(),
        row.to().stream()
            .map(key -> declared.contains(key) ? key : aliases.getOrDefault(key, key))
            .distinct()
            .toList(),
        row.via(),
        row.attribute(),
        row.since(),
        row.validFrom(),
        row.validTo());
  }

  /// The only nodes that writing access creates are its history.
  private void countWithoutHistory(WriteCounts more) {
    count(
        new WriteCounts(
            0,
            more.nodesDeleted(),
            more.edgesCreated(),
            more.edgesDeleted(),
            more.propertiesSet()));
  }

  /// Counts what a sweep removed.
  void count(Sweep sweep) {
    count(sweep.counts());
  }

  private List<Written> access(Query<AccessEdges, Written> query, List<EdgeRow> part) {
    var applied = graph.apply(query, new AccessEdges(part, source, stamp, at, baseline));
    countWithoutHistory(applied.counts());
    return applied.rows();
  }

  private List<Written> structural(EdgeKind kind, List<EdgeRow> part) {
    var applied = graph.apply(HarvestQueries.structural(kind), new Edges(part, source, stamp, at));
    count(applied.counts());
    return applied.rows();
  }

  private void resources(Query<Resources, ResourceKey> query, List<ResourceRow> rows) {
    chunks(rows, part -> note(graph.apply(query, new Resources(part, stamp, at))));
  }

  private void note(IdentityGraph.Applied<ResourceKey> applied) {
    count(applied.counts());
    applied.rows().forEach(row -> changed.add(row.key()));
  }

  private void count(WriteCounts more) {
    counts = counts.plus(more);
  }

  private static <T> void chunks(List<T> rows, Consumer<List<T>> write) {
    for (int i = 0; i < rows.size(); i += SIZE) {
      write.accept(rows.subList(i, Math.min(rows.size(), i + SIZE)));
    }
  }
}
