package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.ScimOutcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Does it know the versions of its resources? The functions judge what came.
final class VersionProbe {
  /// No resource is of this version.
  static final String NO_VERSION = "W/\"firebreak-probe\"";

  private VersionProbe() {}

  /// What to send back as the version of what was read, or null.
  static @Nullable String version(ScimOutcome outcome) {
    return outcome instanceof ScimOutcome.Ok ok
        ? ok.etag() != null ? ok.etag() : inside(ok).orElse(null)
        : null;
  }

  private static Optional<String> inside(ScimOutcome.Ok ok) {
    return Optional.ofNullable(ok.resource()).flatMap(resource -> resource.version());
  }

  /// @param first a resource
  /// @param again the same
  /// @param narrow the same with few of its attributes
  static Judged etag(ScimOutcome first, ScimOutcome again, ScimOutcome narrow) {
    String asked = "for one resource twice, and once for a part of it";
    if (!(first instanceof ScimOutcome.Ok one)
        || !(again instanceof ScimOutcome.Ok two)
        || !(narrow instanceof ScimOutcome.Ok part)) {
      return Judged.unknown("asked %s; it did not come each time", asked);
    }
    String etag = one.etag();
    if (etag == null) {
      return Judged.no(
          "asked %s; no ETag came%s",
          asked, inside(one).isPresent() ? ", only meta.version" : " and no meta.version");
    }
    if (!etag.equals(two.etag()) || !etag.equals(part.etag())) {
      return Judged.no(
          "asked %s; the ETag was another each time: it is of the answer, not of the resource",
          asked);
    }
    Optional<String> version = inside(one);
    return version.isPresent() && !version.get().equals(etag)
        ? Judged.no("asked %s; the ETag is not the resource's meta.version", asked)
        : Judged.yes("asked %s; the same ETag came each time", asked);
  }

  /// @param same asked for unless of its own version; null when it has none
  /// @param other asked for unless of a version that it never had
  static Judged ifNoneMatch(@Nullable ScimOutcome same, ScimOutcome other) {
    if (same == null) {
      return Judged.unknown("no version came that could be sent back");
    }
    boolean unchanged = same instanceof ScimOutcome.Refused refused && refused.status() == 304;
    boolean came = other instanceof ScimOutcome.Ok;
    if (unchanged && came) {
      return Judged.yes("asked with its version, then with another; the answers were 304 and 200");
    }
    if (unchanged) {
      return Judged.no("asked with a version that it never had; it did not come");
    }
    return same instanceof ScimOutcome.Ok
        ? Judged.no("asked with its version; it came all the same")
        : Judged.unknown("asked with its version; the answer was no use");
  }
}
