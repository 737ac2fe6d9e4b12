package dev.firebreak.demo.house.planted.analytics.run;

import dev.firebreak.demo.house.planted.graph.store.IdentityGraph;

/// The one part of the analytics that may write.
final class StoresFindings {

  private StoresFindings() {}

  static void store() {
    IdentityGraph.apply();
  }
}
