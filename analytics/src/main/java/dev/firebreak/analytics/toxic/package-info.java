/// Toxic combinations: functions that one identity must not combine, across systems and across
/// standard and privileged access.
///
/// [dev.firebreak.analytics.toxic.SodRules] reads the rule file,
/// [dev.firebreak.analytics.toxic.FunctionReach] propagates one bit per function against the edges,
/// and [dev.firebreak.analytics.toxic.ToxicCombinations] blames the highest common node and tells
/// the story.
@NullMarked
package dev.firebreak.analytics.toxic;

import org.jspecify.annotations.NullMarked;
