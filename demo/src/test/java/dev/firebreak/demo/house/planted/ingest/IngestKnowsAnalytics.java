package dev.firebreak.demo.house.planted.ingest;

import dev.firebreak.demo.house.planted.analytics.Question;

/// A module that imports against the arrows.
record IngestKnowsAnalytics(Question stray) {}
