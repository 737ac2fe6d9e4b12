/// What a service provider really does, measured by asking it.
///
/// [Prober] is the door. [Prober#read] asks and compares; [Prober#write] changes one resource that
/// an operator named for it, reads it back and restores it, with a [ProbeJournal] that hears of
/// every change before it is sent. Both end in a [CapabilityProfile]: for each [Point] a [Verdict]
/// with what was asked and what came, as a dated [Measurement]. What the service provider says of
/// itself stands beside it, see [dev.firebreak.scim.client.CapabilityClaim].
///
/// What was measured chooses quirks: [FoundQuirks] says which, and [ChosenQuirk] puts them behind
/// those of the product.
///
/// Inside, each kind of question has a class that makes the calls (`PageProbe`, `FilterProbe`,
/// `NumberProbe`, `CutProbe`, `SelectionProbe`, `VersionProbe`, `MemberProbe`, `ConfigProbe`,
/// `AttributeProbe`, `MembershipProbe`) and judges what came with pure functions.
@NullMarked
package dev.firebreak.scim.probe;

import org.jspecify.annotations.NullMarked;
