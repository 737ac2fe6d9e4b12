package dev.firebreak.analytics.unused;

import dev.firebreak.graph.snapshot.Edge;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Since when something is granted.
///
/// @param at an instant
/// @param exact whether it began then; otherwise the first harvest of its source found it there
///   then, without a date, and it may be older
public record Since(Instant at, boolean exact) {

  /// The beginning of all, for what is always there.
  public static final Since EVER = new Since(Instant.MIN, true);

  /// What began at an instant; null for one that is unknown.
  public static @Nullable Since exactly(@Nullable Instant at) {
    return at == null ? null : new Since(at, true);
  }

  /// Since when an edge is there: as its source says, else when a harvest first saw it; null where
  /// neither is known.
  ///
  /// @param firstHarvests when each source was first harvested, see
  ///   [dev.firebreak.graph.snapshot.GraphSnapshot#firstHarvests]
  public static @Nullable Since of(Edge edge, Map<String, Instant> firstHarvests) {
    Instant seen = edge.firstSeen();
    if (edge.since() != null || seen == null) {
      return exactly(edge.since());
    }
    Instant first = edge.source() == null ? null : firstHarvests.get(edge.source());
    return new Since(seen, first == null || seen.isAfter(first));
  }

  /// The later of two; null if one of them is.
  public static @Nullable Since later(@Nullable Since one, @Nullable Since other) {
    if (one == null || other == null) {
      return null;
    }
    return one.at.isAfter(other.at) ? one : other;
  }

  /// The earlier of those that are known; null if none is.
  static @Nullable Since earlier(@Nullable Since one, @Nullable Since other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.at.isBefore(one.at) ? other : one;
  }
}
