package dev.firebreak.scim.probe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was measured of one service provider. What it says of itself is a
/// [dev.firebreak.scim.client.CapabilityClaim].
///
/// @param at when the probe began
/// @param on what was asked about: a resource type, or the one resource that was changed
/// @param measurements one for each point that was asked about, in the order of [Point]
/// @param alarm what an operator must look at now, since a probe changed it and could not restore
///   it; null when all is as it was
public record CapabilityProfile(
    Instant at, String on, List<Measurement> measurements, @Nullable String alarm) {
  public CapabilityProfile {
    measurements = measurements.stream().sorted(Comparator.comparing(Measurement::point)).toList();
  }

  /// One point that came out another way than before.
  ///
  /// @param before null when it was not measured before
  public record Change(@Nullable Measurement before, Measurement now) {}

  /// What was measured of a point.
  public Optional<Measurement> of(Point point) {
    return measurements.stream().filter(each -> each.point() == point).findFirst();
  }

  /// The verdict on a point; UNKNOWN when it was not asked about.
  public Verdict verdict(Point point) {
    return of(point).map(Measurement::verdict).orElse(Verdict.UNKNOWN);
  }

  /// The same, with what only an earlier probe asked about or could tell, dated as it was.
  public CapabilityProfile over(CapabilityProfile earlier) {
    Map<Point, Measurement> all = new EnumMap<>(Point.class);
    earlier.measurements.forEach(each -> all.put(each.point(), each));
    for (Measurement each : measurements) {
      if (each.verdict() != Verdict.UNKNOWN || earlier.verdict(each.point()) == Verdict.UNKNOWN) {
        all.put(each.point(), each);
      }
    }
    return new CapabilityProfile(at, on, List.copyOf(all.values()), alarm);
  }

  /// What came out another way than in an earlier profile. That a point cannot be told now is not a
  /// change of the service provider, and neither is that it could not be told before.
  public List<Change> changesSince(CapabilityProfile earlier) {
    var changes = new ArrayList<Change>();
    for (Measurement now : measurements) {
      Measurement before = earlier.of(now.point()).orElse(null);
      if (now.verdict() != Verdict.UNKNOWN
          && before != null
          && before.verdict() != Verdict.UNKNOWN
          && !now.agrees(before)) {
        changes.add(new Change(before, now));
      }
    }
    return changes;
  }
}
