/// Changes to one resource as RFC 7644 §3.5.2 states them.
///
/// A [PatchRequest] is a list of [PatchOp]s, applied in order, all or none. It is read and printed,
/// applied to a resource, inverted for one, and found between two; what RFC 7644 does not allow is
/// a [PatchRefused] with its [ScimType].
///
/// [PatchApplication] carries operations out, [Target] finds where a qualified path leads,
/// [MultiValue] keeps values a set, [PatchDiff] finds the operations between two states.
@NullMarked
package dev.firebreak.scim.patch;

import org.jspecify.annotations.NullMarked;
