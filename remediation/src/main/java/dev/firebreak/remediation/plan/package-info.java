/// From a finding to a plan that can be approved.
///
/// [Planner] is pure: a finding and a snapshot in, a [Proposal] out, the fewest [PlannedChange]s
/// that make the finding false and what they would mean. [Freezer] then reads what the changes
/// touch, live, and turns the proposal into a [RemediationPlan]: changes, their [Precondition]s and
/// one hash over all of it. What is approved is that hash.
@NullMarked
package dev.firebreak.remediation.plan;

import org.jspecify.annotations.NullMarked;
