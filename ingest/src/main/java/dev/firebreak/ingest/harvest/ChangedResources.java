package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.WriteCounts;
import dev.firebreak.ingest.harvest.EdgeSpool.Stated;
import dev.firebreak.ingest.harvest.HarvestQueries.ForgetDangling;
import dev.firebreak.ingest.harvest.HarvestQueries.KeepDangling;
import dev.firebreak.ingest.harvest.HarvestQueries.Keys;
import dev.firebreak.ingest.harvest.HarvestQueries.KeysOf;
import dev.firebreak.ingest.harvest.HarvestQueries.RemoveNode;
import dev.firebreak.ingest.harvest.HarvestQueries.ResourceKey;
import dev.firebreak.ingest.harvest.HarvestQueries.SweepResources;
import dev.firebreak.ingest.map.MappedRows;
import dev.firebreak.scim.resource.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the graph say what some resources of a source say now, and no more of what they said
/// before. All else stays.
final class ChangedResources {

  /// Resources, and edges, per transaction.
  private static final int SIZE = 5_000;

  private final IdentityGraph graph;
  private final String source;
  private final String stamp;
  private final Instant at;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> left = new TreeSet<>();
  private final Map<ResourceType, Integer> written = new EnumMap<>(ResourceType.class);
  private WriteCounts counts = WriteCounts.NONE;
  private long access;

  ChangedResources(IdentityGraph graph, String source, String stamp, Instant at) {
    this.graph = graph;
    this.source = source;
    this.stamp = stamp;
    this.at = at;
  }

  /// What could not be used, each a sentence.
  List<String> problems() {
    return problems;
  }

  WriteCounts counts() {
    return counts;
  }

  /// How many resources of a type are new, or not as they were, or state an edge that is.
  int written(ResourceType type) {
    return written.getOrDefault(type, 0);
  }

  /// How many memberships and grants were stated.
  long access() {
    return access;
  }

  /// Writes what `rows` say.
  ///
  /// @param vias the resources that `rows` are of
  void write(MappedRows rows, List<String> vias) {
    KnownFacts known = KnownFacts.of(graph, source, vias);
    GraphBatch batch =
        new GraphBatch(graph, source, stamp, at, false, known, new SeenFacts(known)).rewriting();
    List<Stated> edges =
        rows.edges().entrySet().stream()
            .flatMap(kind -> kind.getValue().stream().map(row -> new Stated(kind.getKey(), row)))
            .toList();
    access +=
        edges.stream()
            .filter(edge -> edge.kind() == EdgeKind.MEMBER_OF || edge.kind() == EdgeKind.HOLDS)
            .count();
    Map<String, String> aliases = KnownAliases.of(graph, source, grantedIds(edges));
    batch.nodes(rows);
    batch.named(aliases, false, Set.of());
    batch.edges(edges, aliases, existing(edges, aliases)::contains);
    batch.flushEdges();
    counts = counts.plus(batch.counts());
    for (ResourceType type : ResourceType.values()) {
      written.merge(type, batch.written(type), Integer::sum);
    }
    Chunks.each(
        vias,
        SIZE,
        part -> {
          forget(part);
          sweep(part);
        });
    Chunks.each(
        batch.dangling(),
        SIZE,
        part -> graph.apply(HarvestQueries.KEEP_DANGLING, new KeepDangling(source, part)));
    problems.addAll(rows.problems());
    problems.addAll(batch.problems());
  }

  /// What was named in vain before may be named by nobody now.
  private void forget(List<String> vias) {
    graph
        .apply(HarvestQueries.FORGET_DANGLING, new ForgetDangling(source, vias))
        .rows()
        .forEach(row -> left.add(row.key()));
  }

  /// Removes the edges that some resources stated before the writes and state no longer.
  void sweep(List<String> vias) {
    long removed;
    do {
      var swept =
          graph.apply(
              HarvestQueries.SWEEP_RESOURCES, new SweepResources(source, vias, stamp, at, SIZE));
      counts = counts.plus(new WriteCounts(0, 0, 0, swept.counts().edgesDeleted(), 0));
      var row = swept.rows().getFirst();
      removed = row.removed();
      left.addAll(row.left());
    } while (removed == SIZE);
  }

  /// Removes resources that the source has no longer, with what they stated.
  void remove(Set<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    List<String> all = List.copyOf(keys);
    forget(all);
    sweep(all);
    for (String key : all) {
      var removed = graph.apply(HarvestQueries.REMOVE_NODE, new RemoveNode(key, stamp, at));
      long stated = removed.rows().getFirst().edges();
      counts = counts.plus(new WriteCounts(0, removed.counts().nodesDeleted(), 0, stated, 0));
    }
  }

  /// Removes the entitlements that only grants named, if none does any more.
  ///
  /// @return whether a role implied one of them: only a full harvest knows whether it still does
  boolean removeWhatNobodyHas() {
    if (left.isEmpty()) {
      return false;
    }
    var removed = graph.apply(HarvestQueries.REMOVE_LEFT, new KeysOf(source, List.copyOf(left)));
    left.clear();
    counts = counts.plus(new WriteCounts(0, removed.counts().nodesDeleted(), 0, 0, 0));
    return removed.rows().getFirst().implied() > 0;
  }

  /// What grants name, which may be ids in place of values.
  private static List<String> grantedIds(List<Stated> edges) {
    return edges.stream()
        .filter(edge -> edge.kind() == EdgeKind.HOLDS || edge.kind() == EdgeKind.IMPLIES)
        .flatMap(edge -> edge.row().to().stream())
        .map(key -> NodeKey.parse(key).id())
        .distinct()
        .toList();
  }

  /// Those of the ends of edges that the graph has.
  private Set<String> existing(List<Stated> edges, Map<String, String> aliases) {
    List<String> ends =
        edges.stream()
            .flatMap(edge ->
                Stream.of(edge.row().from(), edge.row().to())
                    .flatMap(List::stream)
                    .flatMap(key -> Stream.of(key, aliases.getOrDefault(key, key))))
            .distinct()
            .toList();
    return graph.ask(HarvestQueries.EXISTING, new Keys(ends)).stream()
        .map(ResourceKey::key)
        .collect(Collectors.toUnmodifiableSet());
  }
}
