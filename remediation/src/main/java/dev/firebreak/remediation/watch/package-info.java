/// Verification that keeps looking: what was taken stays gone, what was to stay stays.
///
/// Start at [Watch]. The [WatchBook] reads out of the evidence which changes were verified and how
/// they stood when they were last looked at; [Recheck] is the pure comparison of one change with
/// what its source shows now; [Return] says why access is back. A look is written down as
/// [dev.firebreak.remediation.evidence.SeenEvidence.Rechecked] and changes nothing in a source.
@NullMarked
package dev.firebreak.remediation.watch;

import org.jspecify.annotations.NullMarked;
