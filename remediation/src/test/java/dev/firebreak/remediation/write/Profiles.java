package dev.firebreak.remediation.write;

import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.Measurement;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.probe.Verdict;
import java.time.Instant;
import java.util.Map;

/// Profiles that say just what a test is about.
public final class Profiles {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");

  private Profiles() {}

  /// A profile with these verdicts and no others.
  public static CapabilityProfile of(Map<Point, Verdict> verdicts) {
    return new CapabilityProfile(
        AT,
        "/Groups",
        verdicts.entrySet().stream()
            .map(each ->
                new Measurement(
                    each.getKey(), each.getValue(), null, Support.UNKNOWN, "asked; seen", AT))
            .toList(),
        null);
  }

  /// Of a source that honours versions, shows all members, and was seen to take no narrow PATCH.
  public static CapabilityProfile onlyPut() {
    return of(
        Map.of(
            Point.IF_MATCH,
            Verdict.YES,
            Point.LISTED_MEMBERS,
            Verdict.YES,
            Point.PATCH_REMOVE_BY_FILTER,
            Verdict.NO,
            Point.PATCH_REPLACE,
            Verdict.NO,
            Point.PATCH_ADD_MEMBER,
            Verdict.NO));
  }
}
