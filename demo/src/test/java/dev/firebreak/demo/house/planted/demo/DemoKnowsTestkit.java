package dev.firebreak.demo.house.planted.demo;

import dev.firebreak.demo.house.planted.testkit.Shared;

/// A module that imports against the arrows.
record DemoKnowsTestkit(Shared stray) {}
