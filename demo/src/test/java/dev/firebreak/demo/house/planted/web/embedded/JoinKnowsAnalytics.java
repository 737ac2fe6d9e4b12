package dev.firebreak.demo.house.planted.web.embedded;

import dev.firebreak.demo.house.planted.analytics.Question;

/// A module that imports against the arrows.
record JoinKnowsAnalytics(Question stray) {}
