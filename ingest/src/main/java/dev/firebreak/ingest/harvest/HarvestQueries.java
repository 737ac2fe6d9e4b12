package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.WriteCounts;
import dev.firebreak.ingest.map.AccountRow;
import dev.firebreak.ingest.map.EdgeRow;
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

  record Accounts(List<AccountRow> rows, String stamp, Instant at) {}

  record Resources(List<ResourceRow> rows, String stamp, Instant at) {}

  record AccessEdges(
      List<EdgeRow> rows, String source, String stamp, Instant at, boolean baseline) {}

  record Edges(List<EdgeRow> rows, String source, String stamp, Instant at) {}

  record Written(String via, String from, String to, boolean changed) {}

  record ResourceKey(String key) {}

  record SweepNodeEdges(
      String source,
      String stamp,
      Instant at,
      @Nullable Instant unseenSince,
      List<String> kinds,
      long limit) {}

  record SweepNodes(String source, String stamp, @Nullable Instant unseenSince, long limit) {}

  record SweptNodes(String type, long removed) {}

  record SweepEdges(
      String source, String stamp, Instant at, @Nullable Instant unseenSince, long limit) {}

  record SweepResource(String source, String via, String stamp, Instant at) {}

  record RemoveNode(String key, String stamp, Instant at) {}

  record Ids(String source, List<String> ids) {}

  record Alias(String type, String id, String key) {}

  record Removed(long removed) {}

  record SourceId(String source) {}

  record Accepted(String stamp, long access, @Nullable String endpoint, long seen) {}

  record Stamp(String source, String stamp, Instant at) {}

  record Unseen(String type, long known, long unseen) {}

  record UnseenResources(String source, String stamp, List<String> types) {}

  record HoldResources(String source, List<String> keys, String stamp) {}

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
  static final Query<Accounts, ResourceKey> ACCOUNTS =
      Query.write("ingest/upsert-accounts", Accounts.class, ResourceKey.class);
  static final Query<Resources, ResourceKey> GROUPS =
      Query.write("ingest/upsert-groups", Resources.class, ResourceKey.class);
  static final Query<Resources, ResourceKey> ENTITLEMENTS =
      Query.write("ingest/upsert-entitlements", Resources.class, ResourceKey.class);
  static final Query<Resources, ResourceKey> CONTAINERS =
      Query.write("ingest/upsert-containers", Resources.class, ResourceKey.class);
  static final Query<Resources, ResourceKey> PRIVILEGED_ACCOUNTS =
      Query.write("ingest/upsert-privileged-accounts", Resources.class, ResourceKey.class);
  static final Query<AccessEdges, Written> MEMBERSHIPS =
      Query.write("ingest/upsert-memberships", AccessEdges.class, Written.class);
  static final Query<AccessEdges, Written> GRANTS =
      Query.write("ingest/upsert-grants", AccessEdges.class, Written.class);
  static final Query<Edges, Written> IMPLICATIONS =
      Query.write("ingest/upsert-implications", Edges.class, Written.class);
  static final Query<Edges, Written> RIGHT_SUBJECTS =
      Query.write("ingest/upsert-right-subjects", Edges.class, Written.class);
  static final Query<Edges, Written> OPENINGS =
      Query.write("ingest/upsert-openings", Edges.class, Written.class);
  static final Query<Edges, Written> CONTENTS =
      Query.write("ingest/upsert-contents", Edges.class, Written.class);
  static final Query<SweepNodeEdges, Removed> SWEEP_NODE_EDGES =
      Query.write("ingest/sweep-node-edges", SweepNodeEdges.class, Removed.class);
  static final Query<SweepNodes, SweptNodes> SWEEP_NODES =
      Query.write("ingest/sweep-nodes", SweepNodes.class, SweptNodes.class);
  static final Query<SweepEdges, Removed> SWEEP_EDGES =
      Query.write("ingest/sweep-edges", SweepEdges.class, Removed.class);
  static final Query<SweepResource, Removed> SWEEP_RESOURCE =
      Query.write("ingest/sweep-resource", SweepResource.class, Removed.class);
  static final Query<RemoveNode, Removed> REMOVE_NODE =
      Query.write("ingest/remove-node", RemoveNode.class, Removed.class);
  static final Query<Ids, Alias> ALIASES =
      Query.read("ingest/entitlement-aliases", Ids.class, Alias.class);
  static final Query<SourceId, Accepted> LAST_ACCEPTED =
      Query.read("ingest/last-accepted-harvest", SourceId.class, Accepted.class);
  static final Query<Stamp, Unseen> UNSEEN =
      Query.read("ingest/unseen-nodes", Stamp.class, Unseen.class);
  static final Query<UnseenResources, ResourceKey> UNSEEN_RESOURCES =
      Query.read("ingest/unseen-resources", UnseenResources.class, ResourceKey.class);
  static final Query<HoldResources, ResourceKey> HOLD =
      Query.write("ingest/hold-resources", HoldResources.class, ResourceKey.class);
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

  /// The query that writes edges of a kind that carries no access history.
  static Query<Edges, Written> structural(EdgeKind kind) {
    return switch (kind) {
      case IMPLIES -> IMPLICATIONS;
      case ON -> RIGHT_SUBJECTS;
      case OPENS -> OPENINGS;
      case CONTAINS -> CONTENTS;
      case OWNS, MEMBER_OF, HOLDS, SIGNS_IN_AS, REPORTS_TO ->
          throw new IllegalArgumentException(kind + " edges are written another way");
    };
  }
}
