package dev.firebreak.demo.house.planted.scim;

import dev.firebreak.demo.house.planted.graph.store.IdentityGraph;

/// A module that imports against the arrows.
record ScimKnowsGraph(IdentityGraph stray) {}
