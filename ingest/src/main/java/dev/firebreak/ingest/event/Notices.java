package dev.firebreak.ingest.event;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.IdentityGraph.Writing;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;

/// What sources said has changed and no harvest has read since; of several notices about one
/// resource, the latest.
public final class Notices {

  record Row(String key, String source, String type, String resource, String event, Instant at) {}

  record Rows(List<Row> rows) {}

  record Of(String source) {}

  record Kept(String type, String resource, String event, ZonedDateTime at) {}

  record Clear(String source, Instant until) {}

  record Removed(long removed) {}

  static final Query<Rows, None> ADD = Query.write("ingest/add-notices", Rows.class, None.class);
  static final Query<Of, Kept> LIST = Query.read("ingest/notices", Of.class, Kept.class);
  static final Query<Clear, Removed> CLEAR =
      Query.write("ingest/clear-notices", Clear.class, Removed.class);

  private final IdentityGraph graph;

  public Notices(IdentityGraph graph) {
    this.graph = graph;
  }

  /// Keeps notices.
  public void add(List<Notice> notices) {
    graph.inOneTransaction(write -> {
      add(write, notices);
      return notices;
    });
  }

  /// Keeps notices with other writes.
  public static void add(Writing write, List<Notice> notices) {
    if (!notices.isEmpty()) {
      write.apply(
          ADD,
          new Rows(
              notices.stream()
                  .map(notice ->
                      new Row(
                          new NodeKey(notice.source(), notice.type(), notice.resource()).value(),
                          notice.source(),
                          notice.type(),
                          notice.resource(),
                          notice.event(),
                          notice.at()))
                  .toList()));
    }
  }

  /// The notices of a source, oldest first.
  public List<Notice> list(String source) {
    return graph.ask(LIST, new Of(source)).stream()
        .map(row ->
            new Notice(source, row.type(), row.resource(), row.event(), row.at().toInstant()))
        .toList();
  }

  /// Forgets the notices of a source up to some time: what it had by then has been read.
  ///
  /// @return how many
  public long clear(String source, Instant until) {
    return graph.apply(CLEAR, new Clear(source, until)).rows().stream()
        .mapToLong(Removed::removed)
        .sum();
  }
}
