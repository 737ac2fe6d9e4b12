package dev.firebreak.analytics.unused;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.Locale;

/// How much an entitlement lets its holder do.
public enum RightLevel {
  /// A right on a safe that opens nothing, such as one to list.
  SEE(1),
  /// An entitlement of an application, a role, or a right that opens a safe.
  USE(2),
  /// A right to decide who gets in: one whose name has `manage` or `admin` in it.
  MANAGE(3);

  private final int weight;

  RightLevel(int weight) {
    this.weight = weight;
  }

  /// Its factor in the [Creep].
  public int weight() {
    return weight;
  }

  /// The level of an entitlement.
  ///
  /// @param entitlement its index
  static RightLevel of(GraphSnapshot snapshot, int entitlement) {
    Node node = snapshot.node(entitlement);
    String value = node.value() == null ? "" : node.value().toLowerCase(Locale.ROOT);
    if (!node.right()) {
      return USE;
    }
    if (value.contains("manage") || value.contains("admin")) {
      return MANAGE;
    }
    int[] opens = {0};
    snapshot.forEachOut(
        entitlement,
        e -> {
          if (snapshot.edgeKind(e) == EdgeKind.OPENS) {
            opens[0]++;
          }
        });
    return opens[0] > 0 ? USE : SEE;
  }

  /// The weight of a grant in the [Creep]: the entitlement's sensitivity, at least 1, times its
  /// level.
  static long weight(GraphSnapshot snapshot, int entitlement) {
    return (long) Math.max(1, snapshot.sensitivity(entitlement))
        * of(snapshot, entitlement).weight();
  }
}
