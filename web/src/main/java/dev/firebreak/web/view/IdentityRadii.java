package dev.firebreak.web.view;

import dev.firebreak.analytics.blastradius.Radii;
import dev.firebreak.analytics.blastradius.Radius;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The sums of every identity's blast radius, worked out once for each snapshot.
@Component
final class IdentityRadii {

  private final PerSnapshot<Radii> radii;

  IdentityRadii(CurrentGraph current) {
    this.radii = current.perGraph(Radii::identities);
  }

  /// All of them, in the order of their indexes.
  Radii of(GraphSnapshot snapshot) {
    return radii.of(snapshot);
  }

  /// That of a node; null where it is no identity.
  @Nullable Radius of(GraphSnapshot snapshot, int node) {
    return snapshot.kind(node) == NodeKind.IDENTITY
        ? of(snapshot).get(node - snapshot.first(NodeKind.IDENTITY))
        : null;
  }

  /// The weighted radius of an identity; of any other node its sensitivity.
  long weight(GraphSnapshot snapshot, int node) {
    return snapshot.kind(node) == NodeKind.IDENTITY
        ? of(snapshot).figures().weighted(node - snapshot.first(NodeKind.IDENTITY))
        : snapshot.sensitivity(node);
  }
}
