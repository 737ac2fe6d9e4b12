package dev.firebreak.remediation.plan;

import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.quirk.Quirks;
import java.time.Instant;
import java.util.Optional;

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

  /// What was measured of a source; empty before it was probed. Never to be read as a no.
  default Optional<CapabilityProfile> measured(String source) {
    return Optional.empty();
  }

  /// The product that a source is known to be.
  default Quirks product(String source) {
    return Quirks.GENERIC;
  }

  /// Who answers for a source, as people would write to them; empty where nobody is named.
  default Optional<String> owner(String source) {
    return Optional.empty();
  }

  /// Whether a source is harvested and yet has no interface to write to, such as one of files:
  /// people change it, by tasks.
  default boolean isByHand(String source) {
    return false;
  }

  /// What the last complete harvest shows of a change in a source that only a harvest can read;
  /// empty where it shows nothing of it.
  default Optional<Harvested> harvested(PlannedChange change) {
    return Optional.empty();
  }

  /// What a harvest shows of a change.
  ///
  /// @param at when it began
  /// @param done whether the change is made there
  record Harvested(Instant at, boolean done) {}

  /// What the versions of a source that is known are good for.
  ///
  /// @throws IllegalArgumentException for a source that is not known
  default Versioning versions(String source) {
    return Versioning.of(capabilities(source), measured(source).orElse(null));
  }
}
