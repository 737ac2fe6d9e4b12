/// The REST API under `/api/v1`: the same answers as the screens, for programs. Errors are problem
/// details (RFC 9457).
@NullMarked
package dev.firebreak.web.api;

import org.jspecify.annotations.NullMarked;
