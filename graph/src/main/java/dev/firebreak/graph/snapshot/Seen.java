package dev.firebreak.graph.snapshot;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Between when a node or edge was seen.
///
/// @param first when a harvest first saw it
/// @param written when a harvest last wrote it
/// @param missing whether a harvest since has not seen it
record Seen(@Nullable Instant first, @Nullable Instant written, boolean missing) {

  /// Bytes that one takes, with its instants.
  static final int HEAP = 80;

  static final Seen NEVER = new Seen(null, null, false);

  static Seen of(Edge edge) {
    return new Seen(edge.firstSeen(), edge.lastSeen(), false);
  }

  /// When it was last seen. A harvest writes only what is not as it was: what it left in the graph
  /// it has seen, unless that is missing.
  ///
  /// @param complete when the last harvest of its source began that saw everything
  @Nullable Instant last(@Nullable Instant complete) {
    return written == null || missing || complete == null || complete.isBefore(written)
        ? written
        : complete;
  }

  void write(ColumnOutput out) {
    out.write(first);
    out.write(written);
    out.write(missing ? 1 : 0);
  }

  static Seen read(ColumnInput in) throws IOException {
    return new Seen(in.time(), in.time(), in.number() == 1);
  }
}
