package dev.firebreak.web.view;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Something that is worked out once for each snapshot and kept for the last two that were asked
/// for.
public final class PerSnapshot<T> {

  private record Kept<T>(GraphSnapshot of, T value, @Nullable Kept<T> before) {

    Kept<T> alone() {
      return new Kept<>(of, value, null);
    }
  }

  private final Function<GraphSnapshot, T> work;
  private volatile @Nullable Kept<T> kept;

  PerSnapshot(Function<GraphSnapshot, T> work) {
    this.work = work;
  }

  /// What was worked out of this very snapshot.
  public T of(GraphSnapshot snapshot) {
    Kept<T> last = kept;
    for (Kept<T> each = last; each != null; each = each.before()) {
      if (each.of() == snapshot) {
        return each.value();
      }
    }
    T value = work.apply(snapshot);
    kept = new Kept<>(snapshot, value, last == null ? null : last.alone());
    return value;
  }

  /// Whether it was asked for of any snapshot.
  boolean isUsed() {
    return kept != null;
  }
}
