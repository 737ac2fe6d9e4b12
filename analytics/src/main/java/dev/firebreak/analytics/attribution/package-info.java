/// What changed between two runs, and which change caused it: "12 → 340, because group A was nested
/// into B", by exact marginal contribution.
///
/// Start at [dev.firebreak.analytics.attribution.GraphDiff]: two snapshots laid over each other,
/// every difference that can change reach a [dev.firebreak.analytics.attribution.Cause].
/// [dev.firebreak.analytics.attribution.Attributor] asks it about one identity: which resources it
/// reaches by which sets of causes ([dev.firebreak.analytics.attribution.Ways]), and what each
/// cause contributed ([dev.firebreak.analytics.attribution.ShapleyValue]).
/// [dev.firebreak.analytics.attribution.RunComparison] does so for everybody whose radius changed,
/// [dev.firebreak.analytics.attribution.FindingCauses] for a finding.
@NullMarked
package dev.firebreak.analytics.attribution;

import org.jspecify.annotations.NullMarked;
