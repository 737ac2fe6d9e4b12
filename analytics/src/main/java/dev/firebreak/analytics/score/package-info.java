/// Risk as one number from 0 to 100, for a finding ([dev.firebreak.analytics.score.FindingScore])
/// and for an identity ([dev.firebreak.analytics.score.IdentityScore]), with what contributes to
/// it. [dev.firebreak.analytics.score.RiskScore] holds the one formula, which never falls when
/// anything is added; [dev.firebreak.analytics.score.RiskWeights] the numbers an organisation sets.
@NullMarked
package dev.firebreak.analytics.score;

import org.jspecify.annotations.NullMarked;
