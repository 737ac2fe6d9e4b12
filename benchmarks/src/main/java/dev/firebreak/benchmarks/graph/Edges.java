package dev.firebreak.benchmarks.graph;

import dev.firebreak.graph.schema.EdgeKind;

/// What is drawn for each edge.
@SuppressWarnings("EnumOrdinal") // kinds never leave the process as numbers
final class Edges {

  private static final EdgeKind[] KINDS = EdgeKind.values();

  private final Column kinds = new Column();
  private final Column from = new Column();
  private final Column to = new Column();

  void add(EdgeKind kind, int start, int end) {
    kinds.add(kind.ordinal());
    from.add(start);
    to.add(end);
  }

  int count() {
    return kinds.size();
  }

  EdgeKind kind(int edge) {
    return KINDS[kinds.get(edge)];
  }

  int from(int edge) {
    return from.get(edge);
  }

  int to(int edge) {
    return to.get(edge);
  }
}
