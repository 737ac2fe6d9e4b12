package dev.firebreak.analytics.reach;

import dev.firebreak.graph.snapshot.GraphSnapshot;

/// Two walks through one snapshot.
///
/// @param forward along the edges
/// @param backward against them
public record Walks(Walk forward, Walk backward) {

  /// New ones.
  public static Walks of(GraphSnapshot snapshot) {
    return new Walks(Walk.forward(snapshot), Walk.backward(snapshot));
  }

  /// Through another snapshot with as many nodes, in the memory of these, see [Walk#on].
  public Walks on(GraphSnapshot other) {
    return new Walks(forward.on(other), backward.on(other));
  }
}
