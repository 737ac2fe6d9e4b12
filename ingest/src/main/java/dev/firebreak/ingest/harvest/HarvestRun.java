package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.model.RunStamp;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.harvest.DropGuard.Unseen;
import dev.firebreak.ingest.harvest.HarvestQueries.Accepted;
import dev.firebreak.ingest.harvest.HarvestQueries.ForgetDangling;
import dev.firebreak.ingest.harvest.HarvestQueries.KeepDangling;
import dev.firebreak.ingest.harvest.HarvestQueries.Receipt;
import dev.firebreak.ingest.harvest.HarvestQueries.SourceId;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One full read of one source: page → rows → apply → sweep. Nodes that are gone are swept before
/// edges are written, so that no edge is tied to one of them.
final class HarvestRun {

  private static final int MAX_PROBLEMS = 500;

  /// How many edges wait in memory for the last node.
  private static final int EDGES_IN_MEMORY = 200_000;

  private final IdentityGraph graph;
  private final SourceConfig source;
  private final ResourceReader reader;
  private final HarvestProgress progress;
  private final HarvestJournal journal;
  private final ResourceMapping mapping;
  private final Instant startedAt;
  private final String stamp;
  private final List<Accepted> lastAccepted;
  private final KnownFacts known;
  private final SeenFacts seen;
  private final FactHash hash = new FactHash();
  private final GraphBatch batch;
  private final RejectedQueue rejected;
  private final Sweep sweep;
  private final MappedRows rows = MappedRows.empty();
  private final List<String> problems = new ArrayList<>();
  private long problemCount;
  private long access;
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
      HarvestJournal journal,
      Sweep.Limits limits) {
    this.graph = graph;
    this.source = source;
    this.reader = reader;
    this.progress = progress;
    this.mapping = new ResourceMapping(source, sensitivity);
    this.journal = journal;
    this.startedAt = journal.startedAt();
    Instant begunAt = journal.begunAt();
    this.stamp = RunStamp.fresh();
    this.lastAccepted = graph.ask(HarvestQueries.LAST_ACCEPTED, new SourceId(source.id()));
    this.known = KnownFacts.of(graph, source.id());
    this.seen = new SeenFacts(known);
    this.batch =
        new GraphBatch(graph, source.id(), stamp, begunAt, lastAccepted.isEmpty(), known, seen);
    this.rejected = new RejectedQueue(graph, source.id(), stamp, begunAt);
    this.sweep = new Sweep(graph, source.id(), stamp, begunAt, limits, Sweep.Gone.unseen(seen));
  }

  /// What the harvest comes to.
  ///
  /// @param problem why nothing is swept, if so
  /// @param unseen how many nodes are to be swept, if anything is
  private record Verdict(HarvestState state, @Nullable String problem, long held, long unseen) {}

  HarvestReceipt execute(Supplier<Instant> clock) {
    try (EdgeSpool edges = journal.edges(EDGES_IN_MEMORY)) {
      return execute(clock, edges);
    }
  }

  private HarvestReceipt execute(Supplier<Instant> clock, EdgeSpool edges) {
    for (ResourceType type : source.reads()) {
      EndpointRead endpoint =
          new EndpointRead(
              source,
              type,
              mapping,
              rows,
              rejected,
              progress,
              journal.of(source.id(), type, progress, clock),
              () -> take(edges));
      endpoints.add(endpoint);
      if (!endpoint.from(reader)) {
        break;
      }
    }
    note();
    boolean whole = endpoints.stream().allMatch(EndpointRead::complete);
    Map<String, String> aliases = rows.aliases();
    if (!whole) {
      KnownAliases.of(graph, source.id(), null).forEach(aliases::putIfAbsent);
    }
    batch.named(aliases, whole, unreadTypes());
    Verdict verdict = whole ? believe() : unread();
    boolean believed = verdict.state() == HarvestState.COMPLETE;
    edges.eachResource(
        stated -> batch.edges(stated, aliases, key -> exists(hash.of(key), believed)));
    batch.flushEdges();
    switch (verdict.state()) {
      case COMPLETE -> {
        graph.apply(HarvestQueries.FORGET_DANGLING, new ForgetDangling(source.id(), null));
        graph.apply(HarvestQueries.KEEP_DANGLING, new KeepDangling(source.id(), batch.dangling()));
        if (verdict.unseen() > 0 || !known.edgesAreSeen(seen)) {
          sweep.remove();
          batch.count(sweep);
        }
      }
      case QUARANTINED -> sweep.mark();
      case INCOMPLETE, UPDATED -> {}
    }
    rejected.save(
        endpoints.stream().filter(EndpointRead::complete).map(EndpointRead::endpoint).toList());
    HarvestReceipt receipt =
        new HarvestReceipt(
            source.id(),
            stamp,
            startedAt,
            journal.continuedFrom(),
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
    if (endpoints.stream().noneMatch(EndpointRead::cutOff)) {
      journal.over();
    }
    return receipt;
  }

  /// What was made of one resource: nodes go to the graph, edges wait.
  private void take(EdgeSpool edges) {
    accounts += rows.accounts().size();
    groups += rows.groups().size();
    containers += rows.containers().size();
    privilegedAccounts += rows.privilegedAccounts().size();
    batch.nodes(rows);
    rows.clearNodes();
    rows.edges()
        .forEach((kind, stated) -> {
          if (kind == EdgeKind.MEMBER_OF || kind == EdgeKind.HOLDS) {
            access += stated.size();
          }
          stated.forEach(row -> edges.add(kind, row));
          seen.stating(hash.of(stated.getLast().via()));
        });
    rows.edges().clear();
    note();
  }

  private void note() {
    rows.problems().stream().limit(MAX_PROBLEMS - (long) problems.size()).forEach(problems::add);
    problemCount += rows.problems().size();
    rows.problems().clear();
  }

  /// Whether an edge may be tied to a node: what a believed harvest did not see is about to go.
  private boolean exists(long key, boolean believed) {
    return seen.hasNode(key) || (!believed && known.hasNode(key));
  }

  private Set<String> unreadTypes() {
    Set<String> unread = new HashSet<>();
    source.reads().forEach(type -> unread.add(type.typeName()));
    endpoints.stream()
        .filter(EndpointRead::complete)
        .forEach(endpoint -> unread.remove(endpoint.type().typeName()));
    return unread;
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
  private Verdict believe() {
    long held = rejected.hold(seen);
    List<Unseen> unseen = seen.unseen();
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
    long count = problemCount + batch.problemCount();
    List<String> told = new ArrayList<>(problems);
    batch.problems().stream().limit(MAX_PROBLEMS - (long) told.size()).forEach(told::add);
    if (count > told.size()) {
      told.add("source %s: %,d more like these".formatted(source.id(), count - told.size()));
    }
    return List.copyOf(told);
  }
}
