package dev.firebreak.web.sight;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.user.Limits;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What limits leave of the snapshot in use, worked out once for each set of limits. Those used
/// last are kept, as many as have together no more nodes than the whole; the one in use always.
final class Sights {

  private final Map<Limits, GraphSnapshot> kept = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable GraphSnapshot whole;

  /// The part of a snapshot that limits leave in sight; the same one for as long as it is kept.
  synchronized GraphSnapshot of(GraphSnapshot snapshot, Limits limits) {
    renew(snapshot);
    GraphSnapshot known = kept.get(limits);
    if (known == null) {
      known = Sight.narrowed(snapshot, limits);
      kept.put(limits, known);
      forget(snapshot.nodeCount());
    }
    return known;
  }

  /// A snapshot of the same graph, decided for a later instant, has the same parts.
  @SuppressWarnings("ReferenceEquality") // another snapshot is another graph, unless it is alike
  private void renew(GraphSnapshot snapshot) {
    GraphSnapshot last = whole;
    if (last == snapshot) {
      return;
    }
    if (last != null && last.isAlike(snapshot) && last.complete().equals(snapshot.complete())) {
      kept.replaceAll((_, part) -> part.at(snapshot.asOf()));
    } else {
      kept.clear();
    }
    whole = snapshot;
  }

  private void forget(long most) {
    long nodes = kept.values().stream().mapToLong(GraphSnapshot::nodeCount).sum();
    Iterator<GraphSnapshot> oldest = kept.values().iterator();
    while (nodes > most && kept.size() > 1) {
      nodes -= oldest.next().nodeCount();
      oldest.remove();
    }
  }
}
