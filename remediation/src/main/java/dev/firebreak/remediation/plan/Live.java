package dev.firebreak.remediation.plan;

import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.resource.ScimResource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/// A resource as its source shows it now.
///
/// @param version what tells this state of it from every other: the `ETag` as received, else
///   `meta.version`; null where the source has no versions that can be relied on, for a header
///   alone is no evidence of it (RFC 7644 §3.14)
/// @param guarded whether the source refuses a change under `If-Match` of another version
public record Live(ScimResource resource, @Nullable String version, boolean guarded) {

  /// Of a source whose versions, if it has any, are honoured.
  public Live(ScimResource resource, @Nullable String version) {
    this(resource, version, version != null);
  }

  /// What a resource is that its source does not have, or cannot show: nothing.
  public static final Live NOTHING =
      new Live(new ScimResource(JsonNodeFactory.instance.objectNode()), null);

  /// What a read answered.
  ///
  /// @param shown the resource in the answer
  public static Live of(ScimOutcome.Ok answer, ScimResource shown, Versioning versions) {
    return switch (versions) {
      case NONE -> new Live(shown, null, false);
      case SHOWN -> new Live(shown, version(answer, shown), false);
      case HONOURED -> {
        String version = version(answer, shown);
        yield new Live(shown, version, version != null);
      }
    };
  }

  /// What a change is sent with as `If-Match`; null where that would be no guard.
  public @Nullable String ifMatch() {
    return guarded ? version : null;
  }

  /// When the source says that it was changed last, as it says it; null where it does not.
  public @Nullable String lastModified() {
    return resource.text("meta.lastModified").orElse(null);
  }

  private static @Nullable String version(ScimOutcome.Ok answer, ScimResource shown) {
    return answer.etag() == null ? shown.version().orElse(null) : answer.etag();
  }
}
