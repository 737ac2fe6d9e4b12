/// How a change is made in one source, and no other.
///
/// [WriteStrategy] is pure: a change, the resource as it is now and [SourceTraits] (what the source
/// says of itself, what was measured, its quirks, its product) in, a
/// [dev.firebreak.remediation.plan.WriteChoice] with its reason out. It tries, in order: a PATCH
/// that names one value by a filter, another form of PATCH that was *seen* to work, a PUT under a
/// version, for a permission its DELETE, and else a task for a person. [ContainerPermissions] knows
/// what vaults do otherwise, one class for each product. [Sender] makes the request of the choice
/// and sends it once; [Instructions] tells a person what to do.
///
/// What is never done: members replaced or a group PUT that may not be all there; a value named
/// beside the path where that was not seen to work; a PUT without a version that was seen to be
/// honoured.
@NullMarked
package dev.firebreak.remediation.write;

import org.jspecify.annotations.NullMarked;
