package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.query.Row;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.WriteCounts;
import dev.firebreak.ingest.map.AccountRow;
import dev.firebreak.ingest.map.ResourceRow;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The queries that write a harvest.
final class HarvestQueries {

  private HarvestQueries() {}

  record SourceRow(
      String key,
      String id,
      String name,
      String kind,
      String baseUrl,
      String authKind,
      boolean authoritative,
      Instant at) {}

  /// A row with the hash of what it says.
  record AccountFact(AccountRow of, long fact) implements Row {}

  record ResourceFact(ResourceRow of, long fact) implements Row {}

  /// An edge between two nodes that are there.
  record EdgeFact(
      String from,
      String to,
      String via,
      String attribute,
      @Nullable Instant since,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      long fact)
      implements Row {}

  record Accounts(List<AccountFact> rows, String source, String stamp, Instant at) {}

  record Resources(List<ResourceFact> rows, String source, String stamp, Instant at) {}

  record Appearances(List<EdgeFact> rows, EdgeKind kind, String source, String stamp, Instant at) {}

  record Edges(List<EdgeFact> rows, String source, String stamp, Instant at) {}

  /// Keys sort by their characters, and `0` follows `/`.
  record FactPage(String source, String after, String end, long limit) {
    static FactPage of(String source, String after, long limit) {
      return new FactPage(source, after, source + "0", limit);
    }
  }

  record FactsOf(String source, List<String> vias, List<String> keys) {}

  record KnownPage(List<String> keys, List<String> types, List<Long> facts, List<Long> edges) {}

  record SweepPage(
      List<String> keys,
      List<String> marks,
      List<String> edges,
      List<Long> edgeFacts,
      List<String> edgeMarks) {}

  record Keys(List<String> keys) {}

  record ResourceKey(String key) {}

  record RemoveEdges(List<String> edges, String stamp, Instant at) {}

  record RemoveEdgesOfNodes(
      List<String> keys, List<String> kinds, String stamp, Instant at, long limit) {}

  record MarkMissing(List<String> keys, List<String> edges, String stamp) {}

  record SweptNodes(String type, long removed) {}

  record SweepResources(String source, List<String> vias, String stamp, Instant at, long limit) {}

  record SweptEdges(long removed, List<String> left) {}

  record KeysOf(String source, List<String> keys) {}

  record RemovedLeft(long removed, long implied) {}

  record ForgetDangling(String source, @Nullable List<String> vias) {}

  /// What the edges of a resource name that is not there.
  record DanglingRow(String via, List<String> names) {}

  record KeepDangling(String source, List<DanglingRow> rows) {}

  record LastHarvest(
      String stamp,
      String state,
      ZonedDateTime startedAt,
      long unsettled,
      @Nullable String endpoint,
      @Nullable Long promised) {}

  record RemoveNode(String key, String stamp, Instant at) {}

  record Ids(String source, @Nullable List<String> ids) {}

  record Alias(String type, String id, String key) {}

  record Removed(long removed) {}

  record RemovedEdges(long removed, long concluded) {}

  record RemovedNode(long removed, long edges) {}

  record SourceId(String source) {}

  record Accepted(String stamp, long access, @Nullable String endpoint, long seen) {}

  record OfTypes(String source, List<String> types) {}

  record StatedBy(String source, List<String> keys) {}

  record Stated(String key, List<String> ends, List<Long> facts) {}

  record QueueRejected(List<Rejection> rows, String source, String stamp, Instant at) {}

  record Unqueue(String source, String stamp, List<String> keys, List<String> endpoints) {}

  record Quarantined(String stamp, ZonedDateTime startedAt) {}

  record SweptPart(String endpoint, long removed) {}

  record Accept(
      String stamp,
      String by,
      Instant at,
      long nodesDeleted,
      long edgesDeleted,
      List<SweptPart> swept) {}

  record Receipt(
      String stamp,
      String source,
      Instant startedAt,
      @Nullable Instant continuedFrom,
      Instant finishedAt,
      HarvestState state,
      boolean complete,
      @Nullable String problem,
      long accounts,
      long groups,
      long entitlements,
      long containers,
      long privilegedAccounts,
      long edges,
      long access,
      long held,
      long nodesCreated,
      long nodesDeleted,
      long edgesCreated,
      long edgesDeleted,
      List<String> problems,
      List<HarvestReceipt.Part> parts) {

    static Receipt of(HarvestReceipt receipt) {
      WriteCounts counts = receipt.counts();
      return new Receipt(
          receipt.stamp(),
          receipt.source(),
          receipt.startedAt(),
          receipt.continuedFrom(),
          receipt.finishedAt(),
          receipt.state(),
          receipt.complete(),
          receipt.problem(),
          receipt.accounts(),
          receipt.groups(),
          receipt.entitlements(),
          receipt.containers(),
          receipt.privilegedAccounts(),
          receipt.edges(),
          receipt.access(),
          receipt.held(),
          counts.nodesCreated(),
          counts.nodesDeleted(),
          counts.edgesCreated(),
          counts.edgesDeleted(),
          receipt.problems(),
          receipt.parts());
    }
  }

  static final Query<SourceRow, None> SOURCE =
      Query.write("ingest/upsert-source", SourceRow.class, None.class);
  static final Query<Accounts, None> ACCOUNTS =
      Query.write("ingest/upsert-accounts", Accounts.class, None.class);
  static final Query<Resources, None> GROUPS =
      Query.write("ingest/upsert-groups", Resources.class, None.class);
  static final Query<Resources, None> ENTITLEMENTS =
      Query.write("ingest/upsert-entitlements", Resources.class, None.class);
  static final Query<Resources, None> CONTAINERS =
      Query.write("ingest/upsert-containers", Resources.class, None.class);
  static final Query<Resources, None> PRIVILEGED_ACCOUNTS =
      Query.write("ingest/upsert-privileged-accounts", Resources.class, None.class);
  static final Query<Appearances, None> APPEARANCES =
      Query.write("ingest/record-appearances", Appearances.class, None.class);
  static final Query<Edges, None> MEMBERSHIPS =
      Query.write("ingest/upsert-memberships", Edges.class, None.class);
  static final Query<Edges, None> GRANTS =
      Query.write("ingest/upsert-grants", Edges.class, None.class);
  static final Query<Edges, None> IMPLICATIONS =
      Query.write("ingest/upsert-implications", Edges.class, None.class);
  static final Query<Edges, None> RIGHT_SUBJECTS =
      Query.write("ingest/upsert-right-subjects", Edges.class, None.class);
  static final Query<Edges, None> OPENINGS =
      Query.write("ingest/upsert-openings", Edges.class, None.class);
  static final Query<Edges, None> CONTENTS =
      Query.write("ingest/upsert-contents", Edges.class, None.class);
  static final Query<FactPage, KnownPage> KNOWN =
      Query.read("ingest/known-facts", FactPage.class, KnownPage.class);
  static final Query<FactsOf, KnownPage> KNOWN_OF =
      Query.read("ingest/known-facts-of", FactsOf.class, KnownPage.class);
  static final Query<FactPage, SweepPage> TO_SWEEP =
      Query.read("ingest/facts-to-sweep", FactPage.class, SweepPage.class);
  static final Query<RemoveEdges, Removed> REMOVE_EDGES =
      Query.write("ingest/remove-edges", RemoveEdges.class, Removed.class);
  static final Query<RemoveEdgesOfNodes, RemovedEdges> REMOVE_EDGES_OF_NODES =
      Query.write("ingest/remove-edges-of-nodes", RemoveEdgesOfNodes.class, RemovedEdges.class);
  static final Query<Keys, SweptNodes> REMOVE_NODES =
      Query.write("ingest/remove-nodes", Keys.class, SweptNodes.class);
  static final Query<MarkMissing, None> MARK_MISSING =
      Query.write("ingest/mark-missing", MarkMissing.class, None.class);
  static final Query<Keys, ResourceKey> EXISTING =
      Query.read("ingest/existing-nodes", Keys.class, ResourceKey.class);
  static final Query<StatedBy, Stated> STATED_BY =
      Query.read("ingest/stated-by", StatedBy.class, Stated.class);
  static final Query<OfTypes, ResourceKey> OF_TYPES =
      Query.read("ingest/resources-of-types", OfTypes.class, ResourceKey.class);
  static final Query<SweepResources, SweptEdges> SWEEP_RESOURCES =
      Query.write("ingest/sweep-resources", SweepResources.class, SweptEdges.class);
  static final Query<KeysOf, RemovedLeft> REMOVE_LEFT =
      Query.write("ingest/remove-entitlements-left", KeysOf.class, RemovedLeft.class);
  static final Query<KeysOf, ResourceKey> STATING =
      Query.read("ingest/stating-resources", KeysOf.class, ResourceKey.class);
  static final Query<ForgetDangling, ResourceKey> FORGET_DANGLING =
      Query.write("ingest/forget-dangling", ForgetDangling.class, ResourceKey.class);
  static final Query<KeepDangling, None> KEEP_DANGLING =
      Query.write("ingest/keep-dangling", KeepDangling.class, None.class);
  static final Query<KeysOf, ResourceKey> DANGLING_ON =
      Query.read("ingest/dangling-on", KeysOf.class, ResourceKey.class);
  static final Query<SourceId, LastHarvest> LAST_HARVEST =
      Query.read("ingest/last-followed-harvest", SourceId.class, LastHarvest.class);
  static final Query<RemoveNode, RemovedNode> REMOVE_NODE =
      Query.write("ingest/remove-node", RemoveNode.class, RemovedNode.class);
  static final Query<Ids, Alias> ALIASES =
      Query.read("ingest/entitlement-aliases", Ids.class, Alias.class);
  static final Query<SourceId, Accepted> LAST_ACCEPTED =
      Query.read("ingest/last-accepted-harvest", SourceId.class, Accepted.class);
  static final Query<SourceId, ResourceKey> QUEUED =
      Query.read("ingest/queued-resources", SourceId.class, ResourceKey.class);
  static final Query<QueueRejected, None> QUEUE =
      Query.write("ingest/queue-rejected", QueueRejected.class, None.class);
  static final Query<Unqueue, Removed> UNQUEUE =
      Query.write("ingest/unqueue-resources", Unqueue.class, Removed.class);
  static final Query<SourceId, Quarantined> QUARANTINED =
      Query.read("ingest/quarantined-harvest", SourceId.class, Quarantined.class);
  static final Query<Accept, None> ACCEPT =
      Query.write("ingest/accept-harvest", Accept.class, None.class);
  static final Query<Receipt, None> RECEIPT =
      Query.write("ingest/record-harvest", Receipt.class, None.class);

  /// The query that writes the edges of a kind that a source states.
  static Query<Edges, None> edges(EdgeKind kind) {
    return switch (kind) {
      case MEMBER_OF -> MEMBERSHIPS;
      case HOLDS -> GRANTS;
      case IMPLIES -> IMPLICATIONS;
      case ON -> RIGHT_SUBJECTS;
      case OPENS -> OPENINGS;
      case CONTAINS -> CONTENTS;
      case OWNS, SIGNS_IN_AS, REPORTS_TO ->
          throw new IllegalArgumentException("correlation concludes " + kind + ", no source");
    };
  }
}
