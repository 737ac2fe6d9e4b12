package dev.firebreak.remediation.plan;

import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.ScimClient;

/// The service providers that may be changed, by the id of their source.
public interface Sources {

  /// Whether there is such a source, and it may be changed.
  boolean knows(String source);

  /// The client of a source that is known.
  ///
  /// @throws IllegalArgumentException for a source that is not known
  ScimClient client(String source);

  /// What a source that is known says it can do.
  ///
  /// @throws IllegalArgumentException for a source that is not known
  CapabilityClaim capabilities(String source);

  /// What the versions of a source that is known are good for.
  ///
  /// @throws IllegalArgumentException for a source that is not known
  default Versioning versions(String source) {
    return Versioning.of(capabilities(source));
  }
}
