package dev.firebreak.demo.house.planted.testkit;

import dev.firebreak.demo.house.planted.graph.store.IdentityGraph;

/// A module that imports against the arrows.
record TestkitKnowsGraph(IdentityGraph stray) {}
