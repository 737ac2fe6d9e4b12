package dev.firebreak.demo.house.planted.analytics.cycle.there;

import dev.firebreak.demo.house.planted.analytics.cycle.here.Here;

/// The other half.
public record There(Here here) {}
