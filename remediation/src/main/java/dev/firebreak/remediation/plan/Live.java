package dev.firebreak.remediation.plan;

import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.probe.Verdict;
import dev.firebreak.scim.resource.ScimResource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/// A resource as its source shows it now.
///
/// @param version what `If-Match` takes: the `ETag` as received, else `meta.version`; null unless
///   the source was seen to honour versions, or says so, for a header alone is no evidence of it
///   (RFC 7644 §3.14)
public record Live(ScimResource resource, @Nullable String version) {

  /// What a resource is that its source does not have, or cannot show: nothing.
  public static final Live NOTHING =
      new Live(new ScimResource(JsonNodeFactory.instance.objectNode()), null);

  /// What a read answered.
  ///
  /// @param shown the resource in the answer
  /// @param ifMatch whether the source was seen to refuse a change of a stale version; that it was
  ///   seen not to weighs more than what it says
  public static Live of(
      ScimOutcome.Ok answer, ScimResource shown, CapabilityClaim profile, Verdict ifMatch) {
    boolean honours =
        switch (ifMatch) {
          case YES -> true;
          case NO -> false;
          case UNKNOWN -> profile.etag() == Support.YES;
        };
    if (!honours) {
      return new Live(shown, null);
    }
    return new Live(shown, answer.etag() == null ? shown.version().orElse(null) : answer.etag());
  }
}
