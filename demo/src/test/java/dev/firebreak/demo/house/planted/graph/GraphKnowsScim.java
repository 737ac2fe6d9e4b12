package dev.firebreak.demo.house.planted.graph;

import dev.firebreak.demo.house.planted.scim.client.Secret;

/// A module that imports against the arrows.
record GraphKnowsScim(Secret stray) {}
