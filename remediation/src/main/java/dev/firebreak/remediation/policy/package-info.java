/// Remediation without a person at the keyboard: a [Policy] says which findings may be closed,
/// under which conditions and how much of it in a day.
///
/// A policy acts only while people stand behind exactly this text of it ([Warrant]); changing a
/// word of it ends that. [PolicyChoice] is the pure decision for one finding, [PolicyBook] what the
/// evidence says of approvals and of what was done lately, [UnattendedRuns] the one who does it.
/// Each run is a plan like any other, with the same guardrails, dry run and read-back, one after
/// the other: the first that does not end as planned ends the night.
@NullMarked
package dev.firebreak.remediation.policy;

import org.jspecify.annotations.NullMarked;
