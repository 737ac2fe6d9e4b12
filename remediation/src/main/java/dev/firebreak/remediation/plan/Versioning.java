package dev.firebreak.remediation.plan;

import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.probe.Verdict;
import org.jspecify.annotations.Nullable;

/// What the versions of a source's resources are good for (RFC 7644 §3.14).
public enum Versioning {
  /// A change under `If-Match` is refused when the resource has another version.
  HONOURED,
  /// Each state of a resource has its own version, but `If-Match` is passed over.
  SHOWN,
  /// There are none, or none that can be relied on.
  NONE;

  /// As far as the source's own word goes.
  public static Versioning of(CapabilityClaim claim) {
    return claim.etag() == Support.YES ? HONOURED : NONE;
  }

  /// By what was measured, and where nothing was, by the source's own word.
  public static Versioning of(CapabilityClaim claim, @Nullable CapabilityProfile measured) {
    if (measured == null) {
      return of(claim);
    }
    return switch (measured.verdict(Point.IF_MATCH)) {
      case YES -> HONOURED;
      case NO -> measured.verdict(Point.ETAG) == Verdict.YES ? SHOWN : NONE;
      case UNKNOWN -> of(claim);
    };
  }
}
