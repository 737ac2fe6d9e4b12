/// Changes to one resource as RFC 7644 §3.5.2 states them.
///
/// A [PatchRequest] is a list of [PatchOp]s, applied in order, all or none.
@NullMarked
package dev.firebreak.scim.patch;

import org.jspecify.annotations.NullMarked;
