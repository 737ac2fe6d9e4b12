package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import java.time.Instant;

/// What an answer to a read or write of one resource means.
final class Outcomes {
  private Outcomes() {}

  /// @param now from when the date of a `Retry-After` is counted
  /// @throws ScimFailure for what says nothing of its effect
  static ScimOutcome of(Answer answer, Dialect dialect, Instant now) {
    int status = answer.status();
    return switch (status) {
      case 202 -> new ScimOutcome.Pending(answer.header("Set-Txn").orElse(null));
      case 401, 403 -> new ScimOutcome.Unauthorized(status, answer.detail());
      case 304 -> new ScimOutcome.Refused(status, null, "it is not modified");
      case 404 -> new ScimOutcome.NotFound(answer.detail());
      case 409, 412 -> new ScimOutcome.PreconditionFailed(answer.detail());
      case 429 -> new ScimOutcome.Throttled(answer.retryAfter(now));
      case 501 -> new ScimOutcome.Refused(status, answer.scimType(), answer.detail());
      default ->
          switch (status / 100) {
            case 2 ->
                new ScimOutcome.Ok(
                    status,
                    answer.body().length == 0 ? null : dialect.received(answer.resource()),
                    answer.header("ETag").orElse(null),
                    answer.took());
            case 3 ->
                new ScimOutcome.Refused(
                    status, null, "redirects to " + answer.redirectTarget() + "; not followed");
            case 4 -> new ScimOutcome.Refused(status, answer.scimType(), answer.detail());
            default ->
                throw answer.failure(
                    Kind.REFUSED, "answered " + status + " (" + answer.detail() + ")");
          };
    };
  }
}
