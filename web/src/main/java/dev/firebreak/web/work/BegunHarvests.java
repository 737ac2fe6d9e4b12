package dev.firebreak.web.work;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;

/// The harvests that the service has begun and not ended, as the graph remembers them over a
/// restart.
public final class BegunHarvests {

  record Begin(List<String> sources, Instant at) {}

  record End(List<String> sources) {}

  record BegunRow(String source, ZonedDateTime at, long times) {}

  static final Query<Begin, None> BEGIN =
      Query.write("workflow/begin-harvests", Begin.class, None.class);
  static final Query<End, None> END = Query.write("workflow/end-harvests", End.class, None.class);
  static final Query<None, BegunRow> BEGUN =
      Query.read("workflow/begun-harvests", None.class, BegunRow.class);

  private final IdentityGraph graph;

  BegunHarvests(IdentityGraph graph) {
    this.graph = graph;
  }

  /// A harvest that was begun and never ended.
  ///
  /// @param times how often it was begun since one of this source last ended
  record Begun(String source, Instant at, int times) {}

  void begin(List<String> sources, Instant at) {
    graph.apply(BEGIN, new Begin(sources, at));
  }

  void end(List<String> sources) {
    graph.apply(END, new End(sources));
  }

  List<Begun> open() {
    return graph.ask(BEGUN, None.NONE).stream()
        .map(row -> new Begun(row.source(), row.at().toInstant(), (int) row.times()))
        .toList();
  }
}
