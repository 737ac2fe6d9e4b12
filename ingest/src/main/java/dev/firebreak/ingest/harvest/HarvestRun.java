package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.harvest.HarvestQueries.Known;
import dev.firebreak.ingest.harvest.HarvestQueries.Receipt;
import dev.firebreak.ingest.harvest.HarvestQueries.Removed;
import dev.firebreak.ingest.harvest.HarvestQueries.SourceId;
import dev.firebreak.ingest.harvest.HarvestQueries.SweepEdges;
import dev.firebreak.ingest.harvest.HarvestQueries.SweepNodes;
import dev.firebreak.ingest.harvest.HarvestReceipt.Part;
import dev.firebreak.ingest.map.MappedRows;
import dev.firebreak.ingest.map.ResourceMapping;
import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.client.Listing;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One full read of one source: page → rows → apply → sweep. Nodes that are gone are swept before
/// edges are written, so that no edge is tied to one of them.
final class HarvestRun {

  private static final int NODES_PER_WRITE = 5_000;
  private static final int NODES_PER_SWEEP = 1_000;
  private static final int EDGES_PER_SWEEP = 10_000;
  private static final int MAX_PROBLEMS = 500;

  private final IdentityGraph graph;
  private final SourceConfig source;
  private final ScimClient client;
  private final HarvestProgress progress;
  private final ResourceMapping mapping;
  private final Instant startedAt;
  private final String stamp;
  private final Known known;
  private final GraphBatch batch;
  private final MappedRows rows = MappedRows.empty();
  private final List<Part> parts = new ArrayList<>();
  private long accounts;
  private long groups;
  private long containers;
  private long privilegedAccounts;

  HarvestRun(
      IdentityGraph graph,
      SourceConfig source,
      ScimClient client,
      List<SensitivityRule> sensitivity,
      HarvestProgress progress,
      Instant startedAt) {
    this.graph = graph;
    this.source = source;
    this.client = client;
    this.progress = progress;
    this.mapping = new ResourceMapping(source, sensitivity);
    this.startedAt = startedAt;
    this.stamp = source.id() + "@" + startedAt + "#" + UUID.randomUUID();
    this.known = graph.ask(HarvestQueries.KNOWN_ACCOUNTS, new SourceId(source.id())).getFirst();
    this.batch = new GraphBatch(graph, source.id(), stamp, startedAt, !known.harvested());
  }

  HarvestReceipt execute(Supplier<Instant> clock) {
    for (ResourceType type : source.reads()) {
      if (!read(type)) {
        break;
      }
    }
    write();
    boolean whole = parts.stream().allMatch(Part::complete);
    Map<String, String> aliases = rows.aliases();
    if (!whole) {
      KnownAliases.of(graph, source.id(), rows).forEach(aliases::putIfAbsent);
    }
    batch.named(aliases, whole);
    @Nullable String problem = problem();
    if (problem == null) {
      drain(
          HarvestQueries.SWEEP_NODES,
          new SweepNodes(source.id(), stamp, startedAt, NODES_PER_SWEEP),
          NODES_PER_SWEEP);
    }
    batch.edges(rows, aliases);
    if (problem == null) {
      drain(
          HarvestQueries.SWEEP_EDGES,
          new SweepEdges(source.id(), stamp, startedAt, EDGES_PER_SWEEP),
          EDGES_PER_SWEEP);
    }
    HarvestReceipt receipt =
        new HarvestReceipt(
            source.id(),
            stamp,
            startedAt,
            clock.get(),
            problem == null,
            problem,
            List.copyOf(parts),
            accounts,
            groups,
            batch.entitlements(),
            containers,
            privilegedAccounts,
            batch.edges(),
            batch.counts(),
            problems());
    graph.apply(HarvestQueries.RECEIPT, Receipt.of(receipt));
    return receipt;
  }

  /// Reads one endpoint.
  ///
  /// @return whether it makes sense to ask the source for another
  private boolean read(ResourceType type) {
    EndpointRead endpoint = new EndpointRead(type);
    try {
      Listing listing = client.list(type.endpoint(), Map.of(), endpoint::take);
      progress.read(source.id(), type.endpoint(), listing.distinct(), listing.promised());
      parts.add(endpoint.part(listing));
      return true;
    } catch (ScimFailure failure) {
      parts.add(
          new Part(
              type.endpoint(), endpoint.read, null, false, String.valueOf(failure.getMessage())));
      return failure.kind() != ScimFailure.Kind.UNREACHABLE;
    }
  }

  /// What came of one endpoint so far.
  private final class EndpointRead {
    private final ResourceType type;
    private int read;
    private int unusable;
    private String firstUnusable = "";

    EndpointRead(ResourceType type) {
      this.type = type;
    }

    void take(ScimResource resource) {
      read++;
      map(resource);
      if (rows.nodeCount() >= NODES_PER_WRITE) {
        write();
      }
      if (read % 100 == 0) {
        progress.read(source.id(), type.endpoint(), read, null);
      }
    }

    private void map(ScimResource resource) {
      try {
        mapping.map(type, resource, rows);
      } catch (ScimFailure | IllegalArgumentException e) {
        String why = String.valueOf(e.getMessage());
        rows.problems()
            .add("source %s: %s: %s; it is not read".formatted(source.id(), type.typeName(), why));
        firstUnusable = unusable++ == 0 ? why : firstUnusable;
      }
    }

    Part part(Listing listing) {
      @Nullable String problem = listing.problem();
      if (problem == null && unusable > 0) {
        problem =
            "%s: %s is not read completely: %d of its resources cannot be used; first: %s"
                .formatted(source.displayName(), type.endpoint(), unusable, firstUnusable);
      }
      return new Part(
          type.endpoint(), listing.distinct(), listing.promised(), problem == null, problem);
    }
  }

  private void write() {
    accounts += rows.accounts().size();
    groups += rows.groups().size();
    containers += rows.containers().size();
    privilegedAccounts += rows.privilegedAccounts().size();
    batch.nodes(rows);
    rows.clearNodes();
  }

  private @Nullable String problem() {
    for (Part part : parts) {
      if (!part.complete()) {
        return part.problem();
      }
    }
    double limit = source.maxShrink() == null ? 0 : source.maxShrink();
    if (known.harvested() && accounts < known.accounts() * limit) {
      return "%s: only %,d accounts came where %,d are known; that is fewer than max-shrink (%s) allows. Look at the source, then lower max-shrink for one harvest if it is true."
          .formatted(source.displayName(), accounts, known.accounts(), limit);
    }
    return null;
  }

  private List<String> problems() {
    List<String> all = new ArrayList<>(rows.problems());
    all.addAll(batch.problems());
    if (all.size() <= MAX_PROBLEMS) {
      return List.copyOf(all);
    }
    List<String> told = new ArrayList<>(all.subList(0, MAX_PROBLEMS));
    told.add("source %s: %d more like these".formatted(source.id(), all.size() - MAX_PROBLEMS));
    return List.copyOf(told);
  }

  private <P extends Record> void drain(Query<P, Removed> query, P parameters, int limit) {
    long removed;
    do {
      var applied = graph.apply(query, parameters);
      batch.countWithoutHistory(applied.counts());
      removed = applied.rows().getFirst().removed();
    } while (removed == limit);
  }
}
