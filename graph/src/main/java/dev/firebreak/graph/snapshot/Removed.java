package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.NodeKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a snapshot leaves out of its columns, and which edges hold and are reach by that.
///
/// @param edges the edges left out; null for none
/// @param accounts the accounts taken as inactive, ascending
@SuppressWarnings({"ArrayRecordComponent", "EnumOrdinal"}) // shared, never compared
record Removed(@Nullable Bits edges, int[] accounts) {

  static final Removed NOTHING = new Removed(null, new int[0]);

  /// These and more edges.
  Removed and(int count, IntStream more) {
    Bits all = edges == null ? new Bits(count) : edges.copy();
    more.forEach(all::set);
    return new Removed(all, accounts);
  }

  /// These and one more account.
  Removed and(int account) {
    int[] all = IntStream.concat(Arrays.stream(accounts), IntStream.of(account)).sorted().toArray();
    return new Removed(edges, all);
  }

  boolean isInactive(int node) {
    return accounts.length > 0 && Arrays.binarySearch(accounts, node) >= 0;
  }

  /// The edges that hold at an instant.
  Bits holding(EdgeColumns columns, Instant instant) {
    int count = columns.count();
    Bits holds = new Bits(count);
    for (int e = 0; e < count; e++) {
      if (edges == null || !edges.get(e)) {
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
      if (nodes.active(node) == Active.NO || isInactive(node)) {
        for (int i = columns.inStarts()[node]; i < columns.inStarts()[node + 1]; i++) {
          reach.clear(columns.in()[i]);
        }
      }
    }
    return reach;
  }
}
