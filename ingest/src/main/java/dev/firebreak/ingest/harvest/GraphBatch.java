package dev.firebreak.ingest.harvest;

import com.carrotsearch.hppc.LongHashSet;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.WriteCounts;
import dev.firebreak.ingest.harvest.EdgeSpool.Stated;
import dev.firebreak.ingest.harvest.HarvestQueries.AccountFact;
import dev.firebreak.ingest.harvest.HarvestQueries.Accounts;
import dev.firebreak.ingest.harvest.HarvestQueries.Appearances;
import dev.firebreak.ingest.harvest.HarvestQueries.DanglingRow;
import dev.firebreak.ingest.harvest.HarvestQueries.EdgeFact;
import dev.firebreak.ingest.harvest.HarvestQueries.Edges;
import dev.firebreak.ingest.harvest.HarvestQueries.ResourceFact;
import dev.firebreak.ingest.harvest.HarvestQueries.Resources;
import dev.firebreak.ingest.map.EdgeRow;
import dev.firebreak.ingest.map.MappedRows;
import dev.firebreak.ingest.map.ResourceRow;
import dev.firebreak.scim.resource.ResourceType;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Writes what one harvest says in batches and counts what that changes: only what is new in the
/// graph or not as it was. Every write is idempotent. First every node that was read, then [#named]
/// for those that only grants name, then the edges.
final class GraphBatch {

  /// Rows per transaction: where throughput over Bolt is highest.
  private static final int SIZE = 5_000;

  private final IdentityGraph graph;
  private final String source;
  private final String stamp;
  private final Instant at;
  private final boolean baseline;
  private final KnownFacts known;
  private final SeenFacts seen;
  private final FactHash hash = new FactHash();
  private final Chunks<AccountFact> accounts;
  private final Map<NodeRows, Chunks<ResourceFact>> resources = new EnumMap<>(NodeRows.class);
  private final Map<EdgeKind, Chunks<EdgeFact>> edgeRows = new EnumMap<>(EdgeKind.class);
  private final Set<String> declared = new HashSet<>();
  private final Map<String, ResourceRow> named = new LinkedHashMap<>();
  private final DanglingEdges dangling;
  private final Map<String, LongHashSet> changed = new HashMap<>();
  private WriteCounts counts = WriteCounts.NONE;
  private long edges;
  private boolean rewriting;

  private enum NodeRows {
    GROUP(HarvestQueries.GROUPS),
    ENTITLEMENT(HarvestQueries.ENTITLEMENTS),
    CONTAINER(HarvestQueries.CONTAINERS),
    PRIVILEGED_ACCOUNT(HarvestQueries.PRIVILEGED_ACCOUNTS);

    private final Query<Resources, None> query;

    NodeRows(Query<Resources, None> query) {
      this.query = query;
    }
  }

  /// @param baseline whether nothing was known of the access of this source, so that none of it is
  ///   news
  GraphBatch(
      IdentityGraph graph,
      String source,
      String stamp,
      Instant at,
      boolean baseline,
      KnownFacts known,
      SeenFacts seen) {
    this.graph = graph;
    this.source = source;
    this.stamp = stamp;
    this.at = at;
    this.baseline = baseline;
    this.known = known;
    this.seen = seen;
    this.dangling = new DanglingEdges(source);
    this.accounts =
        new Chunks<>(
            SIZE,
            rows ->
                count(
                    graph
                        .apply(HarvestQueries.ACCOUNTS, new Accounts(rows, source, stamp, at))
                        .counts()));
  }

  /// Writes also what is as it was, so that it has the stamp of this harvest.
  GraphBatch rewriting() {
    rewriting = true;
    return this;
  }

  /// What changed in the identity graph; the history of access is not counted.
  WriteCounts counts() {
    return counts;
  }

  long entitlements() {
    return declared.size() + named.size();
  }

  /// How many different edges found both their ends.
  long edges() {
    return edges;
  }

  /// How many resources of a type that were read are new in the graph, or not as they were, or
  /// state an edge that is.
  int written(ResourceType type) {
    LongHashSet keys = changed.get(type.typeName());
    return keys == null ? 0 : keys.size();
  }

  /// Edges that named something the source does not have, or more than one thing, each a sentence.
  List<String> problems() {
    return dangling.problems();
  }

  /// What the edges of each resource name that is not there.
  List<DanglingRow> dangling() {
    return dangling.rows();
  }

  /// How many problems there are, those not kept included.
  long problemCount() {
    return dangling.count();
  }

  /// Takes the nodes of `rows`; they are written by [#flushNodes] at the latest.
  void nodes(MappedRows rows) {
    rows.accounts()
        .forEach(row -> {
          long fact = hash.of(row);
          if (isNews(row.key(), row.type(), fact)) {
            accounts.add(new AccountFact(row, fact));
          }
        });
    rows.groups().forEach(row -> node(NodeRows.GROUP, row));
    rows.containers().forEach(row -> node(NodeRows.CONTAINER, row));
    rows.privilegedAccounts().forEach(row -> node(NodeRows.PRIVILEGED_ACCOUNT, row));
    for (ResourceRow row : rows.entitlements()) {
      if (!row.declared()) {
        named.merge(row.key(), row, GraphBatch::betterNamed);
      } else if (declared.add(row.key())) {
        node(NodeRows.ENTITLEMENT, row);
      }
    }
  }

  private void node(NodeRows kind, ResourceRow row) {
    long fact = hash.of(row);
    if (isNews(row.key(), row.type(), fact)) {
      write(kind, row, fact);
    }
  }

  /// Notes that a node was seen.
  ///
  /// @return whether it must be written
  private boolean isNews(String key, String type, long fact) {
    long id = hash.of(key);
    if (!seen.node(id, type)) {
      return false;
    }
    boolean same = known.sameNode(id, fact);
    if (!same) {
      changed(type, id);
    }
    return !same || rewriting;
  }

  private void changed(String type, long key) {
    changed.computeIfAbsent(type, t -> new LongHashSet()).add(key);
  }

  private void write(NodeRows kind, ResourceRow row, long fact) {
    resources
        .computeIfAbsent(
            kind,
            k ->
                new Chunks<>(
                    SIZE,
                    rows ->
                        count(
                            graph.apply(k.query, new Resources(rows, source, stamp, at)).counts())))
        .add(new ResourceFact(row, fact));
  }

  /// Writes the nodes that wait.
  void flushNodes() {
    accounts.flush();
    resources.values().forEach(Chunks::flush);
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
    for (ResourceRow row : named.values()) {
      ResourceRow said = whole ? row.declaredByGrants() : row;
      long key = hash.of(row.key());
      long fact = hash.of(said);
      boolean asItWas = whole ? known.sameNode(key, fact) : known.hasNode(key);
      if (seen.node(key, row.type()) && !asItWas) {
        write(NodeRows.ENTITLEMENT, said, fact);
      }
    }
    flushNodes();
  }

  private record Ends(EdgeKind kind, String from, String to, String via) {}

  /// Takes edges, all that a resource states at once; they are written by [#flushEdges] at the
  /// latest.
  ///
  /// @param exists whether there is a node of a key
  void edges(List<Stated> stated, Map<String, String> aliases, Predicate<String> exists) {
    Map<Ends, EdgeRow> distinct = new LinkedHashMap<>();
    for (Stated one : stated) {
      EdgeRow row = one.row();
      List<String> from = row.from().stream().filter(exists).toList();
      List<String> to = resolve(row.to(), aliases).stream().filter(exists).toList();
      dangling.note(row, from, to);
      for (String start : from) {
        for (String end : to) {
          distinct.merge(new Ends(one.kind(), start, end, row.via()), row, EdgeRow::widenedBy);
        }
      }
    }
    distinct.forEach((ends, row) -> edge(ends.kind(), ends.from(), ends.to(), row));
  }

  private void edge(EdgeKind kind, String from, String to, EdgeRow row) {
    long fact = hash.of(kind, from, to, row);
    if (!seen.edge(fact)) {
      return;
    }
    edges++;
    boolean same = known.hasEdge(fact);
    if (same && !rewriting) {
      return;
    }
    if (!same) {
      changed(NodeKey.parse(row.via()).type(), hash.of(row.via()));
    }
    edgeRows
        .computeIfAbsent(kind, k -> new Chunks<>(SIZE, rows -> write(k, rows)))
        .add(
            new EdgeFact(
                from,
                to,
                row.via(),
                row.attribute(),
                row.since(),
                row.validFrom(),
                row.validTo(),
                fact));
  }

  /// Writes the edges that wait.
  void flushEdges() {
    edgeRows.values().forEach(Chunks::flush);
  }

  /// The history of access that is written with them is not counted.
  private void write(EdgeKind kind, List<EdgeFact> rows) {
    WriteCounts more =
        graph.inOneTransaction(write -> {
          if (!baseline && (kind == EdgeKind.MEMBER_OF || kind == EdgeKind.HOLDS)) {
            write.apply(HarvestQueries.APPEARANCES, new Appearances(rows, kind, source, stamp, at));
          }
          return write
              .apply(HarvestQueries.edges(kind), new Edges(rows, source, stamp, at))
              .counts();
        });
    count(more);
  }

  /// What an entitlement is held by takes precedence over the id of another.
  private List<String> resolve(List<String> to, Map<String, String> aliases) {
    return to.stream().noneMatch(aliases::containsKey)
        ? to
        : to.stream()
            .map(key -> declared.contains(key) ? key : aliases.getOrDefault(key, key))
            .distinct()
            .toList();
  }

  /// Counts what a sweep removed.
  void count(Sweep sweep) {
    count(sweep.counts());
  }

  private void count(WriteCounts more) {
    counts = counts.plus(more);
  }
}
