package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.NodeKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// In what a snapshot differs from its columns, and which edges hold and are reach by that.
///
/// @param edges the edges left out; null for none
/// @param inactive the accounts and identities taken as inactive, ascending
/// @param active the accounts and identities taken as active, ascending
@SuppressWarnings({"ArrayRecordComponent", "EnumOrdinal"}) // shared, never compared
record Overlay(@Nullable Bits edges, int[] inactive, int[] active) {

  static final Overlay NOTHING = new Overlay(null, new int[0], new int[0]);

  /// The same without more edges.
  Overlay without(int count, IntStream more) {
    Bits all = edges == null ? new Bits(count) : edges.copy();
    more.forEach(all::set);
    return new Overlay(all, inactive, active);
  }

  /// The same with more edges.
  Overlay with(Splice splice, int count) {
    return edges == null ? this : new Overlay(edges.with(splice, count), inactive, active);
  }

  /// The same with an account or identity taken as inactive.
  Overlay withInactive(int account) {
    return new Overlay(edges, with(inactive, account), without(active, account));
  }

  /// The same with an account or identity taken as active.
  Overlay withActive(int account) {
    return new Overlay(edges, without(inactive, account), with(active, account));
  }

  private static int[] with(int[] nodes, int node) {
    return IntStream.concat(Arrays.stream(nodes), IntStream.of(node)).sorted().distinct().toArray();
  }

  private static int[] without(int[] nodes, int node) {
    return Arrays.stream(nodes).filter(each -> each != node).toArray();
  }

  /// Whether an edge is left out.
  boolean leavesOut(int edge) {
    return edges != null && edges.get(edge);
  }

  /// The edges that are left out, ascending.
  IntStream leftOut() {
    return edges == null ? IntStream.empty() : edges.stream();
  }

  /// The accounts and identities that are taken as active or inactive.
  IntStream told() {
    return IntStream.concat(Arrays.stream(inactive), Arrays.stream(active));
  }

  /// Whether an account or identity can be used.
  Active active(int node, NodeColumns nodes) {
    if (Arrays.binarySearch(inactive, node) >= 0) {
      return Active.NO;
    }
    return Arrays.binarySearch(active, node) >= 0 ? Active.YES : nodes.active(node);
  }

  /// The edges that hold at an instant.
  Bits holding(EdgeColumns columns, Instant instant) {
    int count = columns.count();
    Bits holds = new Bits(count);
    for (int e = 0; e < count; e++) {
      if (!leavesOut(e)) {
        holds.set(e);
      }
    }
    int begun = columns.validFrom().upTo(instant);
    columns
        .validFrom()
        .forEach(
            count,
            (e, code) -> {
              if (code > begun) {
                holds.clear(e);
              }
            });
    int over = columns.validTo().upTo(instant);
    columns
        .validTo()
        .forEach(
            count,
            (e, code) -> {
              if (code <= over) {
                holds.clear(e);
              }
            });
    return holds;
  }

  /// Those of them that are walked.
  Bits reach(EdgeColumns columns, NodeColumns nodes, Bits holds) {
    boolean[] walkable = new boolean[columns.statements().size() + 1];
    for (int i = 1; i < walkable.length; i++) {
      walkable[i] = columns.statements().get(i - 1).kind().walkable();
    }
    Bits reach = new Bits(columns.count());
    int[] to = columns.to();
    for (int e = 0; e < to.length; e++) {
      if (walkable[columns.statement().get(e)] && holds.get(e)) {
        reach.set(e);
      }
    }
    int accounts = nodes.starts()[NodeKind.ACCOUNT.ordinal()];
    int end = nodes.starts()[NodeKind.ACCOUNT.ordinal() + 1];
    for (int node = accounts; node < end; node++) {
      if (active(node, nodes) == Active.NO) {
        for (int i = columns.inStarts()[node]; i < columns.inStarts()[node + 1]; i++) {
          reach.clear(columns.in()[i]);
        }
      }
    }
    return reach;
  }
}
