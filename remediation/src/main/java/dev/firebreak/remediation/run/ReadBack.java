package dev.firebreak.remediation.run;

import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Sources;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads a resource after a send until it shows the change, three times at most: some sources are
/// only consistent in the end.
final class ReadBack {

  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(200), Duration.ofSeconds(1));

  private final LiveReader reader;
  private final Waiter waiter;

  ReadBack(Sources sources, Waiter waiter) {
    this.reader = new LiveReader(sources);
    this.waiter = waiter;
  }

  /// What the last try showed.
  sealed interface Shows {
    /// The wished state, and nothing else was lost.
    ///
    /// @param version the resource's version now, null where it has none or is gone as wished
    /// @param others values that were not there before the send
    record Wished(@Nullable String version, int others) implements Shows {}

    /// Other values of the attribute are missing as well.
    record MoreThanAsked(Live live, int lost) implements Shows {}

    /// The state from before.
    record Unchanged(Live live) implements Shows {}

    /// There is no such resource any more, though it was to stay.
    record Gone() implements Shows {}

    /// Nothing usable.
    record Nothing(String detail) implements Shows {}
  }

  /// Reads until the change shows.
  ///
  /// @param before the values of the touched attribute before the send
  Shows after(PlannedChange change, SortedSet<String> before) {
    Shows shows = once(change, before);
    for (Duration pause : PAUSES) {
      boolean mayShowLater = shows instanceof Shows.Unchanged || shows instanceof Shows.Nothing;
      if (!mayShowLater || !waited(pause)) {
        return shows;
      }
      shows = once(change, before);
    }
    return shows;
  }

  /// Reads once.
  Shows once(PlannedChange change, SortedSet<String> before) {
    return switch (reader.read(change)) {
      case Reading.Shown(var live) -> compare(change, before, live);
      case Reading.Gone _ -> change.takesResource() ? new Shows.Wished(null, 0) : new Shows.Gone();
      case Reading.Unauthorized(var detail) -> new Shows.Nothing(detail);
      case Reading.Unanswered(var detail) -> new Shows.Nothing(detail);
    };
  }

  private static Shows compare(PlannedChange change, SortedSet<String> before, Live live) {
    SortedSet<String> now = change.valuesIn(live.resource());
    boolean done = change.isDone(now);
    SortedSet<String> wished = change.applyTo(before);
    TreeSet<String> kept = new TreeSet<>(wished);
    kept.retainAll(before);
    int lost = without(kept, now);
    if (lost > 0) {
      return new Shows.MoreThanAsked(live, lost);
    }
    return done
        ? new Shows.Wished(live.version(), without(now, wished))
        : new Shows.Unchanged(live);
  }

  private static int without(SortedSet<String> these, SortedSet<String> those) {
    TreeSet<String> rest = new TreeSet<>(these);
    rest.removeAll(those);
    return rest.size();
  }

  private boolean waited(Duration pause) {
    try {
      waiter.pause(pause);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
