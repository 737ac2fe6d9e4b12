package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimResource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one read or write came to. Details are the service provider's words, shortened and without
/// secrets.
public sealed interface ScimOutcome {
  /// Any 2xx but 202. After a write it proves nothing: read the resource back.
  ///
  /// @param resource the resource in the answer, or null when the answer had no body
  /// @param etag the `ETag` header as received, or null; not every server that sends one honours it
  /// @param took from sending to the last byte
  record Ok(int status, @Nullable ScimResource resource, @Nullable String etag, Duration took)
      implements ScimOutcome {}

  /// 404
  record NotFound(String detail) implements ScimOutcome {}

  /// 409 or 412: someone was faster.
  record PreconditionFailed(String detail) implements ScimOutcome {}

  /// Another 4xx, 501, or a redirect, which is never followed: nothing was changed.
  ///
  /// @param scimType the error's keyword (RFC 7644 §3.12), or null
  record Refused(int status, @Nullable String scimType, String detail) implements ScimOutcome {}

  /// 429
  ///
  /// @param retryAfter how long to wait, or null when the service provider does not say
  record Throttled(@Nullable Duration retryAfter) implements ScimOutcome {}

  /// 401 or 403, or no token to be had.
  record Unauthorized(int status, String detail) implements ScimOutcome {}

  /// 202: accepted, to be done later (RFC 9967). Read the resource until it shows.
  ///
  /// @param transaction the `Set-Txn` header, or null
  record Pending(@Nullable String transaction) implements ScimOutcome {}

  /// It may or may not have happened: a 5xx, a broken connection, no whole answer in time, or an
  /// answer that is no SCIM message. Read the resource before anything else.
  record Uncertain(String reason) implements ScimOutcome {}
}
