package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.WriteCounts;
import dev.firebreak.ingest.harvest.HarvestQueries.AccessEdges;
import dev.firebreak.ingest.harvest.HarvestQueries.Accounts;
import dev.firebreak.ingest.harvest.HarvestQueries.Edges;
import dev.firebreak.ingest.harvest.HarvestQueries.Resources;
import dev.firebreak.ingest.harvest.HarvestQueries.Written;
import dev.firebreak.ingest.map.EdgeRow;
import dev.firebreak.ingest.map.MappedRows;
import dev.firebreak.ingest.map.ResourceRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Writes the rows of one harvest in batches and counts what they change. Every write is
/// idempotent.
final class GraphBatch {

  /// Rows per transaction: where throughput over Bolt is highest.
  private static final int SIZE = 5_000;

  private final IdentityGraph graph;
  private final String source;
  private final String stamp;
  private final Instant at;
  private final boolean baseline;
  private final Set<String> entitlementsWritten = new HashSet<>();
  private final Set<String> declared = new HashSet<>();
  private final List<String> dangling = new ArrayList<>();
  private WriteCounts counts = WriteCounts.NONE;
  private long edges;

  GraphBatch(IdentityGraph graph, String source, String stamp, Instant at, boolean baseline) {
    this.graph = graph;
    this.source = source;
    this.stamp = stamp;
    this.at = at;
    this.baseline = baseline;
  }

  WriteCounts counts() {
    return counts;
  }

  long entitlements() {
    return entitlementsWritten.size();
  }

  long edges() {
    return edges;
  }

  /// Edges that named something the source does not have, each a sentence.
  List<String> dangling() {
    return dangling;
  }

  void nodes(MappedRows rows) {
    chunks(rows.accounts(), part -> write(HarvestQueries.ACCOUNTS, new Accounts(part, stamp, at)));
    resources(HarvestQueries.GROUPS, rows.groups());
    resources(HarvestQueries.CONTAINERS, rows.containers());
    resources(HarvestQueries.PRIVILEGED_ACCOUNTS, rows.privilegedAccounts());
    resources(
        HarvestQueries.ENTITLEMENTS,
        rows.entitlements().stream().filter(this::firstOrDeclared).toList());
  }

  private boolean firstOrDeclared(ResourceRow row) {
    boolean first = entitlementsWritten.add(row.key());
    return row.declared() ? declared.add(row.key()) : first;
  }

  void edges(MappedRows rows) {
    Map<String, String> aliases = rows.aliases();
    for (var entry : rows.edges().entrySet()) {
      EdgeKind kind = entry.getKey();
      List<EdgeRow> resolved = entry.getValue().stream().map(row -> resolve(row, aliases)).distinct().toList();
      chunks(
          resolved,
          part -> {
            List<Written> written =
                switch (kind) {
                  case MEMBER_OF -> access(HarvestQueries.MEMBERSHIPS, part);
                  case HOLDS -> access(HarvestQueries.GRANTS, part);
                  case IMPLIES, ON, OPENS, CONTAINS, OWNS, SIGNS_IN_AS, REPORTS_TO ->
                      structural(kind, part);
                };
            noteDangling(kind, part, written);
            return written.size();
          });
    }
  }

  private List<Written> access(Query<AccessEdges, Written> query, List<EdgeRow> part) {
    var applied = graph.apply(query, new AccessEdges(part, source, stamp, at, baseline));
    count(applied.counts());
    return applied.rows();
  }

  private List<Written> structural(EdgeKind kind, List<EdgeRow> part) {
    var applied = graph.apply(HarvestQueries.structural(kind), new Edges(part, source, stamp, at));
    count(applied.counts());
    return applied.rows();
  }

  private void noteDangling(EdgeKind kind, List<EdgeRow> asked, List<Written> written) {
    if (written.size() >= asked.size()) {
      return;
    }
    Set<List<String>> found = new HashSet<>();
    for (Written w : written) {
      found.add(List.of(w.via(), w.from(), w.to()));
    }
    for (EdgeRow row : asked) {
      boolean there =
          row.from().stream()
              .anyMatch(from ->
                  row.to().stream().anyMatch(to -> found.contains(List.of(row.via(), from, to))));
      if (!there) {
        dangling.add(
            "source %s: %s of %s names %s, which was not read"
                .formatted(
                    source,
                    row.attribute(),
                    row.via(),
                    kind == EdgeKind.MEMBER_OF ? row.from().getFirst() : row.to().getFirst()));
      }
    }
  }

  private static EdgeRow resolve(EdgeRow row, Map<String, String> aliases) {
    if (row.to().stream().noneMatch(aliases::containsKey)) {
      return row;
    }
    Set<String> to = new java.util.LinkedHashSet<>();
    for (String key : row.to()) {
      to.add(aliases.getOrDefault(key, key));
    }
    return new EdgeRow(
        row.from(),
        List.copyOf(to),
        row.via(),
        row.attribute(),
        row.since(),
        row.validFrom(),
        row.validTo());
  }

  private void resources(Query<Resources, None> query, List<ResourceRow> rows) {
    chunks(rows, part -> write(query, new Resources(part, stamp, at)));
  }

  private <P extends Record> int write(Query<P, None> query, P parameters) {
    count(graph.apply(query, parameters).counts());
    return 0;
  }

  void count(WriteCounts more) {
    counts = counts.plus(more);
  }

  private <T> void chunks(List<T> rows, Function<List<T>, Integer> write) {
    for (int i = 0; i < rows.size(); i += SIZE) {
      edges += write.apply(rows.subList(i, Math.min(rows.size(), i + SIZE)));
    }
  }
}
