package dev.firebreak.analytics.privileged;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.Comparator;

/// What counts as privileged: a crown jewel, or what is at least as sensitive as a bar.
///
/// @param bar the least sensitivity, 1 to 100
public record Privilege(int bar) {

  /// The bar where nothing else is asked for.
  public static final int DEFAULT_BAR = 80;

  public Privilege {
    if (bar < 1 || bar > 100) {
      throw new IllegalArgumentException(
          "the sensitivity from which access is privileged must be 1 to 100, not " + bar);
    }
  }

  /// Whether the loss of this resource is the loss of something privileged.
  public boolean covers(Node node) {
    return node.kind().isResource() && (node.crownJewel() || node.sensitivity() >= bar);
  }

  /// The same of the node with an index.
  boolean covers(GraphSnapshot snapshot, int node) {
    return snapshot.kind(node).isResource()
        && (snapshot.crownJewel(node) || snapshot.sensitivity(node) >= bar);
  }

  /// Whether this is a privileged entitlement and no right on a container.
  boolean coversEntitlement(GraphSnapshot snapshot, int node) {
    return snapshot.kind(node) == NodeKind.ENTITLEMENT
        && covers(snapshot, node)
        && !snapshot.node(node).right();
  }

  /// Worst first: crown jewels, then by sensitivity, then by key.
  static Comparator<Integer> worstFirst(GraphSnapshot snapshot) {
    return Comparator.<Integer, Boolean>comparing(i -> !snapshot.crownJewel(i))
        .thenComparingInt(i -> -snapshot.sensitivity(i))
        .thenComparing(i -> snapshot.key(i));
  }
}
