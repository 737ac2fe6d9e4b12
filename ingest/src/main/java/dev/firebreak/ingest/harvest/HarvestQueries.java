package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.WriteCounts;
import dev.firebreak.ingest.map.AccountRow;
import dev.firebreak.ingest.map.EdgeRow;
import dev.firebreak.ingest.map.ResourceRow;
import java.time.Instant;
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

  record Written(String via, String from, String to) {}

  record SweepEdges(String source, String stamp, Instant at, long limit) {}

  record SweepNodes(String source, String stamp, Instant at, long limit) {}

  record SweepResource(String source, String via, String stamp, Instant at) {}

  record RemoveNode(String key, String stamp, Instant at) {}

  record Ids(String source, List<String> ids) {}

  record Alias(String type, String id, String key) {}

  record Removed(long removed) {}

  record SourceId(String source) {}

  record Known(long accounts, boolean harvested) {}

  record Receipt(
      String stamp,
      String source,
      Instant startedAt,
      Instant finishedAt,
      boolean complete,
      @Nullable String problem,
      long accounts,
      long groups,
      long entitlements,
      long containers,
      long privilegedAccounts,
      long edges,
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
          receipt.complete(),
          receipt.problem(),
          receipt.accounts(),
          receipt.groups(),
          receipt.entitlements(),
          receipt.containers(),
          receipt.privilegedAccounts(),
          receipt.edges(),
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
  static final Query<SweepEdges, Removed> SWEEP_EDGES =
      Query.write("ingest/sweep-edges", SweepEdges.class, Removed.class);
  static final Query<SweepNodes, Removed> SWEEP_NODES =
      Query.write("ingest/sweep-nodes", SweepNodes.class, Removed.class);
  static final Query<SweepResource, Removed> SWEEP_RESOURCE =
      Query.write("ingest/sweep-resource", SweepResource.class, Removed.class);
  static final Query<RemoveNode, Removed> REMOVE_NODE =
      Query.write("ingest/remove-node", RemoveNode.class, Removed.class);
  static final Query<Ids, Alias> ALIASES =
      Query.read("ingest/entitlement-aliases", Ids.class, Alias.class);
  static final Query<SourceId, Known> KNOWN_ACCOUNTS =
      Query.read("ingest/known-accounts", SourceId.class, Known.class);
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
