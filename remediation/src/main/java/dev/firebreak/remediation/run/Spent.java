package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemoveMember;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was sent in the last 24 hours, by the evidence: every action with an intent, however often
/// it was tried, unless it ended NOOP or CANCELLED. One that failed counts, and so does one of
/// which nobody knows what came of it.
///
/// @param actions oldest first
public record Spent(List<Action> actions) {

  /// Nothing.
  public static final Spent NOTHING = new Spent(List.of());

  public Spent {
    actions = List.copyOf(actions);
  }

  /// An action that was sent.
  ///
  /// @param attribute what it changes of the resource
  /// @param gives whether it gives back what an earlier change took
  /// @param at when its first intent was written down
  /// @param ended how it ended; null as long as it has not
  public record Action(
      String runId,
      String actionId,
      NodeKey resource,
      String attribute,
      boolean gives,
      Instant at,
      Outcome.@Nullable State ended) {

    /// Whether it counts as a change.
    boolean counts() {
      return ended != Outcome.State.NOOP && ended != Outcome.State.CANCELLED;
    }

    private boolean isMembershipOf(NodeKey group) {
      return resource.equals(group) && attribute.equals(RemoveMember.MEMBERS);
    }
  }

  /// Of these, what takes, or what gives back: each has its own measure.
  public Spent of(boolean giving) {
    return new Spent(actions.stream().filter(action -> action.gives() == giving).toList());
  }

  /// How many changes.
  public int size() {
    return actions.size();
  }

  /// How many changes of one source.
  public int of(String source) {
    return (int)
        actions.stream().filter(action -> action.resource().source().equals(source)).count();
  }

  /// How many changes of the members of the group that a change is about.
  public int members(PlannedChange change) {
    return (int)
        actions.stream().filter(action -> action.isMembershipOf(change.resource())).count();
  }

  /// How many of these were seen to be made.
  public int applied(PlannedChange change) {
    return (int)
        actions.stream()
            .filter(action -> action.isMembershipOf(change.resource()))
            .filter(action -> action.ended() == Outcome.State.VERIFIED)
            .count();
  }

  /// The same without an action that is being tried: to try it again is no further change.
  public Spent without(PlannedChange tried) {
    return new Spent(
        actions.stream()
            .filter(action -> action.ended() != null || !action.actionId().equals(tried.id()))
            .toList());
  }
}
