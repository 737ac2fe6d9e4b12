/// Requests that carry an `Idempotency-Key`: each is carried out once, and its answer told again;
/// decision 35 says why it is so.
///
/// Begin with [dev.firebreak.web.idempotency.IdempotencyFilter].
@org.jspecify.annotations.NullMarked
package dev.firebreak.web.idempotency;
