package dev.firebreak.demo.house.planted.analytics.toxic;

import dev.firebreak.demo.house.planted.graph.store.IdentityGraph;

/// An analysis that writes.
final class AsksAndWrites {

  private AsksAndWrites() {}

  static void asks() {
    IdentityGraph.ask();
  }

  static void writes() {
    IdentityGraph.apply();
    IdentityGraph.inOneTransaction();
  }
}
