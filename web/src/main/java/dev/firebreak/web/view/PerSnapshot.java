package dev.firebreak.web.view;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Something that is worked out once for each snapshot and kept until another snapshot is asked
/// for.
public final class PerSnapshot<T> {

  private record Kept<T>(GraphSnapshot of, T value) {}

  private final Function<GraphSnapshot, T> work;
  private volatile @Nullable Kept<T> kept;

  /// @param work a function of the snapshot alone
  public PerSnapshot(Function<GraphSnapshot, T> work) {
    this.work = work;
  }

  /// What was worked out of this very snapshot.
  public T of(GraphSnapshot snapshot) {
    Kept<T> last = kept;
    if (last == null || last.of() != snapshot) {
      last = new Kept<>(snapshot, work.apply(snapshot));
      kept = last;
    }
    return last.value();
  }
}
