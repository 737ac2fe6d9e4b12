package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.harvest.HarvestQueries.OfTypes;
import dev.firebreak.ingest.harvest.HarvestQueries.QueueRejected;
import dev.firebreak.ingest.harvest.HarvestQueries.ResourceKey;
import dev.firebreak.ingest.harvest.HarvestQueries.SourceId;
import dev.firebreak.ingest.harvest.HarvestQueries.Stated;
import dev.firebreak.ingest.harvest.HarvestQueries.StatedBy;
import dev.firebreak.ingest.harvest.HarvestQueries.Unqueue;
import dev.firebreak.ingest.map.UnusableResource;
import dev.firebreak.scim.resource.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The resources of a source that cannot be used. They stay in a queue of the graph until they are
/// read well or their source has them no longer, and what the graph has of them stays as well: of
/// one without an id, that may be anything of its type that was not seen.
final class RejectedQueue {

  private static final int SIZE = 1_000;

  private final IdentityGraph graph;
  private final String source;
  private final String stamp;
  private final Instant at;
  private final Set<String> queued;
  private final Set<String> readWell = new HashSet<>();
  private final List<Rejection> rejected = new ArrayList<>();
  private final Map<ResourceType, Integer> withoutId = new HashMap<>();

  RejectedQueue(IdentityGraph graph, String source, String stamp, Instant at) {
    this.graph = graph;
    this.source = source;
    this.stamp = stamp;
    this.at = at;
    this.queued =
        graph.ask(HarvestQueries.QUEUED, new SourceId(source)).stream()
            .map(ResourceKey::key)
            .collect(Collectors.toUnmodifiableSet());
  }

  /// A resource was read well.
  void used(ResourceType type, @Nullable String id) {
    if (id != null && !queued.isEmpty()) {
      String key = key(type, id);
      if (queued.contains(key)) {
        readWell.add(key);
      }
    }
  }

  /// A resource cannot be used.
  void rejected(ResourceType type, @Nullable String id, UnusableResource why) {
    String key =
        id == null
            ? source + type.endpoint() + "#" + withoutId.merge(type, 1, Integer::sum)
            : key(type, id);
    rejected.add(
        new Rejection(key, type.endpoint(), type.typeName(), id, why.reason(), why.pointer()));
  }

  /// All that were rejected in this harvest.
  List<Rejection> all() {
    return rejected;
  }

  /// Counts what the graph has of them as seen: their nodes, the edges that they state and the
  /// nodes that those lead to, with what these state in turn.
  ///
  /// @return how many nodes stay because of that
  long hold(SeenFacts seen) {
    FactHash hash = new FactHash();
    Set<String> next =
        rejected.stream()
            .filter(each -> each.id() != null)
            .map(Rejection::key)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!withoutId.isEmpty()) {
      List<String> types = withoutId.keySet().stream().map(ResourceType::typeName).toList();
      graph.ask(HarvestQueries.OF_TYPES, new OfTypes(source, types)).stream()
          .map(ResourceKey::key)
          .filter(key -> !seen.hasResource(hash.of(key)))
          .forEach(next::add);
    }
    long held = 0;
    while (!next.isEmpty()) {
      List<Stated> stated = new ArrayList<>();
      Chunks.each(
          List.copyOf(next),
          SIZE,
          part -> stated.addAll(graph.ask(HarvestQueries.STATED_BY, new StatedBy(source, part))));
      next.clear();
      for (Stated row : stated) {
        row.facts().forEach(seen::edge);
        Stream.concat(Stream.of(row.key()), row.ends().stream())
            .filter(key -> seen.node(hash.of(key), NodeKey.parse(key).type()))
            .forEach(next::add);
      }
      held += next.size();
    }
    return held;
  }

  /// Writes the queue.
  ///
  /// @param readToTheEnd endpoints that would have shown what is still there
  void save(List<String> readToTheEnd) {
    Chunks.each(
        rejected,
        SIZE,
        part -> graph.apply(HarvestQueries.QUEUE, new QueueRejected(part, source, stamp, at)));
    if (!queued.isEmpty()) {
      graph.apply(
          HarvestQueries.UNQUEUE, new Unqueue(source, stamp, List.copyOf(readWell), readToTheEnd));
    }
  }

  private String key(ResourceType type, String id) {
    return new NodeKey(source, type.typeName(), id).value();
  }
}
