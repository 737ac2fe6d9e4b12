package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.schema.EdgeKind;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The edges of a snapshot, one array for each property, by start, kind, end and what carries them.
/// The edges that leave node `n` are `outStarts[n]` to `outStarts[n + 1] - 1`; those that enter it
/// are at these positions of `in` by `inStarts`.
///
/// @param via the node that carries the fact; -1 none; below that the row `-2 - via` of `vias`
/// @param vias keys of carriers that are no nodes of the snapshot
/// @param statement the row in `statements`, from 1 on
/// @param seen the row in `sightings`, from 1 on
@SuppressWarnings("ArrayRecordComponent") // the columns are shared, never compared
record EdgeColumns(
    int[] from,
    int[] to,
    int[] outStarts,
    int[] in,
    int[] inStarts,
    int[] via,
    TextColumn vias,
    Codes statement,
    Codes seen,
    TimeColumn since,
    TimeColumn validFrom,
    TimeColumn validTo,
    List<Statement> statements,
    List<Seen> sightings) {

  int count() {
    return to.length;
  }

  Statement statement(int edge) {
    return statements.get(statement.get(edge) - 1);
  }

  EdgeKind kind(int edge) {
    return statement(edge).kind();
  }

  @Nullable Instant firstSeen(int edge) {
    int code = seen.get(edge);
    return code == 0 ? null : sightings.get(code - 1).first();
  }

  Map<String, Instant> firstHarvests() {
    @Nullable Instant[] first = new Instant[statements.size()];
    for (int edge = 0; edge < count(); edge++) {
      Instant at = firstSeen(edge);
      int row = statement.get(edge) - 1;
      if (at != null && (first[row] == null || at.isBefore(first[row]))) {
        first[row] = at;
      }
    }
    Map<String, Instant> bySource = new HashMap<>();
    for (int row = 0; row < first.length; row++) {
      String source = statements.get(row).source();
      if (source != null && first[row] != null) {
        bySource.merge(source, first[row], (one, other) -> one.isBefore(other) ? one : other);
      }
    }
    return bySource;
  }

  @Nullable String via(int edge, NodeColumns nodes) {
    int via = this.via[edge];
    if (via == -1) {
      return null;
    }
    return via >= 0 ? nodes.key(via) : Objects.requireNonNull(vias.get(-2 - via));
  }

  Edge edge(int edge, NodeColumns nodes, Map<String, Instant> complete) {
    Statement said = statement(edge);
    int code = seen.get(edge);
    Seen seen = code == 0 ? Seen.NEVER : sightings.get(code - 1);
    String source = said.source();
    return new Edge(
        said.kind(),
        from[edge],
        to[edge],
        source,
        via(edge, nodes),
        said.attribute(),
        said.rule(),
        said.confidence(),
        since.get(edge),
        validFrom.get(edge),
        validTo.get(edge),
        seen.first(),
        seen.last(source == null ? null : complete.get(source)));
  }

  long heapBytes() {
    long sum = vias.heapBytes() + statement.heapBytes() + seen.heapBytes();
    for (int[] array : List.of(from, to, outStarts, in, inStarts, via)) {
      sum += ArraySizes.of(array);
    }
    for (TimeColumn times : List.of(since, validFrom, validTo)) {
      sum += times.heapBytes();
    }
    return sum + (long) statements.size() * Statement.HEAP + (long) sightings.size() * Seen.HEAP;
  }

  void write(ColumnOutput out) throws IOException {
    for (int[] array : List.of(from, to, outStarts, in, inStarts, via)) {
      out.write(array);
    }
    vias.write(out);
    statement.write(out);
    seen.write(out);
    for (TimeColumn times : List.of(since, validFrom, validTo)) {
      times.write(out);
    }
    out.writeList(statements, Statement::write);
    out.writeList(sightings, Seen::write);
  }

  static EdgeColumns read(ColumnInput in) throws IOException {
    return new EdgeColumns(
        in.ints(),
        in.ints(),
        in.ints(),
        in.ints(),
        in.ints(),
        in.ints(),
        TextColumn.read(in),
        Codes.read(in),
        Codes.read(in),
        TimeColumn.read(in),
        TimeColumn.read(in),
        TimeColumn.read(in),
        in.list(Statement::read),
        in.list(Seen::read));
  }
}
