package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.harvest.HarvestQueries.Accepted;
import dev.firebreak.ingest.harvest.HarvestQueries.Receipt;
import dev.firebreak.ingest.harvest.HarvestQueries.SourceId;
import dev.firebreak.ingest.harvest.HarvestQueries.Stamp;
import dev.firebreak.ingest.harvest.HarvestQueries.Unseen;
import dev.firebreak.ingest.harvest.HarvestReceipt.Part;
import dev.firebreak.ingest.map.MappedRows;
import dev.firebreak.ingest.map.ResourceMapping;
import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.resource.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One full read of one source: page → rows → apply → sweep. Nodes that are gone are swept before
/// edges are written, so that no edge is tied to one of them.
final class HarvestRun {

  private static final int NODES_PER_WRITE = 5_000;
  private static final int MAX_PROBLEMS = 500;

  private final IdentityGraph graph;
  private final SourceConfig source;
  private final ResourceReader reader;
  private final HarvestProgress progress;
  private final ResourceMapping mapping;
  private final Instant startedAt;
  private final String stamp;
  private final List<Accepted> lastAccepted;
  private final GraphBatch batch;
  private final RejectedQueue rejected;
  private final Sweep sweep;
  private final MappedRows rows = MappedRows.empty();
  private final List<EndpointRead> endpoints = new ArrayList<>();
  private long accounts;
  private long groups;
  private long containers;
  private long privilegedAccounts;

  HarvestRun(
      IdentityGraph graph,
      SourceConfig source,
      ResourceReader reader,
      List<SensitivityRule> sensitivity,
      HarvestProgress progress,
      Instant startedAt,
      Sweep.Limits limits) {
    this.graph = graph;
    this.source = source;
    this.reader = reader;
    this.progress = progress;
    this.mapping = new ResourceMapping(source, sensitivity);
    this.startedAt = startedAt;
    this.stamp = source.id() + "@" + startedAt + "#" + UUID.randomUUID();
    this.lastAccepted = graph.ask(HarvestQueries.LAST_ACCEPTED, new SourceId(source.id()));
    this.batch = new GraphBatch(graph, source.id(), stamp, startedAt, lastAccepted.isEmpty());
    this.rejected = new RejectedQueue(graph, source.id(), stamp, startedAt);
    this.sweep = new Sweep(graph, source.id(), stamp, startedAt, null, limits);
  }

  /// What the harvest comes to.
  ///
  /// @param problem why nothing is swept, if so
  /// @param unseen how many nodes are to be swept, if anything is
  private record Verdict(HarvestState state, @Nullable String problem, long held, long unseen) {}

  HarvestReceipt execute(Supplier<Instant> clock) {
    for (ResourceType type : source.reads()) {
      EndpointRead endpoint =
          new EndpointRead(source, type, mapping, rows, rejected, progress, this::writeIfMany);
      endpoints.add(endpoint);
      if (!endpoint.from(reader)) {
        break;
      }
    }
    write();
    boolean whole = endpoints.stream().allMatch(EndpointRead::complete);
    Map<String, String> aliases = rows.aliases();
    if (!whole) {
      KnownAliases.of(graph, source.id(), rows).forEach(aliases::putIfAbsent);
    }
    batch.named(aliases, whole, unreadTypes());
    long access = access();
    Verdict verdict = whole ? believe(access) : unread();
    boolean complete = verdict.state() == HarvestState.COMPLETE;
    if (complete && verdict.unseen() > 0) {
      sweep.nodes();
    }
    batch.edges(rows, aliases);
    if (complete) {
      sweep.edges();
      batch.count(sweep);
    }
    rejected.save(
        endpoints.stream().filter(EndpointRead::complete).map(EndpointRead::endpoint).toList());
    HarvestReceipt receipt =
        new HarvestReceipt(
            source.id(),
            stamp,
            startedAt,
            clock.get(),
            verdict.state(),
            verdict.problem(),
            parts(),
            accounts,
            groups,
            batch.entitlements(),
            containers,
            privilegedAccounts,
            batch.edges(),
            access,
            verdict.held(),
            batch.counts(),
            problems(),
            rejected.all());
    graph.apply(HarvestQueries.RECEIPT, Receipt.of(receipt));
    return receipt;
  }

  private void writeIfMany() {
    if (rows.nodeCount() >= NODES_PER_WRITE) {
      write();
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

  private Set<String> unreadTypes() {
    Set<String> unread = new HashSet<>();
    source.reads().forEach(type -> unread.add(type.typeName()));
    endpoints.stream()
        .filter(EndpointRead::complete)
        .forEach(endpoint -> unread.remove(endpoint.type().typeName()));
    return unread;
  }

  /// Memberships and grants as they are stated.
  private long access() {
    return Stream.of(EdgeKind.MEMBER_OF, EdgeKind.HOLDS)
        .mapToLong(kind -> rows.edges().getOrDefault(kind, List.of()).size())
        .sum();
  }

  private Verdict unread() {
    return new Verdict(
        HarvestState.INCOMPLETE,
        endpoints.stream()
            .map(EndpointRead::problem)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("no endpoint was read"),
        0,
        0);
  }

  /// Everything came; is it true?
  private Verdict believe(long access) {
    long held = rejected.hold();
    List<Unseen> unseen =
        graph.ask(HarvestQueries.UNSEEN, new Stamp(source.id(), stamp, startedAt));
    long gone = unseen.stream().mapToLong(Unseen::unseen).sum();
    return DropGuard.judge(source.dropLimit(), lastAccepted, parts(), unseen, access)
        .map(drops ->
            new Verdict(
                HarvestState.QUARANTINED,
                "%s: %s; that is more than max-drop (%s %%) allows. Look at the source; if it is true, accept the drop."
                    .formatted(source.displayName(), drops, number(source.dropLimit())),
                held,
                gone))
        .orElseGet(() -> new Verdict(HarvestState.COMPLETE, null, held, gone));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private List<Part> parts() {
    return endpoints.stream().map(endpoint -> endpoint.part(batch, sweep.byType())).toList();
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
}
