package dev.firebreak.demo.house.planted.analytics.cycle.here;

import dev.firebreak.demo.house.planted.analytics.cycle.there.There;

/// Half of a cycle between packages.
public record Here(There there) {}
