package dev.firebreak.web.work;

import dev.firebreak.analytics.run.DecisionRefused;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.web.export.Moment;
import dev.firebreak.web.user.UserRefused;
import dev.firebreak.web.view.FindingFilters;
import dev.firebreak.web.view.FindingLists;
import dev.firebreak.web.view.FindingQuery;
import dev.firebreak.web.view.NotUnderstood;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Does one thing with many findings. Each decision is evidence of its own; what one finding does
/// not allow is told and keeps no other from being decided. A plan is one for all, or none.
public final class BulkWork {

  /// How many findings can be decided at once.
  public static final int MOST = 500;

  /// How many findings one plan can be for.
  public static final int MOST_PLANNED = 50;

  private final Decisions decisions;
  private final Remediations remediations;
  private final FindingLists lists;

  public BulkWork(Decisions decisions, Remediations remediations, FindingLists lists) {
    this.decisions = decisions;
    this.remediations = remediations;
    this.lists = lists;
  }

  /// What became of one finding.
  ///
  /// @param said why not; empty where it was done
  public record Outcome(String id, boolean done, String said) {}

  /// What became of all of them.
  ///
  /// @param undoable short names of those that a withdrawal makes again what they were: open
  /// @param run the plan, for [BulkRequest.Action#PLAN]; null for everything else
  public record Answer(
      BulkRequest.Action action,
      List<Outcome> outcomes,
      List<String> undoable,
      @Nullable String run) {

    /// The short names of those with which it was done.
    public List<String> done() {
      return outcomes.stream().filter(Outcome::done).map(Outcome::id).toList();
    }

    /// Why it was not done with the others.
    public List<Outcome> refused() {
      return outcomes.stream().filter(each -> !each.done()).toList();
    }
  }

  /// Does what is asked for.
  ///
  /// @throws NotUnderstood if the request cannot be meant; then nothing was done
  /// @throws UserRefused if they are to be assigned to whom they cannot be
  /// @throws DecisionRefused if none of it can be decided for a reason that holds for all
  /// @throws dev.firebreak.remediation.plan.RemediationRefused if there is no plan for them
  public Answer act(BulkRequest request, String by) {
    BulkRequest.Action action = request.action();
    if (action == null) {
      throw new NotUnderstood("Send an action: accept, withdraw, assign or plan.");
    }
    List<String> ids = ids(request);
    return switch (action) {
      case ACCEPT -> {
        Instant until = until(request.until());
        String reason = Objects.requireNonNullElse(request.reason(), "");
        yield each(action, ids, (one, id) -> one.accept(id, until, by, reason));
      }
      case WITHDRAW -> {
        String reason = Objects.requireNonNullElse(request.reason(), "");
        yield each(action, ids, (one, id) -> one.withdraw(id, by, reason));
      }
      case ASSIGN -> each(action, ids, (one, id) -> one.assign(id, request.assignee(), by));
      case PLAN -> plan(ids, by);
    };
  }

  private List<String> ids(BulkRequest request) {
    List<String> named = Objects.requireNonNullElse(request.findings(), List.of());
    String matching = request.matching();
    if (named.isEmpty() == (matching == null)) {
      throw new NotUnderstood(
          "Say which findings: their short names in findings, or a list in matching.");
    }
    List<String> ids =
        matching == null
            ? named.stream().distinct().toList()
            : lists
                .matching(FindingQuery.of(FindingFilters.parse(matching)))
                .map(FindingSummary::id)
                .limit(MOST + 1L)
                .toList();
    if (ids.isEmpty()) {
      throw new NotUnderstood("No finding is meant.");
    }
    if (ids.size() > MOST) {
      throw new NotUnderstood(
          "At most %d findings can be decided at once. Narrow the list.".formatted(MOST));
    }
    if (request.count() == null || request.count() != ids.size()) {
      throw new NotUnderstood(
          "It is %s, not %s: type %d to confirm."
              .formatted(
                  ids.size() == 1 ? "1 finding" : ids.size() + " findings",
                  request.count() == null ? "an unsaid number" : request.count(),
                  ids.size()));
    }
    return ids;
  }

  private static Instant until(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new NotUnderstood("Say until when they are accepted: a day such as 2027-01-31.");
    }
    try {
      return Moment.through(text);
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood(String.valueOf(e.getMessage()));
    }
  }

  private Answer each(
      BulkRequest.Action action, List<String> ids, BiConsumer<Decisions, String> decision) {
    Set<String> open =
        lists.matching(FindingQuery.OPEN).map(FindingSummary::id).collect(Collectors.toSet());
    List<Outcome> outcomes = new ArrayList<>();
    decisions.together(one -> {
      for (String id : ids) {
        try {
          decision.accept(one, id);
          outcomes.add(new Outcome(id, true, ""));
        } catch (DecisionRefused refused) {
          if (refused.reason() == DecisionRefused.Reason.NOT_UNDERSTOOD) {
            throw refused;
          }
          outcomes.add(new Outcome(id, false, String.valueOf(refused.getMessage())));
        } catch (EvidenceBroken | UserRefused broken) {
          if (outcomes.stream().noneMatch(Outcome::done)) {
            throw broken;
          }
          outcomes.add(new Outcome(id, false, String.valueOf(broken.getMessage())));
        }
      }
    });
    return new Answer(
        action,
        List.copyOf(outcomes),
        action == BulkRequest.Action.ACCEPT
            ? outcomes.stream()
                .filter(Outcome::done)
                .map(Outcome::id)
                .filter(open::contains)
                .toList()
            : List.of(),
        null);
  }

  private Answer plan(List<String> ids, String by) {
    if (ids.size() > MOST_PLANNED) {
      throw new NotUnderstood(
          "One plan is for at most %d findings. Select fewer.".formatted(MOST_PLANNED));
    }
    Plans.Joint plan = remediations.plans().planTogether(ids, by);
    return new Answer(
        BulkRequest.Action.PLAN,
        ids.stream()
            .map(id -> {
              String why = plan.left().get(id);
              return new Outcome(id, why == null, why == null ? "" : why);
            })
            .toList(),
        List.of(),
        plan.run().id());
  }
}
