package dev.firebreak.web.sight;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.user.Limits;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.PerSnapshot;
import java.util.function.Function;
import java.util.function.Supplier;

/// The graph in use, as far as whoever asks may see it.
public final class SeenGraph implements CurrentGraph {

  private final CurrentGraph whole;
  private final Supplier<Limits> asking;
  private final Sights sights = new Sights();

  /// @param asking the limits of whoever's request is answered; none where it is nobody's
  public SeenGraph(CurrentGraph whole, Supplier<Limits> asking) {
    this.whole = whole;
    this.asking = asking;
  }

  @Override
  public GraphSnapshot snapshot() {
    Limits limits = asking.get();
    return limits.isNone() ? whole.snapshot() : sights.of(whole.snapshot(), limits);
  }

  @Override
  public Limits limits() {
    return asking.get();
  }

  @Override
  public <T> PerSnapshot<T> perSnapshot(Function<GraphSnapshot, T> work) {
    return whole.perSnapshot(work);
  }

  @Override
  public <T> PerSnapshot<T> perGraph(Function<GraphSnapshot, T> work) {
    return whole.perGraph(work);
  }

  @Override
  public void invalidate() {
    whole.invalidate();
  }
}
