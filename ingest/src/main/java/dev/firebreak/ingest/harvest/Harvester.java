package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.WriteCounts;
import dev.firebreak.ingest.harvest.HarvestQueries.KeyOf;
import dev.firebreak.ingest.harvest.HarvestQueries.Known;
import dev.firebreak.ingest.harvest.HarvestQueries.Receipt;
import dev.firebreak.ingest.harvest.HarvestQueries.Removed;
import dev.firebreak.ingest.harvest.HarvestQueries.SourceId;
import dev.firebreak.ingest.harvest.HarvestQueries.SourceRow;
import dev.firebreak.ingest.harvest.HarvestQueries.SweepEdges;
import dev.firebreak.ingest.harvest.HarvestQueries.SweepNodes;
import dev.firebreak.ingest.harvest.HarvestQueries.SweepResource;
import dev.firebreak.ingest.harvest.HarvestReceipt.Part;
import dev.firebreak.ingest.map.MappedRows;
import dev.firebreak.ingest.map.ResourceMapping;
import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.client.Listing;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimFailure;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.resource.ResourceType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads sources into the graph. Calls for one source wait for each other; different sources may
/// run side by side.
public final class Harvester {

  private static final Logger log = LoggerFactory.getLogger(Harvester.class);
  private static final int NODES_PER_WRITE = 5_000;
  private static final int SWEEP_LIMIT = 10_000;

  private final IdentityGraph graph;
  private final Clock clock;
  private final List<SensitivityRule> sensitivity;
  private final ConcurrentMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  public Harvester(IdentityGraph graph, Clock clock, List<SensitivityRule> sensitivity) {
    this.graph = graph;
    this.clock = clock;
    this.sensitivity = List.copyOf(sensitivity);
  }

  /// Writes that the source exists, before anything was read from it.
  public void declare(SourceConfig source) {
    graph.apply(
        HarvestQueries.SOURCE,
        new SourceRow(
            NodeKey.source(source.id()).value(),
            source.id(),
            source.displayName(),
            source.kind().name(),
            source.baseUrl().toString(),
            source.auth().kind(),
            source.authoritative(),
            now()));
  }

  /// Reads everything that `source` has. A source that fails half-way leaves what was read in the
  /// graph, removes nothing, and says so in the receipt.
  public HarvestReceipt harvest(SourceConfig source, ScimClient client, HarvestProgress progress) {
    return alone(source, () -> readAll(source, client, progress));
  }

  private HarvestReceipt readAll(SourceConfig source, ScimClient client, HarvestProgress progress) {
    declare(source);
    Instant startedAt = now();
    String stamp = source.id() + "@" + startedAt + "#" + UUID.randomUUID();
    Known known = graph.ask(HarvestQueries.KNOWN_ACCOUNTS, new SourceId(source.id())).getFirst();
    GraphBatch batch = new GraphBatch(graph, source.id(), stamp, startedAt, !known.harvested());
    ResourceMapping mapping = new ResourceMapping(source, sensitivity);
    MappedRows rows = MappedRows.empty();
    Tally tally = new Tally();
    List<Part> parts = new ArrayList<>();
    for (ResourceType type : source.reads()) {
      Part part = read(source, client, type, mapping, rows, batch, tally, progress);
      parts.add(part);
      if (part.problem() != null && tally.unreachable) {
        break;
      }
    }
    flush(rows, batch, tally);
    batch.edges(rows);
    @Nullable String problem = problem(source, known, parts, tally);
    if (problem == null) {
      sweep(source.id(), stamp, startedAt, batch);
    }
    List<String> problems = new ArrayList<>(rows.problems());
    problems.addAll(batch.dangling());
    HarvestReceipt receipt =
        new HarvestReceipt(
            source.id(),
            stamp,
            startedAt,
            now(),
            problem == null,
            problem,
            List.copyOf(parts),
            tally.accounts,
            tally.groups,
            batch.entitlements(),
            tally.containers,
            tally.privilegedAccounts,
            batch.edges(),
            batch.counts(),
            List.copyOf(problems));
    record(receipt);
    if (problem != null) {
      log.warn("harvest of {}", receipt.summary());
    }
    return receipt;
  }

  /// Keeps the receipt of a harvest that could not even begin. Nothing is removed.
  ///
  /// @param problem why, in a sentence
  public HarvestReceipt unread(SourceConfig source, String problem) {
    declare(source);
    Instant at = now();
    HarvestReceipt receipt =
        new HarvestReceipt(
            source.id(),
            source.id() + "@" + at + "#" + UUID.randomUUID(),
            at,
            at,
            false,
            problem,
            List.of(),
            0,
            0,
            0,
            0,
            0,
            0,
            WriteCounts.NONE,
            List.of());
    record(receipt);
    log.warn("harvest of {}", receipt.summary());
    return receipt;
  }

  /// Reads one resource again and makes the graph say what it says now, no more.
  ///
  /// @param resource a user, group or permission of `source`
  /// @return what the source answered
  public ScimOutcome refresh(SourceConfig source, ScimClient client, NodeKey resource) {
    return alone(source, () -> readOne(source, client, resource));
  }

  private ScimOutcome readOne(SourceConfig source, ScimClient client, NodeKey resource) {
    ResourceType type =
        ResourceType.named(resource.type())
            .orElseThrow(() -> new IllegalArgumentException("cannot re-read a " + resource.type()));
    ScimOutcome outcome = client.read(type.endpoint(), resource.id());
    Instant at = now();
    String stamp = source.id() + "@" + at + "#" + resource.type() + "-" + UUID.randomUUID();
    if (outcome instanceof ScimOutcome.Ok ok && ok.resource() != null) {
      GraphBatch batch = new GraphBatch(graph, source.id(), stamp, at, false);
      MappedRows rows = MappedRows.empty();
      new ResourceMapping(source, sensitivity).map(type, ok.resource(), rows);
      batch.nodes(rows);
      batch.edges(rows);
      graph.apply(
          HarvestQueries.SWEEP_RESOURCE,
          new SweepResource(source.id(), resource.value(), stamp, at));
    } else if (outcome instanceof ScimOutcome.NotFound) {
      graph.apply(
          HarvestQueries.SWEEP_RESOURCE,
          new SweepResource(source.id(), resource.value(), stamp, at));
      graph.apply(HarvestQueries.REMOVE_NODE, new KeyOf(resource.value()));
    }
    return outcome;
  }

  private <T> T alone(SourceConfig source, Supplier<T> work) {
    ReentrantLock lock = locks.computeIfAbsent(source.id(), id -> new ReentrantLock());
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private Part read(
      SourceConfig source,
      ScimClient client,
      ResourceType type,
      ResourceMapping mapping,
      MappedRows rows,
      GraphBatch batch,
      Tally tally,
      HarvestProgress progress) {
    int[] read = {0};
    try {
      Listing listing =
          client.list(
              type.endpoint(),
              Map.of(),
              resource -> {
                mapping.map(type, resource, rows);
                read[0]++;
                if (rows.nodeCount() >= NODES_PER_WRITE) {
                  flush(rows, batch, tally);
                }
                if (read[0] % 100 == 0) {
                  progress.read(source.id(), type.endpoint(), read[0], null);
                }
              });
      progress.read(source.id(), type.endpoint(), listing.distinct(), listing.promised());
      return new Part(
          type.endpoint(),
          listing.distinct(),
          listing.promised(),
          listing.complete(),
          listing.problem());
    } catch (ScimFailure failure) {
      tally.unreachable =
          failure.kind() == ScimFailure.Kind.UNREACHABLE
              || failure.kind() == ScimFailure.Kind.UNAUTHORIZED;
      return new Part(type.endpoint(), read[0], null, false, failure.getMessage());
    }
  }

  private static void flush(MappedRows rows, GraphBatch batch, Tally tally) {
    tally.accounts += rows.accounts().size();
    tally.groups += rows.groups().size();
    tally.containers += rows.containers().size();
    tally.privilegedAccounts += rows.privilegedAccounts().size();
    batch.nodes(rows);
    rows.clearNodes();
  }

  private static @Nullable String problem(
      SourceConfig source, Known known, List<Part> parts, Tally tally) {
    for (Part part : parts) {
      if (!part.complete()) {
        return part.endpoint() + ": " + part.problem();
      }
    }
    double limit = source.maxShrink() == null ? 0 : source.maxShrink();
    if (known.harvested() && tally.accounts < known.accounts() * limit) {
      return "only %,d accounts came where %,d are known; that is fewer than max-shrink (%s) allows. Look at the source, then lower max-shrink for one harvest if it is true."
          .formatted(tally.accounts, known.accounts(), limit);
    }
    return null;
  }

  private void sweep(String source, String stamp, Instant at, GraphBatch batch) {
    drain(HarvestQueries.SWEEP_EDGES, new SweepEdges(source, stamp, at, SWEEP_LIMIT), batch);
    drain(HarvestQueries.SWEEP_NODES, new SweepNodes(source, stamp, SWEEP_LIMIT), batch);
  }

  private <P extends Record> void drain(Query<P, Removed> query, P parameters, GraphBatch batch) {
    long removed;
    do {
      var applied = graph.apply(query, parameters);
      batch.count(applied.counts());
      removed = applied.rows().getFirst().removed();
    } while (removed == SWEEP_LIMIT);
  }

  private void record(HarvestReceipt receipt) {
    WriteCounts counts = receipt.counts();
    graph.apply(
        HarvestQueries.RECEIPT,
        new Receipt(
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
            receipt.parts()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static final class Tally {
    private long accounts;
    private long groups;
    private long containers;
    private long privilegedAccounts;
    private boolean unreachable;
  }
}
