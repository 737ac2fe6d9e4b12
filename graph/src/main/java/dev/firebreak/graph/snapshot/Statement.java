package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.schema.EdgeKind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What many edges have in common, see [Edge].
record Statement(
    EdgeKind kind,
    @Nullable String source,
    @Nullable String attribute,
    @Nullable String rule,
    @Nullable Integer confidence) {

  /// Bytes that one takes, with its texts.
  static final int HEAP = 240;

  static Statement of(Edge edge) {
    return new Statement(
        edge.kind(), edge.source(), edge.attribute(), edge.rule(), edge.confidence());
  }

  void write(ColumnOutput out) {
    out.write(kind.name());
    out.write(source);
    out.write(attribute);
    out.write(rule);
    out.write(confidence == null ? Integer.MIN_VALUE : confidence);
  }

  static Statement read(ColumnInput in) throws IOException {
    String kind = in.text();
    String source = in.text();
    String attribute = in.text();
    String rule = in.text();
    int confidence = in.number();
    try {
      return new Statement(
          EdgeKind.valueOf(String.valueOf(kind)),
          source,
          attribute,
          rule,
          confidence == Integer.MIN_VALUE ? null : confidence);
    } catch (IllegalArgumentException e) {
      throw new IOException("there is no kind of edge " + kind, e);
    }
  }
}
