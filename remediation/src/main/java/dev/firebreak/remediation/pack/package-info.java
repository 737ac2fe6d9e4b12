/// What an auditor takes home of one run: a zip that proves by itself what was found, planned,
/// approved, sent and read back.
///
/// [dev.firebreak.remediation.pack.EvidencePack] builds it from the evidence alone;
/// [dev.firebreak.remediation.pack.PackVerifier] checks it without network, database or the log
/// that it was taken from: every record against the signed root, the run against its plan
/// ([dev.firebreak.remediation.pack.RunCheck]), and each finding by running its rule again on the
/// slice of the graph that was recorded with it ([dev.firebreak.remediation.pack.FindingCheck]).
/// The other files are for people; the [dev.firebreak.remediation.pack.Manifest], signed with the
/// key of the log, fixes them.
@NullMarked
package dev.firebreak.remediation.pack;

import org.jspecify.annotations.NullMarked;
