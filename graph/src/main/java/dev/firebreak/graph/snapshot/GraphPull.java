package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Pages.Ends;
import dev.firebreak.graph.snapshot.Pages.Handles;
import dev.firebreak.graph.snapshot.Pages.KeysAfter;
import dev.firebreak.graph.snapshot.Pages.KeysUpTo;
import dev.firebreak.graph.store.IdentityGraph.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes nodes and edges out of the graph within one transaction: all nodes first, then edges.
final class GraphPull {

  private final Reading reading;
  private final NodeRows nodes;
  private final EdgeRows edges;
  private final HandleTable handles = new HandleTable();
  private final Set<String> partial = new HashSet<>();
  private boolean foreign;

  GraphPull(Reading reading, NodeRows nodes, EdgeRows edges) {
    this.reading = reading;
    this.nodes = nodes;
    this.edges = edges;
  }

  /// Whether there was a node or an edge that belongs to no part, so that no revision tells when it
  /// changes.
  boolean foreign() {
    return foreign;
  }

  /// The sources of edges of which an end was not there: it came or went while the graph was read.
  Set<String> partial() {
    return partial;
  }

  /// Pages of nodes, each by the key before its first and its last key.
  record Span(String after, String last) {}

  /// Takes the nodes with keys after one and before another.
  List<Span> nodes(String after, String end) {
    List<Span> spans = new ArrayList<>();
    String[] at = {after};
    int[] taken = {Pages.SIZE};
    while (taken[0] == Pages.SIZE) {
      reading.scan(
          Pages.NODES,
          new KeysAfter(at[0], end, Pages.SIZE),
          row -> {
            List<?> keys = new Cells(row).list("keys");
            taken[0] = keys.size();
            if (!keys.isEmpty()) {
              take(new Cells(row));
              spans.add(new Span(at[0], (String) keys.getLast()));
              at[0] = (String) keys.getLast();
            }
          });
    }
    return spans;
  }

  private void take(Cells page) {
    List<?> own = page.list("handles");
    List<?> keys = page.list("keys");
    List<?> labels = page.list("labels");
    List<?> names = page.list("names");
    List<?> sources = page.list("sources");
    List<?> types = page.list("types");
    List<?> ids = page.list("ids");
    List<?> active = page.list("active");
    List<?> kinds = page.list("kinds");
    List<?> sensitivities = page.list("sensitivities");
    List<?> crownJewels = page.list("crownJewels");
    List<?> values = page.list("values");
    List<?> rights = page.list("rights");
    List<?> userNames = page.list("userNames");
    List<?> emails = page.list("emails");
    List<?> departments = page.list("departments");
    List<?> titles = page.list("titles");
    List<?> firstSeen = page.list("firstSeen");
    List<?> lastSeen = page.list("lastSeen");
    List<?> missing = page.list("missing");
    for (int i = 0; i < keys.size(); i++) {
      String key = (String) keys.get(i);
      String source = (String) sources.get(i);
      foreign |= source == null || !key.startsWith(prefix(source));
      Object name = names.get(i);
      Object kind = kinds.get(i);
      Node node =
          new Node(
              NodeKind.ofLabel(String.valueOf(labels.get(i))),
              key,
              name == null ? key : (String) name,
              source,
              (String) types.get(i),
              (String) ids.get(i),
              Active.of((Boolean) active.get(i)),
              kind == null ? IdentityKind.UNKNOWN : IdentityKind.valueOf((String) kind),
              sensitivities.get(i) instanceof Long weight ? weight.intValue() : 0,
              Boolean.TRUE.equals(crownJewels.get(i)),
              (String) values.get(i),
              Boolean.TRUE.equals(rights.get(i)),
              (String) userNames.get(i),
              (String) emails.get(i),
              (String) departments.get(i),
              (String) titles.get(i),
              null,
              null);
      Seen seen =
          new Seen(
              Cells.time(firstSeen.get(i)),
              Cells.time(lastSeen.get(i)),
              Boolean.TRUE.equals(missing.get(i)));
      handles.put((Long) own.get(i), nodes.add(node, seen));
    }
  }

  /// How the keys of a source begin.
  static String prefix(String source) {
    String key = new NodeKey(source, "t", "i").value();
    return key.substring(0, key.length() - 3);
  }

  /// Takes the edges that leave the nodes of a page.
  ///
  /// @param part the source whose edges are taken; null for all
  void edges(Span span, @Nullable String part) {
    reading.scan(
        Pages.EDGES, new KeysUpTo(span.after(), span.last()), row -> take(new Cells(row), part));
  }

  /// Takes the edges that Firebreak concluded between nodes of sources.
  void links() {
    reading.scan(Pages.LINKS, None.NONE, row -> take(new Cells(row), NodeKey.FIREBREAK));
  }

  private void take(Cells group, @Nullable String part) {
    String source = group.text("source");
    if (part != null && source != null && !source.equals(part)) {
      return;
    }
    EdgeKind kind = EdgeKind.valueOf(Objects.requireNonNull(group.text("kind")));
    int said =
        edges.statement(
            new Statement(
                kind,
                source,
                group.text("attribute"),
                group.text("rule"),
                group.number("confidence")));
    int seen =
        edges.seen(
            new Seen(group.time("firstSeen"), group.time("lastSeen"), group.is("missing")));
    List<?> from = group.list("from");
    List<?> to = group.list("to");
    List<?> rest = group.list("rest");
    resolve(from);
    resolve(to);
    for (int i = 0; i < from.size(); i++) {
      int start = handles.get((Long) from.get(i));
      int end = handles.get((Long) to.get(i));
      if (start < 0 || end < 0) {
        partial.add(String.valueOf(source));
        continue;
      }
      foreign |= !belongs(source, start, kind);
      take(start, end, said, seen, rest.get(i));
    }
  }

  private boolean belongs(@Nullable String source, int start, EdgeKind kind) {
    return source != null
        && (source.equals(nodes.source(start))
            || source.equals(NodeKey.FIREBREAK)
                && (kind == EdgeKind.SIGNS_IN_AS || kind == EdgeKind.MEMBER_OF));
  }

  private void take(int start, int end, int said, int seen, @Nullable Object rest) {
    Instant since = null;
    Instant validFrom = null;
    Instant validTo = null;
    Object via = rest;
    if (rest instanceof List<?> all) {
      via = all.get(0);
      since = Cells.time(all.get(1));
      validFrom = Cells.time(all.get(2));
      validTo = Cells.time(all.get(3));
    }
    edges.add(
        start,
        end,
        said,
        via instanceof String key ? edges.via(start, end, key) : EdgeRows.VIA_NONE,
        seen,
        since,
        validFrom,
        validTo);
  }

  /// Asks for the keys of nodes that are not of this read but of what was kept.
  private void resolve(List<?> ends) {
    Set<Long> unknown = new HashSet<>();
    for (Object end : ends) {
      if (handles.get((Long) end) < 0) {
        unknown.add((Long) end);
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    for (Ends found : reading.ask(Pages.ENDS, new Handles(List.copyOf(unknown)))) {
      for (int i = 0; i < found.ids().size(); i++) {
        int node = nodes.find(found.keys().get(i));
        if (node >= 0) {
          handles.put(found.ids().get(i), node);
        }
      }
    }
  }
}
