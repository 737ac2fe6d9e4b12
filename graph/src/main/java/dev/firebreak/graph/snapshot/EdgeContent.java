package dev.firebreak.graph.snapshot;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// All of an edge but its ends and when it was asked for: what orders parallel edges of one kind,
/// so that the same edges always come in the same order.
///
/// @param via the key of what carries it; empty for nothing
record EdgeContent(
    String via,
    Statement said,
    @Nullable Instant since,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    Seen seen)
    implements Comparable<EdgeContent> {

  private static final Comparator<EdgeContent> ORDER =
      Comparator.comparing(EdgeContent::via)
          .thenComparing(content -> content.said().toString())
          .thenComparing(content -> String.valueOf(content.since()))
          .thenComparing(content -> String.valueOf(content.validFrom()))
          .thenComparing(content -> String.valueOf(content.validTo()))
          .thenComparing(content -> content.seen().toString());

  static EdgeContent of(Edge edge) {
    String via = edge.via();
    return new EdgeContent(
        via == null ? "" : via,
        Statement.of(edge),
        edge.since(),
        edge.validFrom(),
        edge.validTo(),
        Seen.of(edge));
  }

  @Override
  public int compareTo(EdgeContent other) {
    return ORDER.compare(this, other);
  }
}
