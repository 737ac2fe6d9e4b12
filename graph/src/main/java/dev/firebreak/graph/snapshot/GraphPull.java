package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Pages.Elements;
import dev.firebreak.graph.snapshot.Pages.KeysAfter;
import dev.firebreak.graph.snapshot.Pages.KeysUpTo;
import dev.firebreak.graph.store.IdentityGraph.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes nodes and edges out of the graph within one transaction: all nodes first, then edges.
final class GraphPull {

  private final Reading reading;
  private final NodeRows nodes;
  private final EdgeRows edges;
  private final ElementTable rows = new ElementTable();
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
            taken[0] = 0;
            for (int group = 0; group < page.list("said").size(); group++) {
              taken[0] += take(page, group);
            }
            if (row.get("last") instanceof String last) {
              spans.add(new Span(at[0], last));
              at[0] = last;
            }
          });
    }
    return spans;
  }

  /// Takes a group of nodes; those that another transaction removed meanwhile have no label.
  ///
  /// @return how many it has
  private int take(Cells page, int group) {
    List<?> said = page.list("said", group);
    List<?> keys = page.list("keys", group);
    if (!(said.get(0) instanceof String label)) {
      return keys.size();
    }
    NodeKind kind = NodeKind.ofLabel(label);
    String source = (String) said.get(1);
    String type = (String) said.get(2);
    Active active = Active.of((Boolean) said.get(3));
    IdentityKind identityKind =
        said.get(4) instanceof String name ? IdentityKind.valueOf(name) : IdentityKind.UNKNOWN;
    int sensitivity = said.get(5) instanceof Long weight ? weight.intValue() : 0;
    boolean crownJewel = Boolean.TRUE.equals(said.get(6));
    boolean right = Boolean.TRUE.equals(said.get(7));
    String department = (String) said.get(8);
    Seen seen = seen(said, 9);
    String prefix = source == null ? null : prefix(source);
    List<?> elements = page.list("elements", group);
    List<?> names = page.list("names", group);
    List<?> ids = page.list("ids", group);
    List<?> values = page.list("values", group);
    List<?> userNames = page.list("userNames", group);
    List<?> emails = page.list("emails", group);
    List<?> titles = page.list("titles", group);
    requireSame(elements.size(), keys.size());
    for (int i = 0; i < keys.size(); i++) {
      String key = (String) keys.get(i);
      String name = text(names, i);
      foreign |= prefix == null || !key.startsWith(prefix);
      Node node =
          new Node(
              kind,
              key,
              name == null ? key : name,
              source,
              type,
              text(ids, i),
              active,
              identityKind,
              sensitivity,
              crownJewel,
              text(values, i),
              right,
              text(userNames, i),
              text(emails, i),
              department,
              text(titles, i),
              null,
              null);
      rows.put((Long) elements.get(i), nodes.add(node, seen));
    }
    return keys.size();
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

  /// Edges that say the same, by what the database calls their ends.
  private record Group(Statement said, Seen seen, List<?> from, List<?> to, List<?> rest) {}

  private void take(Cells page, @Nullable String part) {
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < page.list("said").size(); i++) {
      List<?> said = page.list("said", i);
      if (!(said.get(0) instanceof String kind)) {
        continue; // removed by another transaction meanwhile
      }
      String source = (String) said.get(1);
      if (part != null && source != null && !source.equals(part)) {
        foreign |= !source.equals(NodeKey.FIREBREAK);
        continue;
      }
      Statement statement =
          new Statement(
              EdgeKind.valueOf(kind),
              source,
              (String) said.get(2),
              (String) said.get(3),
              said.get(4) instanceof Long sure ? (Integer) sure.intValue() : null);
      groups.add(
          new Group(
              statement,
              seen(said, 5),
              page.list("from", i),
              page.list("to", i),
              page.list("rest", i)));
    }
    find(groups);
    groups.forEach(this::take);
  }

  /// Asks for the keys of those ends that this transaction has not read: nodes that are kept, and
  /// nodes that came meanwhile.
  private void find(List<Group> groups) {
    Set<Long> unknown =
        groups.stream()
            .flatMap(group -> Stream.of(group.from(), group.to()))
            .flatMap(List::stream)
            .map(Long.class::cast)
            .filter(element -> rows.find(element) == ElementTable.UNKNOWN)
            .collect(Collectors.toSet());
    if (unknown.isEmpty()) {
      return;
    }
    unknown.forEach(element -> rows.put(element, ElementTable.NONE));
    reading.scan(
        Pages.KEYS,
        new Elements(List.copyOf(unknown)),
        row -> {
          Cells found = new Cells(row);
          List<?> keys = found.list("keys");
          for (int i = 0; i < keys.size(); i++) {
            rows.put((Long) found.list("elements").get(i), nodes.find((String) keys.get(i)));
          }
        });
  }

  private void take(Group group) {
    Statement said = group.said();
    int statement = edges.statement(said);
    int when = edges.seen(group.seen());
    List<?> rest = group.rest();
    requireSame(group.from().size(), rest.size());
    requireSame(group.to().size(), rest.size());
    for (int i = 0; i < rest.size(); i++) {
      int start = rows.find((Long) group.from().get(i));
      int end = rows.find((Long) group.to().get(i));
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
    int carrier = via instanceof String key ? edges.via(start, end, key) : EdgeRows.VIA_NONE;
    edges.add(start, end, said, carrier, seen, since, validFrom, validTo);
  }

  /// A text of a list in which 0 stands for none.
  private static @Nullable String text(List<?> list, int row) {
    return list.get(row) instanceof String text ? text : null;
  }

  /// @param at where the first of the three values is
  private static Seen seen(List<?> said, int at) {
    Instant first = Cells.time(said.get(at));
    Instant last = Cells.time(said.get(at + 1));
    return new Seen(first, last == null ? first : last, said.get(at + 2) != null);
  }

  /// A list is shorter than the others where the database has no number for a node.
  private static void requireSame(int count, int expected) {
    if (count != expected) {
      throw new IllegalStateException(
          "this Neo4j does not number its nodes: the third part of elementId(node) is no number");
    }
  }
}
