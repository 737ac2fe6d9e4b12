/// Filters and attribute paths of RFC 7644 as sealed records: parsed, printed, evaluated.
///
/// [ScimFilter] is §3.4.2.2, [ScimPath] is the `path` of a patch operation (§3.5.2). What is
/// printed is parsed back to an equal value.
@NullMarked
package dev.firebreak.scim.filter;

import org.jspecify.annotations.NullMarked;
