package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Pages.KeysAfter;
import dev.firebreak.graph.snapshot.Pages.KeysUpTo;
import dev.firebreak.graph.store.IdentityGraph.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes nodes and edges out of the graph within one transaction: all nodes first, then edges.
final class GraphPull {

  private final Reading reading;
  private final NodeRows nodes;
  private final EdgeRows edges;
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
            Cells page = new Cells(row);
            taken[0] = page.list("keys").size();
            String last = take(page);
            if (last != null) {
              spans.add(new Span(at[0], last));
              at[0] = last;
            }
          });
    }
    return spans;
  }

  /// Takes the nodes of a page; one that another transaction removed meanwhile has no key.
  ///
  /// @return the last key, or null
  private @Nullable String take(Cells page) {
    String last = null;
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
      if (!(keys.get(i) instanceof String key) || !(labels.get(i) instanceof String label)) {
        continue;
      }
      last = key;
      String source = (String) sources.get(i);
      foreign |= source == null || !key.startsWith(prefix(source));
      Object name = names.get(i);
      Object kind = kinds.get(i);
      Node node =
          new Node(
              NodeKind.ofLabel(label),
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
      nodes.add(node, seen);
    }
    return last;
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

  private void take(Cells page, @Nullable String part) {
    List<?> keys = page.list("keys");
    int[] starts = new int[keys.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = keys.get(i) instanceof String key ? nodes.find(key) : -1;
    }
    List<?> groups = page.list("said");
    for (int group = 0; group < groups.size(); group++) {
      List<?> one = (List<?>) groups.get(group);
      String source = (String) one.get(1);
      if (part != null && source != null && !source.equals(part)) {
        foreign |= !source.equals(NodeKey.FIREBREAK);
        continue;
      }
      take(
          new Statement(
              EdgeKind.valueOf((String) one.get(0)),
              source,
              (String) one.get(2),
              (String) one.get(3),
              one.get(4) instanceof Long sure ? (Integer) sure.intValue() : null),
          new Seen(Cells.time(one.get(5)), Cells.time(one.get(6)), Boolean.TRUE.equals(one.get(7))),
          starts,
          (List<?>) page.list("from").get(group),
          (List<?>) page.list("to").get(group),
          (List<?>) page.list("rest").get(group));
    }
  }

  private void take(
      Statement said, Seen seen, int[] starts, List<?> from, List<?> to, List<?> rest) {
    int statement = edges.statement(said);
    int when = edges.seen(seen);
    for (int i = 0; i < from.size(); i++) {
      int start = starts[((Long) from.get(i)).intValue()];
      int end = nodes.find((String) to.get(i));
      if (start < 0 || end < 0) {
        partial.add(String.valueOf(said.source()));
        continue;
      }
      foreign |= !belongs(said.source(), start, said.kind());
      take(start, end, statement, when, rest.get(i));
    }
  }

  private boolean belongs(@Nullable String source, int start, EdgeKind kind) {
    return source != null
        && (source.equals(nodes.source(start))
            || (source.equals(NodeKey.FIREBREAK)
                && (kind == EdgeKind.SIGNS_IN_AS || kind == EdgeKind.MEMBER_OF)));
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
    edges.add(start, end, said, carrier(start, end, via), seen, since, validFrom, validTo);
  }

  /// What carries an edge, as the query tells it: 1 and 2 are its ends.
  private int carrier(int start, int end, @Nullable Object via) {
    return switch (via) {
      case String key -> edges.via(start, end, key);
      case Long place when place == 1 -> EdgeRows.VIA_FROM;
      case Long place when place == 2 -> EdgeRows.VIA_TO;
      case null, default -> EdgeRows.VIA_NONE;
    };
  }
}
