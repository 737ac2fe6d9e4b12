/// What an analysis concludes: a [dev.firebreak.analytics.finding.Finding] with a key that is
/// stable over runs, a severity, a one-sentence story and the access paths that prove it; and how
/// the findings of two runs compare ([dev.firebreak.analytics.finding.Reconciliation]).
@NullMarked
package dev.firebreak.analytics.finding;

import org.jspecify.annotations.NullMarked;
