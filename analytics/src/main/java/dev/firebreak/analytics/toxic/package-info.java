/// Toxic combinations: functions that one identity must not combine, across systems and across
/// standard and privileged access.
///
/// [dev.firebreak.analytics.toxic.Ruleset] is one rule file, read by the grammar in
/// [dev.firebreak.analytics.toxic.RulesetYaml] and tested as it is read;
/// [dev.firebreak.analytics.toxic.ShippedRulesets] come with the product. On a snapshot,
/// [dev.firebreak.analytics.toxic.CompiledRules] turns selectors into sets of nodes,
/// [dev.firebreak.analytics.toxic.LeafReach] carries one bit for each set against the edges, and
/// [dev.firebreak.analytics.toxic.Lanes] answers a rule for 64 nodes at once.
///
/// [dev.firebreak.analytics.toxic.ToxicCombinations] blames the highest common node and tells the
/// story; [dev.firebreak.analytics.toxic.HoldingTime] says from when until when it holds,
/// [dev.firebreak.analytics.toxic.UpcomingCombinations] what is yet to come,
/// [dev.firebreak.analytics.toxic.GrantCheck] what a grant would lead to, and
/// [dev.firebreak.analytics.toxic.FunctionColumns] who matches which rule at all. See
/// `docs/algorithms/toxic-combinations.md`.
@NullMarked
package dev.firebreak.analytics.toxic;

import org.jspecify.annotations.NullMarked;
