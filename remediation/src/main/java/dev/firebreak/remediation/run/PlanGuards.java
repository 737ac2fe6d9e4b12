package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.RemoveMember;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What of the guardrails can be said of a whole plan, when it is made, tried, approved and begun:
/// how much it changes, and how old the data is that it rests on.
final class PlanGuards {

  private final Guardrails guardrails;
  private final Surroundings surroundings;
  private final Ledger ledger;
  private final Clock clock;

  PlanGuards(Guardrails guardrails, Surroundings surroundings, Ledger ledger, Clock clock) {
    this.guardrails = guardrails;
    this.surroundings = surroundings;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// Why these changes must not be made together now.
  Optional<String> refusal(Collection<? extends PlannedChange> changes) {
    return guardrails
        .budget()
        .overRun(changes.size())
        .or(() -> stale(changes))
        .or(() -> guardrails.budget().overDay(ledger.spent(clock.instant()), changes));
  }

  /// Why a plan takes too many members from a group, by what was read when it was frozen.
  Optional<String> overGroup(RemediationPlan plan) {
    Spent spent = ledger.spent(clock.instant());
    Map<NodeKey, Integer> planned = new HashMap<>();
    for (PlannedChange change : plan.changes()) {
      if (change instanceof RemoveMember) {
        int before = planned.merge(change.resource(), 1, Integer::sum) - 1;
        int now = plan.precondition(change).count() + before;
        Optional<String> over = guardrails.budget().overGroup(change, spent, now, before);
        if (over.isPresent()) {
          return Optional.of("'%s' is not allowed: %s.".formatted(change.sentence(), over.get()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> stale(Collection<? extends PlannedChange> changes) {
    Instant now = clock.instant();
    return changes.stream()
        .map(PlannedChange::source)
        .distinct()
        .sorted()
        .flatMap(source -> stale(source, now).stream())
        .findFirst();
  }

  private Optional<String> stale(String source, Instant now) {
    Optional<Instant> at = surroundings.harvested(source);
    long limit = guardrails.maxHarvestAge().toHours();
    if (at.isEmpty()) {
      return Optional.of(
          "No harvest of the source %s was complete yet, so nothing is known of it. Harvest it, then plan again."
              .formatted(source));
    }
    Duration age = Duration.between(at.get(), now);
    return age.compareTo(guardrails.maxHarvestAge()) < 0
        ? Optional.empty()
        : Optional.of(
            "The last complete harvest of the source %s is %d hours old, and must be younger than %d (remediation.max-harvest-age-hours). Harvest it, then plan again."
                .formatted(source, age.toHours(), limit));
  }
}
