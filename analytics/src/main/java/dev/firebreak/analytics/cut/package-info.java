/// Which changes part identities from what they should not reach.
///
/// Begin at [CutPlanner]: a goal and a budget in, a [CutPlan] out, which says of each change what
/// it takes, from whom, and which way is left without the others. [RemovableEdges] knows what a
/// source can take away, [AccessInUse] what somebody uses. [MinimumCut] finds the fewest changes
/// between some starts and some ends and is exact; [GreedyCut] lowers exposure step by step and is
/// not. [CutSearch] ends one finding. Nothing here writes, and all of it is a function of a
/// snapshot.
@NullMarked
package dev.firebreak.analytics.cut;

import org.jspecify.annotations.NullMarked;
