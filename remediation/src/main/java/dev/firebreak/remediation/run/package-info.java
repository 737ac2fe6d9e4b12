/// From an approved plan to proof.
///
/// [Remediation] is the engine: `propose` freezes a plan, `dryRun` looks at everything without
/// sending, `approve` binds a person to the plan's hash, `commit` makes the changes, `recover`
/// settles what a crash left open. A [Run] is what the evidence says of one plan; [RunStore] keeps
/// a copy of it in the graph for screens.
///
/// What the engine promises: nothing is sent before its intent is on the disk; every action ends in
/// exactly one outcome; *verified* means read back; what somebody else did after the plan was
/// frozen is a conflict and stays; what may have been sent is read before it is sent again, and
/// sent again only under a version that proves that nothing happened.
///
/// | step | class |
/// |---|---|
/// | what no approval overrides | [Guardrails] and its parts |
/// | what was sent lately, by the evidence | [Ledger] |
/// | may this plan be made, approved, begun? | [PlanGuards], [Signatures] |
/// | may this engine send at all? | [Lease] |
/// | may this change be made, and is everything as it was? | [Gate], [Inspection], [LastHolders] |
/// | one change after the other, also after a crash | [RunLoop], [Interrupted] |
/// | intent, send, read back | [Execution], [ReadBack], [Comparison] |
/// | what do an answer and a reading mean? | [Classifier], pure |
@NullMarked
package dev.firebreak.remediation.run;

import org.jspecify.annotations.NullMarked;
