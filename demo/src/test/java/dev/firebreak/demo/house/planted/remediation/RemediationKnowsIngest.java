package dev.firebreak.demo.house.planted.remediation;

import dev.firebreak.demo.house.planted.ingest.Harvest;

/// A module that imports against the arrows.
record RemediationKnowsIngest(Harvest stray) {}
