package dev.firebreak.demo.house.planted.embedded;

import dev.firebreak.demo.house.planted.graph.store.IdentityGraph;

/// A module that imports against the arrows.
record EmbeddedKnowsGraph(IdentityGraph stray) {}
