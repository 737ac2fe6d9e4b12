package dev.firebreak.analytics.cut;

import java.util.function.IntFunction;

/// What a [CutPlanner] must know beside the graph.
///
/// @param removal which edges can be taken away
/// @param use how the edge with an index is used, see [AccessInUse]
public record CutRules(RemovalRules removal, IntFunction<EdgeUse> use) {}
