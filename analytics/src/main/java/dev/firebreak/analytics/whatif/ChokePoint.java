package dev.firebreak.analytics.whatif;

import dev.firebreak.graph.schema.EdgeKind;
import org.jspecify.annotations.Nullable;

/// Something whose removal would shrink blast radii.
public sealed interface ChokePoint {

  /// The weight that all identities together would no longer reach.
  long loss();

  /// The same as a share of all that they reach now, 0 to 1.
  double share();

  /// How many identities would reach less.
  int identities();

  /// A node, taken away with all that leads to and from it; its own weight counts.
  record OfNode(Place node, long loss, double share, int identities) implements ChokePoint {}

  /// All that leads from one node to another directly.
  ///
  /// @param via the key of the resource that carries it in its source; of several, the first
  /// @param parallel how many edges that is; all of them must go
  record OfEdge(
      EdgeKind kind,
      Place from,
      Place to,
      @Nullable String via,
      int parallel,
      long loss,
      double share,
      int identities)
      implements ChokePoint {}
}
