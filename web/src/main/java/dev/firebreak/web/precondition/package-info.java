/// Versions of what the API tells (RFC 9110, 8.8.3 and 13): each answer has an `ETag`, one that has
/// not changed is not sent again, and a write may say which version it was decided upon; decision
/// 39 says why it is so.
///
/// Begin with [dev.firebreak.web.precondition.Preconditions].
@org.jspecify.annotations.NullMarked
package dev.firebreak.web.precondition;
