package dev.firebreak.remediation.plan;

import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.resource.ScimResource;
import org.jspecify.annotations.Nullable;

/// A resource as its source shows it now.
///
/// @param version what `If-Match` takes: the `ETag` as received, else `meta.version`; null unless
///   the source says that it honours versions, for a header alone is no evidence of it (RFC 7644
///   §3.14)
public record Live(ScimResource resource, @Nullable String version) {

  /// What a read answered.
  ///
  /// @param shown the resource in the answer
  public static Live of(ScimOutcome.Ok answer, ScimResource shown, CapabilityClaim profile) {
    if (profile.etag() != Support.YES) {
      return new Live(shown, null);
    }
    return new Live(shown, answer.etag() == null ? shown.version().orElse(null) : answer.etag());
  }
}
