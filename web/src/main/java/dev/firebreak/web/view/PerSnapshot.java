package dev.firebreak.web.view;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Something that is worked out once for each snapshot. It is kept for the snapshots that were
/// asked for last, a few at most: the whole graph and the parts of it that people with limits see.
/// What does not depend on the instant of a snapshot is kept for all that are alike.
public final class PerSnapshot<T> {

  private static final int KEPT = 6;

  private record Kept<T>(GraphSnapshot of, T value) {}

  private final Function<GraphSnapshot, T> work;
  private final BiPredicate<GraphSnapshot, GraphSnapshot> same;
  private final Deque<Kept<T>> kept = new ArrayDeque<>();

  private PerSnapshot(
      Function<GraphSnapshot, T> work, BiPredicate<GraphSnapshot, GraphSnapshot> same) {
    this.work = work;
    this.same = same;
  }

  /// Works out of every snapshot.
  @SuppressWarnings("ReferenceEquality") // another snapshot is another graph
  static <T> PerSnapshot<T> of(Function<GraphSnapshot, T> work) {
    return new PerSnapshot<>(work, (one, other) -> one == other);
  }

  /// Works out of the nodes of a snapshot and the edges that hold, and of nothing else.
  static <T> PerSnapshot<T> ofGraph(Function<GraphSnapshot, T> work) {
    return new PerSnapshot<>(work, GraphSnapshot::isAlike);
  }

  /// What was worked out of a snapshot.
  public T of(GraphSnapshot snapshot) {
    T known = known(snapshot);
    if (known == null) {
      known = work.apply(snapshot);
      keep(new Kept<>(snapshot, known));
    }
    return known;
  }

  private synchronized @Nullable T known(GraphSnapshot snapshot) {
    Iterator<Kept<T>> each = kept.iterator();
    while (each.hasNext()) {
      Kept<T> one = each.next();
      if (same.test(one.of(), snapshot)) {
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

  /// Lets go of what was worked out of snapshots that were decided before one, and is not the same
  /// for that one.
  synchronized void forgetBefore(GraphSnapshot now) {
    kept.removeIf(one -> one.of().asOf().isBefore(now.asOf()) && !same.test(one.of(), now));
  }

  /// Lets go of everything.
  synchronized void forget() {
    kept.clear();
  }
}
