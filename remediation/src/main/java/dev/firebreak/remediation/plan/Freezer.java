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
/// that also decides whether a right goes by a PATCH or, as the last one, with its permission.
public final class Freezer {

  private final LiveReader reader;
  private final Clock clock;

  public Freezer(Sources sources, Clock clock) {
    this.reader = new LiveReader(sources);
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
    for (PlannedChange proposed : wanted.changes()) {
      PlannedChange change = proposed;
      Optional<Live> live = read.computeIfAbsent(change.resource(), this::read);
      if (live.isEmpty()) {
        dropped.add(new Dropped(change.sentence(), "Already gone: the resource no longer exists."));
        continue;
      }
      String touched = change.resource().value() + " " + change.attribute();
      SortedSet<String> now = values.getOrDefault(touched, change.valuesIn(live.get().resource()));
      if (change.isDone(now)) {
        dropped.add(new Dropped(change.sentence(), gone(change, now)));
        continue;
      }
      if (change instanceof RemoveRight right && change.applyTo(now).isEmpty()) {
        change = right.asLast();
      }
      changes.add(change);
      preconditions.add(Precondition.of(change, live.get(), now));
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
        dropped);
  }

  private static String gone(PlannedChange change, SortedSet<String> now) {
    return now.isEmpty()
        ? "Already gone, or not shown: the source shows no "
            + change.attribute()
            + " of this resource at all."
        : "Already gone.";
  }

  private Optional<Live> read(NodeKey resource) {
    return switch (reader.read(resource)) {
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
