package dev.firebreak.web.view;

import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One edge as a line of a table.
///
/// @param word what joins the two nodes: `member of`
/// @param source what people call the source that states it; empty for what was concluded
/// @param rule why two nodes were joined, for an ownership
/// @param reach whether reach passes along it now
public record EdgeLine(
    NodeRef from,
    String word,
    NodeRef to,
    String source,
    @Nullable String rule,
    @Nullable Instant since,
    @Nullable Instant validTo,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    boolean reach) {

  /// The line of an edge of a snapshot, by its index.
  public static EdgeLine of(GraphSnapshot snapshot, SourceNames names, int index) {
    Edge edge = snapshot.edge(index);
    return new EdgeLine(
        NodeRef.of(snapshot, edge.from()),
        edge.kind().word(),
        NodeRef.of(snapshot, edge.to()),
        names.of(edge.source()),
        edge.rule(),
        edge.since(),
        edge.validTo(),
        edge.firstSeen(),
        edge.lastSeen(),
        snapshot.isReach(index));
  }
}
