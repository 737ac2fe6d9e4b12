package dev.firebreak.web.view;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Something that is worked out once for each snapshot. It is kept for the snapshots that were
/// asked for last, a few at most: the whole graph and the parts of it that people with limits see.
public final class PerSnapshot<T> {

  private static final int KEPT = 6;

  private record Kept<T>(GraphSnapshot of, T value) {}

  private final Function<GraphSnapshot, T> work;
  private final Deque<Kept<T>> kept = new ArrayDeque<>();

  PerSnapshot(Function<GraphSnapshot, T> work) {
    this.work = work;
  }

  /// What was worked out of this very snapshot.
  public T of(GraphSnapshot snapshot) {
    T known = known(snapshot);
    if (known == null) {
      known = work.apply(snapshot);
      keep(new Kept<>(snapshot, known));
    }
    return known;
  }

  @SuppressWarnings("ReferenceEquality") // another snapshot is another graph
  private synchronized @Nullable T known(GraphSnapshot snapshot) {
    Iterator<Kept<T>> each = kept.iterator();
    while (each.hasNext()) {
      Kept<T> one = each.next();
      if (one.of() == snapshot) {
        each.remove();
        kept.addFirst(one);
        return one.value();
      }
    }
    return null;
  }

  private synchronized void keep(Kept<T> fresh) {
    kept.addFirst(fresh);
    if (kept.size() > KEPT) {
      kept.removeLast();
    }
  }

  /// Whether it was asked for of any snapshot that is still in use.
  synchronized boolean isUsed() {
    return !kept.isEmpty();
  }

  /// Lets go of what was worked out of snapshots that were decided before an instant.
  synchronized void forgetBefore(Instant instant) {
    kept.removeIf(one -> one.of().asOf().isBefore(instant));
  }
}
