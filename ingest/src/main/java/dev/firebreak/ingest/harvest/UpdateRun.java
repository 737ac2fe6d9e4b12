package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.model.RunStamp;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.harvest.HarvestQueries.KeysOf;
import dev.firebreak.ingest.harvest.HarvestQueries.LastHarvest;
import dev.firebreak.ingest.harvest.HarvestQueries.Receipt;
import dev.firebreak.ingest.harvest.HarvestQueries.ResourceKey;
import dev.firebreak.ingest.harvest.HarvestQueries.SourceId;
import dev.firebreak.ingest.harvest.HarvestReceipt.Part;
import dev.firebreak.ingest.map.MappedRows;
import dev.firebreak.ingest.map.ResourceMapping;
import dev.firebreak.ingest.map.ResourceRow;
import dev.firebreak.ingest.map.UnusableResource;
import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.client.Listing;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads what changed in one source since the graph last followed it, by `meta.lastModified`, and
/// nothing else.
///
/// What it may not miss it makes sure of first, on every run: that the source honours such a
/// filter, that every resource has a last change, and, since nothing tells of what is gone, that
/// there are as many resources as there must be. Where one of these does not hold, or where a
/// change may concern what did not change itself, only a full harvest helps.
final class UpdateRun {

  /// How far a clock may be off, and how long an answer may have been on its way.
  static final Duration OVERLAP = Duration.ofMinutes(10);

  /// More than this is read as quickly in full.
  private static final int MOST = 20_000;

  /// What came of it.
  sealed interface Result {
    record Updated(HarvestReceipt receipt) implements Result {}

    /// @param why a clause
    record NeedsFull(String why) implements Result {}
  }

  /// Only a full harvest helps; the message says why.
  private static final class FullNeeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private FullNeeded(String why) {
      super(why, null, false, false);
    }
  }

  private final IdentityGraph graph;
  private final SourceConfig source;
  private final ChangeReader reader;
  private final @Nullable Set<NodeKey> noticed;
  private final HarvestProgress progress;
  private final ResourceMapping mapping;
  private final Instant startedAt;
  private final String stamp;
  private final ChangedResources changed;
  private final MappedRows rows = MappedRows.empty();
  private final Map<ResourceType, Integer> totals = new EnumMap<>(ResourceType.class);
  private final Map<ResourceType, List<String>> vias = new EnumMap<>(ResourceType.class);
  private final Set<String> read = new HashSet<>();
  private final Set<String> gone = new TreeSet<>();

  /// @param noticed the resources that the source told of, and then no others are read; null to ask
  ///   it
  UpdateRun(
      IdentityGraph graph,
      SourceConfig source,
      ChangeReader reader,
      @Nullable Set<NodeKey> noticed,
      List<SensitivityRule> sensitivity,
      HarvestProgress progress,
      Instant startedAt) {
    this.graph = graph;
    this.source = source;
    this.reader = reader;
    this.noticed = noticed;
    this.progress = progress;
    this.mapping = new ResourceMapping(source, sensitivity);
    this.startedAt = startedAt;
    this.stamp = RunStamp.fresh();
    this.changed = new ChangedResources(graph, source.id(), stamp, startedAt);
  }

  Result execute(Supplier<Instant> clock) {
    try {
      List<LastHarvest> last = graph.ask(HarvestQueries.LAST_HARVEST, new SourceId(source.id()));
      Instant since = since(last).minus(OVERLAP);
      if (noticed == null) {
        for (ResourceType type : source.reads()) {
          totals.put(type, total(type));
          changes(type, since);
        }
      } else {
        noticed.forEach(this::readNoticed);
      }
      Set<String> created = created();
      count(last, created);
      long accounts = rows.accounts().size();
      long groups = rows.groups().size();
      write(created);
      HarvestReceipt receipt = receipt(clock.get(), accounts, groups);
      graph.apply(HarvestQueries.RECEIPT, Receipt.of(receipt));
      return new Result.Updated(receipt);
    } catch (FullNeeded needed) {
      return new Result.NeedsFull(String.valueOf(needed.getMessage()));
    } catch (ScimFailure failure) {
      return new Result.NeedsFull(String.valueOf(failure.getMessage()));
    }
  }

  /// When the graph was last made to follow the source.
  private static Instant since(List<LastHarvest> last) {
    if (last.isEmpty()) {
      throw new FullNeeded("it was never harvested");
    }
    LastHarvest harvest = last.getFirst();
    switch (HarvestState.valueOf(harvest.state())) {
      case COMPLETE, UPDATED -> {}
      case INCOMPLETE -> throw new FullNeeded("its last harvest is incomplete");
      case QUARANTINED -> throw new FullNeeded("its last harvest is in quarantine");
    }
    if (harvest.unsettled() > 0) {
      throw new FullNeeded("some of its resources could not be used");
    }
    return harvest.startedAt().toInstant();
  }

  /// How many there are, if the source can be asked for changes.
  private int total(ResourceType type) {
    Integer all = reader.total(type, null);
    if (all == null) {
      throw new FullNeeded(type.endpoint() + " does not say how many there are");
    }
    Integer later = reader.total(type, "meta.lastModified gt \"2999-01-01T00:00:00Z\"");
    Integer ever = reader.total(type, "meta.lastModified ge \"1970-01-01T00:00:00Z\"");
    if (later == null || ever == null) {
      throw new FullNeeded(type.endpoint() + " takes no filter on meta.lastModified");
    }
    if (later != 0 || !ever.equals(all)) {
      throw new FullNeeded(
          "%s does not honour a filter on meta.lastModified (%,d of %,d changed since 1970, %,d after 2999)"
              .formatted(type.endpoint(), ever, all, later));
    }
    return all;
  }

  private void changes(ResourceType type, Instant since) {
    List<String> keys = vias.computeIfAbsent(type, t -> new ArrayList<>());
    Listing listing =
        reader.matching(
            type,
            "meta.lastModified ge \"%s\"".formatted(since),
            resource -> {
              take(type, resource);
              if (progress.cancelled()) {
                throw new FullNeeded("it was cancelled");
              }
              if (read.size() > MOST) {
                throw new FullNeeded("more than %,d resources changed".formatted(MOST));
              }
            });
    progress.read(source.id(), type.endpoint(), listing.distinct(), listing.promised());
    if (listing.problem() != null) {
      throw new FullNeeded(listing.problem());
    }
    if (!keys.isEmpty() && (type == ResourceType.ENTITLEMENT || type == ResourceType.ROLE)) {
      throw new FullNeeded("what it grants changed at " + type.endpoint());
    }
  }

  private void readNoticed(NodeKey resource) {
    ResourceType type =
        ResourceType.named(resource.type())
            .filter(source.reads()::contains)
            .filter(one -> one != ResourceType.ENTITLEMENT && one != ResourceType.ROLE)
            .orElseThrow(() -> new FullNeeded("what it grants changed, at " + resource.type()));
    switch (reader.read(type, resource.id())) {
      case ScimOutcome.Ok ok when ok.resource() != null -> take(type, ok.resource());
      case ScimOutcome.NotFound _ -> gone.add(resource.value());
      default -> throw new FullNeeded(resource + " could not be read");
    }
  }

  private void take(ResourceType type, ScimResource resource) {
    try {
      mapping.map(type, resource, rows);
      String key = new NodeKey(source.id(), type.typeName(), resource.id()).value();
      if (read.add(key)) {
        vias.computeIfAbsent(type, t -> new ArrayList<>()).add(key);
      }
    } catch (UnusableResource e) {
      throw new FullNeeded(e.reason());
    }
  }

  /// Those of the resources that the graph has nothing of.
  private Set<String> created() {
    Set<String> created = unknown(read);
    List<String> siblings = created.stream().flatMap(key -> sibling(key).stream()).toList();
    if (!siblings.isEmpty()
        && !graph.ask(HarvestQueries.STATING, new KeysOf(source.id(), siblings)).isEmpty()) {
      throw new FullNeeded("a new user and a group have the same id");
    }
    return created;
  }

  /// Those of some keys that the graph has nothing of.
  private Set<String> unknown(Collection<String> keys) {
    Set<String> unknown = new HashSet<>(keys);
    graph
        .ask(HarvestQueries.STATING, new KeysOf(source.id(), List.copyOf(unknown)))
        .forEach(row -> unknown.remove(row.key()));
    return unknown;
  }

  /// What a member without a type may mean as well.
  private List<String> sibling(String key) {
    NodeKey one = NodeKey.parse(key);
    if (one.type().equals(ResourceType.USER.typeName())) {
      return List.of(new NodeKey(one.source(), ResourceType.GROUP.typeName(), one.id()).value());
    }
    return one.type().equals(ResourceType.GROUP.typeName())
        ? List.of(new NodeKey(one.source(), ResourceType.USER.typeName(), one.id()).value())
        : List.of();
  }

  /// As many as there were and came must be there: then nothing is gone.
  private void count(List<LastHarvest> last, Set<String> created) {
    Map<String, Long> before = new HashMap<>();
    for (LastHarvest part : last) {
      if (part.endpoint() != null && part.promised() != null) {
        before.put(part.endpoint(), part.promised());
      }
    }
    totals.forEach((type, now) -> {
      Long promised = before.get(type.endpoint());
      long came = vias.getOrDefault(type, List.of()).stream().filter(created::contains).count();
      if (promised == null || promised + came != now) {
        throw new FullNeeded(
            "%s has %,d resources where %s and %,d new ones are known, so something is gone"
                .formatted(type.endpoint(), now, promised == null ? "none" : promised, came));
      }
    });
  }

  private void write(Set<String> created) {
    Set<String> news = unknown(rows.entitlements().stream().map(ResourceRow::key).toList());
    news.addAll(created);
    flush(List.copyOf(read));
    if (!news.isEmpty()) {
      List<String> waiting =
          graph.ask(HarvestQueries.DANGLING_ON, new KeysOf(source.id(), List.copyOf(news))).stream()
              .map(ResourceKey::key)
              .filter(key -> !read.contains(key))
              .toList();
      waiting.forEach(this::again);
      flush(waiting);
    }
    changed.remove(gone);
    if (changed.removeWhatNobodyHas()) {
      throw new FullNeeded("a role implies what nobody holds any more");
    }
  }

  private void flush(List<String> stating) {
    changed.write(rows, stating);
    rows.clearNodes();
    rows.edges().clear();
    rows.problems().clear();
  }

  /// Reads a resource that has not changed, but names something that is there now.
  private void again(String key) {
    NodeKey resource = NodeKey.parse(key);
    ResourceType type = ResourceType.named(resource.type()).orElseThrow();
    if (type == ResourceType.ROLE || type == ResourceType.ENTITLEMENT) {
      throw new FullNeeded("a role implies something new");
    }
    if (reader.read(type, resource.id()) instanceof ScimOutcome.Ok ok && ok.resource() != null) {
      take(type, ok.resource());
    } else {
      throw new FullNeeded(key + " could not be read again");
    }
  }

  private HarvestReceipt receipt(Instant finishedAt, long accounts, long groups) {
    Map<ResourceType, Part> parts = new LinkedHashMap<>();
    for (ResourceType type : source.reads()) {
      int seen = vias.getOrDefault(type, List.of()).size();
      int written = Math.min(seen, changed.written(type));
      parts.put(
          type,
          new Part(
              type.endpoint(),
              totals.get(type),
              seen,
              seen,
              written,
              seen - written,
              0,
              0,
              true,
              null));
    }
    return new HarvestReceipt(
        source.id(),
        stamp,
        startedAt,
        null,
        finishedAt,
        HarvestState.UPDATED,
        null,
        List.copyOf(parts.values()),
        accounts,
        groups,
        0,
        0,
        0,
        0,
        changed.access(),
        0,
        changed.counts(),
        changed.problems(),
        List.of());
  }
}
