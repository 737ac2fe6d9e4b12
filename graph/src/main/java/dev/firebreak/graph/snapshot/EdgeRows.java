package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.snapshot.RowOrder.Buckets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Edges in the order in which they come, between numbers of [NodeRows], until [#build] sorts them.
final class EdgeRows {

  /// What carries an edge: nothing, its start, its end, or the text at this number less three.
  static final int VIA_NONE = 0;

  static final int VIA_FROM = 1;
  static final int VIA_TO = 2;
  private static final int VIA_TEXT = 3;

  private final NodeRows nodes;
  private final IntRows from = new IntRows();
  private final IntRows to = new IntRows();
  private final IntRows via = new IntRows();
  private final TextRows vias = new TextRows();
  private final KeyTable viaTable = new KeyTable();
  private final IntRows statement = new IntRows();
  private final Dictionary<Statement> statements = new Dictionary<>();
  private final IntRows seen = new IntRows();
  private final Dictionary<Seen> sightings = new Dictionary<>();
  private final IntRows since = new IntRows();
  private final IntRows validFrom = new IntRows();
  private final IntRows validTo = new IntRows();
  private final Dictionary<Instant> sinces = new Dictionary<>();
  private final Dictionary<Instant> begins = new Dictionary<>();
  private final Dictionary<Instant> ends = new Dictionary<>();

  EdgeRows(NodeRows nodes) {
    this.nodes = nodes;
  }

  int size() {
    return to.size();
  }

  /// The number by which [#add] takes a statement.
  int statement(Statement said) {
    return statements.code(said);
  }

  /// The number by which [#add] takes when an edge was seen.
  int seen(Seen when) {
    return when.equals(Seen.NEVER) ? 0 : sightings.code(when);
  }

  /// The number by which [#add] takes the carrier of an edge.
  ///
  /// @param start the number of its start
  /// @param end the number of its end
  int via(int start, int end, String key) {
    byte[] text = key.getBytes(StandardCharsets.UTF_8);
    if (nodes.hasKey(start, text)) {
      return VIA_FROM;
    }
    if (nodes.hasKey(end, text)) {
      return VIA_TO;
    }
    int row = vias.add(text, 0, text.length);
    int known = viaTable.put(vias, row);
    if (known != row) {
      vias.removeLast();
    }
    return VIA_TEXT + known;
  }

  /// Adds an edge.
  ///
  /// @param start the number of a node
  /// @param end the number of a node
  /// @param carrier [#VIA_NONE], [#VIA_FROM], [#VIA_TO] or what [#via] said
  void add(
      int start,
      int end,
      int said,
      int carrier,
      int when,
      @Nullable Instant grantedAt,
      @Nullable Instant begin,
      @Nullable Instant over) {
    from.add(start);
    to.add(end);
    statement.add(said);
    via.add(carrier);
    seen.add(when);
    since.add(sinces.code(grantedAt));
    validFrom.add(begins.code(begin));
    validTo.add(ends.code(over));
  }

  /// Adds an edge as it is.
  void add(Edge edge) {
    String key = edge.via();
    int carrier = key == null ? VIA_NONE : via(edge.from(), edge.to(), key);
    add(
        edge.from(),
        edge.to(),
        statement(Statement.of(edge)),
        carrier,
        seen(Seen.of(edge)),
        edge.since(),
        edge.validFrom(),
        edge.validTo());
  }

  /// Adds an edge of another snapshot between new numbers.
  void add(EdgeColumns of, NodeColumns ends, int edge, int start, int end) {
    int is = of.via()[edge];
    int carrier = VIA_NONE;
    if (is == of.from()[edge]) {
      carrier = VIA_FROM;
    } else if (is == of.to()[edge]) {
      carrier = VIA_TO;
    } else if (is != -1) {
      carrier = via(start, end, Objects.requireNonNull(of.via(edge, ends)));
    }
    int when = of.seen().get(edge);
    add(
        start,
        end,
        statement(of.statement(edge)),
        carrier,
        when == 0 ? 0 : seen(of.sightings().get(when - 1)),
        of.since().get(edge),
        of.validFrom().get(edge),
        of.validTo().get(edge));
  }

  /// The columns.
  ///
  /// @param order the rows of the nodes by kind and key
  /// @param sorted the nodes in that order
  EdgeColumns build(int[] order, NodeColumns sorted) {
    int[] place = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      place[order[i]] = i;
    }
    Buckets out = RowOrder.buckets(order.length, size(), row -> place[from.get(row)]);
    int[] edges = out.rows();
    Ranks ranks = new Ranks(place);
    for (int node = 0; node < order.length; node++) {
      RowOrder.sort(edges, out.starts()[node], out.starts()[node + 1], ranks::compare);
    }
    int[] starts = new int[edges.length];
    int[] targets = new int[edges.length];
    for (int i = 0; i < edges.length; i++) {
      starts[i] = place[from.get(edges[i])];
      targets[i] = place[to.get(edges[i])];
    }
    Buckets in = RowOrder.buckets(order.length, edges.length, edge -> targets[edge]);
    Carriers carriers = carriers(edges, starts, targets, sorted);
    return new EdgeColumns(
        starts,
        targets,
        out.starts(),
        in.rows(),
        in.starts(),
        carriers.via(),
        carriers.vias(),
        Codes.of(statement.in(edges)),
        Codes.of(seen.in(edges)),
        TimeColumn.of(since.in(edges), sinces.values()),
        TimeColumn.of(validFrom.in(edges), begins.values()),
        TimeColumn.of(validTo.in(edges), ends.values()),
        List.copyOf(statements.values()),
        List.copyOf(sightings.values()));
  }

  @SuppressWarnings("ArrayRecordComponent") // the columns are shared, never compared
  private record Carriers(int[] via, TextColumn vias) {}

  /// Numbers the carriers by node, else by the text that is kept; texts that only name nodes go.
  private Carriers carriers(int[] edges, int[] starts, int[] targets, NodeColumns sorted) {
    int[] meaning = new int[vias.size()];
    int[] kept = new int[vias.size()];
    int texts = 0;
    for (int row = 0; row < meaning.length; row++) {
      int start = vias.start(row);
      int node = sorted.table().find(sorted.keys(), vias.bytes(), start, vias.end(row) - start);
      if (node < 0) {
        kept[texts] = row;
        meaning[row] = -2 - texts++;
      } else {
        meaning[row] = node;
      }
    }
    int[] via = this.via.in(edges);
    for (int i = 0; i < via.length; i++) {
      via[i] =
          switch (via[i]) {
            case VIA_NONE -> -1;
            case VIA_FROM -> starts[i];
            case VIA_TO -> targets[i];
            default -> meaning[via[i] - VIA_TEXT];
          };
    }
    return new Carriers(via, TextColumn.of(vias, Arrays.copyOf(kept, texts)));
  }

  /// How the edges of one node are ordered: by kind, end and carrier, then by all else, so that the
  /// same edges always come in the same order.
  private final class Ranks {

    private final int[] place;

    Ranks(int[] place) {
      this.place = place;
    }

    int compare(int row, int other) {
      int kinds = said(row).kind().compareTo(said(other).kind());
      if (kinds != 0) {
        return kinds;
      }
      int targets = Integer.compare(place[to.get(row)], place[to.get(other)]);
      return targets != 0 ? targets : content(row).compareTo(content(other));
    }

    private Statement said(int row) {
      return statements.values().get(statement.get(row) - 1);
    }

    private EdgeContent content(int row) {
      int carrier = via.get(row);
      String key =
          switch (carrier) {
            case VIA_NONE -> "";
            case VIA_FROM -> nodes.text(from.get(row));
            case VIA_TO -> nodes.text(to.get(row));
            default -> text(carrier - VIA_TEXT);
          };
      int when = seen.get(row);
      return new EdgeContent(
          key,
          said(row),
          NodeColumns.value(sinces.values(), since.get(row)),
          NodeColumns.value(begins.values(), validFrom.get(row)),
          NodeColumns.value(ends.values(), validTo.get(row)),
          when == 0 ? Seen.NEVER : sightings.values().get(when - 1));
    }

    private String text(int row) {
      return new String(
          vias.bytes(), vias.start(row), vias.end(row) - vias.start(row), StandardCharsets.UTF_8);
    }
  }
}
