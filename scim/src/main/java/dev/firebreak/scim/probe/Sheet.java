package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.resource.ScimFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The measurements of one probe, as they are made.
final class Sheet {
  private final Clock clock;
  private final CapabilityClaim claim;
  private final Map<Point, Measurement> measurements = new EnumMap<>(Point.class);

  Sheet(Clock clock, CapabilityClaim claim) {
    this.clock = clock;
    this.claim = claim;
  }

  /// Asks about a point. A call that comes to nothing tells nothing.
  void measure(Point point, Supplier<Judged> question) {
    Judged judged;
    try {
      judged = question.get();
    } catch (ScimFailure failure) {
      judged = Judged.unknown("%s", String.valueOf(failure.getMessage()));
    }
    put(point, judged);
  }

  void put(Point point, Judged judged) {
    Instant at = clock.instant();
    measurements.put(
        point,
        new Measurement(
            point, judged.verdict(), judged.value(), point.claimed(claim), judged.evidence(), at));
  }

  Verdict verdict(Point point) {
    Measurement measured = measurements.get(point);
    return measured == null ? Verdict.UNKNOWN : measured.verdict();
  }

  /// How many resources a page may be asked for, as far as was found.
  int most() {
    Measurement size = measurements.get(Point.PAGE_SIZE);
    return size == null || size.verdict() != Verdict.NO
        ? Integer.MAX_VALUE
        : PageProbe.most(size.value());
  }

  List<Measurement> all() {
    return List.copyOf(measurements.values());
  }
}
