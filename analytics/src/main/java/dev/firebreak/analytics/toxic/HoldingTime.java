package dev.firebreak.analytics.toxic;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// For how long a subject holds all functions of a rule without a break. Reach only changes where
/// the validity of an edge begins or ends. So the witness paths of one instant prove the
/// combination until the first of their edges ends; there the subject is searched from again, and
/// so on until it holds no longer, or by edges that do not end. The same backwards.
final class HoldingTime {

  /// A time without a break.
  ///
  /// @param from its first instant; null if nothing begins it
  /// @param until the first instant after it; null if nothing ends it
  record Span(@Nullable Instant from, @Nullable Instant until) {
    static final Span ALWAYS = new Span(null, null);
  }

  private final GraphSnapshot snapshot;
  private final List<int[]> leaves;
  private final int[] entry;
  private final int[] order;
  private final int[] hops;
  private final int[] seen;
  private int round;

  HoldingTime(GraphSnapshot snapshot, List<int[]> leaves) {
    this.snapshot = snapshot;
    this.leaves = leaves;
    int nodes = timeless() ? 0 : snapshot.nodeCount();
    this.entry = new int[nodes];
    this.order = new int[nodes];
    this.hops = new int[nodes];
    this.seen = new int[nodes];
  }

  /// Whether no edge begins or ends, so that everything holds for ever.
  boolean timeless() {
    return snapshot.isTimeless();
  }

  /// The time around an instant at which the subject holds all functions.
  Span around(int subject, RuleCase rule, Instant at) {
    if (timeless()) {
      return Span.ALWAYS;
    }
    return new Span(begin(subject, rule, at), end(subject, rule, at));
  }

  private @Nullable Instant end(int subject, RuleCase rule, Instant at) {
    Instant proven = at;
    while (true) {
      IntStream witness = witness(subject, rule, proven);
      if (witness == null) {
        return proven;
      }
      Instant first = null;
      for (int edge : witness.toArray()) {
        Instant to = snapshot.validTo(edge);
        first = to == null || (first != null && first.isBefore(to)) ? first : to;
      }
      if (first == null) {
        return null;
      }
      proven = first;
    }
  }

  private @Nullable Instant begin(int subject, RuleCase rule, Instant at) {
    Instant proven = at;
    Instant looked = at;
    while (true) {
      IntStream witness = witness(subject, rule, looked);
      if (witness == null) {
        return proven;
      }
      Instant last = null;
      for (int edge : witness.toArray()) {
        Instant from = snapshot.validFrom(edge);
        last = from == null || (last != null && last.isAfter(from)) ? last : from;
      }
      if (last == null) {
        return null;
      }
      proven = last;
      looked = last.minusNanos(1);
    }
  }

  /// The edges of paths that prove it at an instant; null where it does not hold.
  private @Nullable IntStream witness(int subject, RuleCase rule, Instant at) {
    search(subject, at);
    Nearest.In in =
        new Nearest.In(leaves, node -> seen[node] == round, node -> hops[node], Integer::compare);
    IntStream.Builder witness = IntStream.builder();
    for (Formula formula : rule.formulas()) {
      Nearest nearest = in.of(formula);
      if (nearest == null) {
        return null;
      }
      for (int node : nearest.nodes()) {
        for (int back = node; back != subject; ) {
          witness.add(entry[back]);
          back = snapshot.from(entry[back]);
        }
      }
    }
    return witness.build();
  }

  private void search(int subject, Instant at) {
    round++;
    seen[subject] = round;
    hops[subject] = 0;
    order[0] = subject;
    int size = 1;
    for (int head = 0; head < size; head++) {
      int node = order[head];
      int end = snapshot.endOut(node);
      for (int edge = snapshot.firstOut(node); edge < end; edge++) {
        int to = snapshot.to(edge);
        if (seen[to] != round && valid(edge, at) && walked(edge)) {
          seen[to] = round;
          entry[to] = edge;
          hops[to] = hops[node] + 1;
          order[size++] = to;
        }
      }
    }
  }

  /// Whether an edge is reach at any instant.
  private boolean walked(int edge) {
    int to = snapshot.to(edge);
    boolean leftOut = !snapshot.holds(edge) && valid(edge, snapshot.asOf());
    return !leftOut
        && snapshot.edgeKind(edge).walkable()
        && (snapshot.kind(to) != NodeKind.ACCOUNT || snapshot.active(to) != Active.NO);
  }

  private boolean valid(int edge, Instant at) {
    Instant from = snapshot.validFrom(edge);
    Instant to = snapshot.validTo(edge);
    return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
  }
}
