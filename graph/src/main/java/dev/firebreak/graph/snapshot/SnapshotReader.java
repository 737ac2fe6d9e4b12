package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.snapshot.GraphPull.Span;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.IdentityGraph.Reading;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the identity graph into a [GraphSnapshot]: pages of nodes and of their edges as flat
/// lists, in one transaction.
///
/// The graph is made of parts: what one source states, and what Firebreak concluded. Every write
/// gives the parts that it touches a new revision in the same transaction. A read whose revisions
/// are the same before and after has every node and edge as it was at one moment; else the parts
/// that changed meanwhile are read again, once. If they change still, what there was all the time
/// is in the snapshot once, what came or went meanwhile may be or not, and the next refresh reads
/// those parts again.
public final class SnapshotReader {

  private static final int ATTEMPTS = 2;
  private static final VersionedSnapshot NOTHING =
      new VersionedSnapshot(GraphSnapshot.builder(Instant.EPOCH).build(), Map.of());

  private SnapshotReader() {}

  /// Reads every node and edge and decides reach as of `asOf`.
  public static GraphSnapshot read(IdentityGraph graph, Instant asOf) {
    return refresh(graph, null, asOf).snapshot();
  }

  /// Reads what is not as `kept` has it.
  ///
  /// @param kept null for nothing
  static VersionedSnapshot refresh(
      IdentityGraph graph, @Nullable VersionedSnapshot kept, Instant asOf) {
    VersionedSnapshot now = kept == null ? NOTHING : kept;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      VersionedSnapshot last = now;
      Attempt made = graph.inOneRead(reading -> once(reading, last, asOf));
      now = made.result();
      if (made.settled()) {
        break;
      }
    }
    return now;
  }

  /// @param settled whether nothing changed meanwhile
  private record Attempt(VersionedSnapshot result, boolean settled) {}

  private static Attempt once(Reading reading, VersionedSnapshot kept, Instant asOf) {
    Map<String, String> before = parts(reading.ask(Pages.PARTS, None.NONE));
    Map<String, Instant> complete =
        reading.ask(Pages.LAST_COMPLETE, None.NONE).stream()
            .collect(Collectors.toMap(Pages.Complete::source, row -> row.at().toInstant()));
    Set<String> changed = changed(before, kept);
    if (changed.isEmpty() && !kept.revisions().isEmpty()) {
      GraphSnapshot same = kept.snapshot().at(asOf, complete);
      return new Attempt(new VersionedSnapshot(same, kept.revisions()), true);
    }
    boolean whole = kept.revisions().keySet().stream().allMatch(changed::contains);
    NodeRows nodes = new NodeRows();
    EdgeRows edges = new EdgeRows(nodes);
    GraphPull pull = new GraphPull(reading, nodes, edges);
    Set<String> unsure = new HashSet<>();
    if (whole) {
      pull.nodes("", LAST).forEach(span -> pull.edges(span, null));
    } else {
      unsure.addAll(merge(kept.snapshot(), changed, nodes, edges, pull));
    }
    Map<String, String> after = parts(reading.ask(Pages.PARTS, None.NONE));
    unsure.addAll(pull.partial());
    Map<String, String> revisions = new HashMap<>(whole ? before : kept.revisions());
    changed.forEach(source -> put(revisions, source, before.get(source)));
    revisions
        .entrySet()
        .removeIf(part ->
            unsure.contains(part.getKey())
                || pull.foreign()
                || (changed.contains(part.getKey())
                    && !part.getValue().equals(after.get(part.getKey()))));
    GraphSnapshot read = GraphSnapshot.of(asOf, nodes, edges, complete);
    return new Attempt(new VersionedSnapshot(read, revisions), before.equals(after));
  }

  /// After every key: no text of UTF-8 has a character above this.
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  /// Keeps what did not change and reads the rest.
  ///
  /// @return the parts that were kept but for edges whose ends are gone
  private static Set<String> merge(
      GraphSnapshot kept, Set<String> changed, NodeRows nodes, EdgeRows edges, GraphPull pull) {
    NodeColumns old = kept.nodeColumns();
    int[] numbers = new int[old.count()];
    for (int node = 0; node < numbers.length; node++) {
      numbers[node] =
          changed.contains(String.valueOf(old.source(node))) ? -1 : nodes.add(old, node);
    }
    Map<String, List<Span>> spans = new HashMap<>();
    for (String source : changed) {
      String prefix = GraphPull.prefix(source);
      spans.put(source, pull.nodes(prefix, prefix.substring(0, prefix.length() - 1) + "0"));
    }
    Set<String> unsure = new HashSet<>();
    EdgeColumns were = kept.edgeColumns();
    for (int edge = 0; edge < were.count(); edge++) {
      String source = String.valueOf(were.statement(edge).source());
      if (changed.contains(source)) {
        continue;
      }
      int start = number(nodes, old, numbers, were.from()[edge]);
      int end = number(nodes, old, numbers, were.to()[edge]);
      if (start < 0 || end < 0) {
        unsure.add(source);
      } else {
        edges.add(were, old, edge, start, end);
      }
    }
    spans.forEach((source, pages) -> pages.forEach(span -> pull.edges(span, source)));
    if (changed.contains(NodeKey.FIREBREAK)) {
      pull.links();
    }
    return unsure;
  }

  private static int number(NodeRows nodes, NodeColumns old, int[] numbers, int node) {
    if (numbers[node] < 0) {
      numbers[node] = nodes.find(old, node);
    }
    return numbers[node];
  }

  /// The sources whose part is not known to be as it was kept.
  private static Set<String> changed(Map<String, String> now, VersionedSnapshot kept) {
    Set<String> sources =
        Stream.of(
                now.keySet(),
                kept.revisions().keySet(),
                kept.snapshot().nodeColumns().sources(),
                kept.snapshot().edgeColumns().statements().stream()
                    .map(said -> String.valueOf(said.source()))
                    .toList())
            .flatMap(Collection::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    sources.removeIf(source -> {
      String revision = kept.revisions().get(source);
      return revision != null && revision.equals(now.get(source));
    });
    return sources;
  }

  private static Map<String, String> parts(List<Pages.Part> rows) {
    return rows.stream().collect(Collectors.toMap(Pages.Part::source, Pages.Part::revision));
  }

  private static void put(Map<String, String> map, String key, @Nullable String value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }
}
