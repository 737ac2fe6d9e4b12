package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.RemediationPlan.Dropped;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/// Reads, live, every resource that a proposal would change, and freezes a plan over what it shows:
/// that also decides whether a right goes by itself or, as the last one, with its permission, and
/// in which form each change is made. What only people can change is not read.
public final class Freezer {

  private final Sources sources;
  private final LiveReader reader;
  private final WriteChooser writes;
  private final Clock clock;

  /// @param writes says how each change is made
  public Freezer(Sources sources, WriteChooser writes, Clock clock) {
    this.sources = sources;
    this.reader = new LiveReader(sources);
    this.writes = writes;
    this.clock = clock;
  }

  /// Freezes changes. Those that somebody else has made already are dropped, and said.
  ///
  /// @param id the name of the plan
  /// @param by who asked for it
  /// @throws RemediationRefused NOTHING_TO_DO or UNREADABLE
  public RemediationPlan freeze(String id, ChangeSet wanted, String by) {
    if (wanted.changes().isEmpty()) {
      throw new RemediationRefused(Reason.NOTHING_TO_DO, wanted.reason());
    }
    Map<NodeKey, Optional<Live>> read = new HashMap<>();
    Map<String, SortedSet<String>> values = new HashMap<>();
    List<PlannedChange> changes = new ArrayList<>();
    List<Precondition> preconditions = new ArrayList<>();
    List<Dropped> dropped = new ArrayList<>();
    List<WriteChoice> choices = new ArrayList<>();
    for (PlannedChange proposed : wanted.changes()) {
      PlannedChange change = proposed;
      if (sources.isByHand(change.source())) {
        changes.add(change);
        preconditions.add(Precondition.of(change, Live.NOTHING, change.assumed()));
        choices.add(writes.choose(change, Live.NOTHING));
        continue;
      }
      Optional<Live> live =
          change.makesResource()
              ? read(change)
              : read.computeIfAbsent(change.resource(), _ -> read(proposed));
      if (live.isEmpty()) {
        dropped.add(new Dropped(change.sentence(), gone(change)));
        continue;
      }
      String touched = change.resource().value() + " " + change.attribute() + takes(change);
      SortedSet<String> now =
          values.computeIfAbsent(touched, _ -> proposed.valuesIn(live.get().resource()));
      if (change.isDone(now)) {
        dropped.add(new Dropped(change.sentence(), done(change, now)));
        continue;
      }
      if (change instanceof RemoveRight right && change.applyTo(now).isEmpty()) {
        change = right.asLast();
      }
      changes.add(change);
      preconditions.add(Precondition.of(change, live.get(), now));
      choices.add(writes.choose(change, live.get()));
      values.put(touched, change.applyTo(now));
    }
    if (changes.isEmpty()) {
      throw new RemediationRefused(
          Reason.NOTHING_TO_DO,
          "Nothing is left to change. "
              + String.join(
                  " ", dropped.stream().map(each -> each.sentence() + ": " + each.note()).toList())
              + " Harvest the source again.");
    }
    return new RemediationPlan(
        id,
        wanted.findingIds(),
        changes,
        preconditions,
        by,
        clock.instant(),
        wanted.effect(),
        wanted.residual(),
        dropped,
        choices,
        wanted.undoes());
  }

  /// A permission as a whole has one value more than its rights.
  private static String takes(PlannedChange change) {
    return change instanceof RemovePermission ? " and itself" : "";
  }

  private static String gone(PlannedChange change) {
    return change instanceof Restoring
        ? "The resource no longer exists, so nothing can be given back to it."
        : "Already gone: the resource no longer exists.";
  }

  private static String done(PlannedChange change, SortedSet<String> now) {
    if (change instanceof Restoring) {
      return "Already there.";
    }
    return now.isEmpty()
        ? "Already gone, or not shown: the source shows no "
            + change.attribute()
            + " of this resource at all."
        : "Already gone.";
  }

  private Optional<Live> read(PlannedChange change) {
    NodeKey resource = change.resource();
    return switch (reader.read(change)) {
      case Reading.Shown(var live) -> Optional.of(live);
      case Reading.Gone _ -> Optional.empty();
      case Reading.Unauthorized(var detail) -> throw unreadable(resource, detail);
      case Reading.Unanswered(var detail) -> throw unreadable(resource, detail);
    };
  }

  private static RemediationRefused unreadable(NodeKey resource, String why) {
    return new RemediationRefused(
        Reason.UNREADABLE,
        "%s cannot be read from its source (%s), so no plan can be frozen."
            .formatted(resource, why));
  }
}
