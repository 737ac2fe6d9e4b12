/// Requests that carry an `Idempotency-Key`: each is carried out once, and its answer told again.
/// Begin with {@link dev.firebreak.web.idempotency.IdempotencyFilter}; decision 35 says why.
@org.jspecify.annotations.NullMarked
package dev.firebreak.web.idempotency;
