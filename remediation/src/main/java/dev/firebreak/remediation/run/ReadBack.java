package dev.firebreak.remediation.run;

import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Reads a resource after a send until it shows the change: some sources are only consistent in the
/// end.
final class ReadBack {

  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(200), Duration.ofSeconds(1));
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Target target;

  ReadBack(Target target) {
    this.target = target;
  }

  /// Reads until the change shows, three times at most.
  Shows after(PlannedChange change, Before before, Pauses pauses) {
    Shows shows = once(change, before);
    for (Duration pause : PAUSES) {
      if (!mayShowLater(shows) || !pauses.passed(pause)) {
        return shows;
      }
      shows = once(change, before);
    }
    return shows;
  }

  /// Reads until the change shows that a source promised to make later, with longer and longer
  /// pauses, for so long at most.
  Shows within(Duration patience, PlannedChange change, Before before, Pauses pauses) {
    Shows shows = once(change, before);
    Duration pause = Duration.ofSeconds(1);
    Duration left = patience;
    while (mayShowLater(shows) && left.isPositive()) {
      Duration next = pause.compareTo(left) < 0 ? pause : left;
      if (!pauses.passed(next)) {
        return shows;
      }
      left = left.minus(next);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
      shows = once(change, before);
    }
    return shows;
  }

  private static boolean mayShowLater(Shows shows) {
    return shows instanceof Shows.Unchanged || shows instanceof Shows.Nothing;
  }

  /// Reads once.
  Shows once(PlannedChange change, Before before) {
    return switch (target.read(change)) {
      case Reading.Shown(var live) -> compare(change, before, live);
      case Reading.Gone _ when change.takesResource() -> new Shows.Wished(null, Loss.NONE, 0);
      case Reading.Gone _ ->
          new Shows.Gone(
              before.live() == null ? Loss.NONE : Comparison.ofAll(before.live().resource()));
      case Reading.Unauthorized(var detail) -> new Shows.Nothing(detail);
      case Reading.Unanswered(var detail) -> new Shows.Nothing(detail);
    };
  }

  private static Shows compare(PlannedChange change, Before before, Live now) {
    SortedSet<String> values = change.valuesIn(now.resource());
    Live then = before.live();
    Loss loss = then == null ? Loss.NONE : Comparison.of(change, then.resource(), now.resource());
    if (change.isDone(values)) {
      return new Shows.Wished(now.version(), loss, then == null ? 0 : others(change, then, values));
    }
    boolean same =
        before.version() == null
            ? before.hasValuesOf(change, now) && loss.isNone()
            : before.isProvenBy(now);
    return same ? new Shows.Unchanged(now) : new Shows.Moved(now, loss);
  }

  private static int others(PlannedChange change, Live then, SortedSet<String> values) {
    TreeSet<String> others = new TreeSet<>(values);
    others.removeAll(change.applyTo(change.valuesIn(then.resource())));
    return others.size();
  }
}
