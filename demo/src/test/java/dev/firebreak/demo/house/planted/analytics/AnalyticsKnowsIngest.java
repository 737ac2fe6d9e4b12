package dev.firebreak.demo.house.planted.analytics;

import dev.firebreak.demo.house.planted.ingest.Harvest;

/// A module that imports against the arrows.
record AnalyticsKnowsIngest(Harvest stray) {}
