/// One analysis from snapshot to stored findings, all or nothing.
///
/// [dev.firebreak.analytics.run.AnalysisRun] is the entry: it reads one snapshot, asks every risk
/// ([dev.firebreak.analytics.run.AnalysisInputs#analyse], a pure function), compares with the open
/// findings and stores the result in one transaction. [dev.firebreak.analytics.run.FindingStore]
/// reads it back. What people decide of findings goes through
/// [dev.firebreak.analytics.run.FindingDecisions]; runs keep to it.
@NullMarked
package dev.firebreak.analytics.run;

import org.jspecify.annotations.NullMarked;
