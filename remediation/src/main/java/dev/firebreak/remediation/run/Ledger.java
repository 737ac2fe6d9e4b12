package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.NewEntries;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Restoring;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the evidence says that the guardrails count: what was sent lately, how it ended, and
/// whether somebody paused. Read from the journal and nothing else, from its start once and then
/// what came since, so that a restart forgets nothing.
final class Ledger {

  /// What "a day" means everywhere: the 24 hours before now.
  static final Duration DAY = Duration.ofHours(24);

  private static final Duration KEPT = DAY.multipliedBy(2);

  private record Key(String runId, String actionId) {}

  private final EvidenceLog evidence;
  private final Breaker.Limits limits;
  private final Map<Key, Spent.Action> actions = new LinkedHashMap<>();
  private final Map<String, Breaker> breakers = new HashMap<>();
  private final NewEntries entries =
      new NewEntries(
          Set.of(
              "PLAN_FROZEN",
              "INTENT",
              "TAKEN_FOR_LATER",
              "OUTCOME",
              "REMEDIATION_PAUSED",
              "REMEDIATION_RESUMED"));
  private final Map<String, String> undoing = new LinkedHashMap<>();
  private final Map<String, String> made = new HashMap<>();
  private final Set<String> later = new HashSet<>();
  private @Nullable Pause paused;

  Ledger(EvidenceLog evidence, Breaker.Limits limits) {
    this.evidence = evidence;
    this.limits = limits;
  }

  /// What was sent in the 24 hours before a moment.
  synchronized Spent spent(Instant now) {
    catchUp();
    Instant from = now.minus(DAY);
    return new Spent(
        actions.values().stream()
            .filter(action -> action.at().isAfter(from) && action.counts())
            .toList());
  }

  /// The circuit breaker of a source.
  synchronized Breaker breaker(String source) {
    catchUp();
    return breakers.getOrDefault(source, Breaker.closed(limits));
  }

  /// The runs that give back what a run took, oldest first.
  synchronized List<String> undos(String runId) {
    catchUp();
    return undoing.entrySet().stream()
        .filter(each -> each.getValue().equals(runId))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The run of ours that left a membership, grant, right or account as a change wants it, if
  /// nothing of ours has been there since.
  synchronized Optional<String> madeBy(PlannedChange change) {
    catchUp();
    return Optional.ofNullable(made.get(change.id()))
        .filter(run -> undoing.containsKey(run) == change instanceof Restoring);
  }

  /// Whether a source was ever seen to take a change and make it later (202).
  synchronized boolean makesLater(String source) {
    catchUp();
    return later.contains(source);
  }

  /// Who stopped everything, if somebody did.
  synchronized Optional<Pause> paused() {
    catchUp();
    return Optional.ofNullable(paused);
  }

  private void catchUp() {
    entries.read(evidence, this::take);
  }

  private void take(Entry entry) {
    switch (entry.type()) {
      case "PLAN_FROZEN" -> {
        if (entry.body().at("/body/undoes").isString()) {
          undoing.put(
              entry.body().path("runId").asString(""), entry.body().at("/body/undoes").asString());
        }
      }
      case "TAKEN_FOR_LATER" -> {
        RunEvidence.TakenForLater taken = (RunEvidence.TakenForLater) entry.evidence();
        Spent.Action action = actions.get(new Key(taken.runId(), taken.actionId()));
        if (action != null) {
          later.add(action.resource().source());
        }
      }
      case "INTENT" -> sent((RunEvidence.Intent) entry.evidence(), entry.at());
      case "OUTCOME" -> ended((Outcome) entry.evidence(), entry.at());
      case "REMEDIATION_PAUSED" -> {
        Evidence.RemediationPaused pause = (Evidence.RemediationPaused) entry.evidence();
        paused = new Pause(pause.by(), pause.reason(), entry.at());
      }
      case "REMEDIATION_RESUMED" -> paused = null;
      default -> {}
    }
  }

  private void sent(RunEvidence.Intent intent, Instant at) {
    actions.values().removeIf(action -> action.at().isBefore(at.minus(KEPT)));
    String attribute =
        intent.preImage() == null ? "" : intent.preImage().path("attribute").asString("");
    actions.putIfAbsent(
        new Key(intent.runId(), intent.actionId()),
        new Spent.Action(
            intent.runId(),
            intent.actionId(),
            new NodeKey(intent.source(), intent.resourceType(), intent.resourceId()),
            attribute,
            undoing.containsKey(intent.runId()),
            at,
            null));
  }

  private void ended(Outcome outcome, Instant at) {
    Spent.Action ended =
        actions.computeIfPresent(
            new Key(outcome.runId(), outcome.actionId()),
            (_, action) ->
                new Spent.Action(
                    action.runId(),
                    action.actionId(),
                    action.resource(),
                    action.attribute(),
                    action.gives(),
                    action.at(),
                    outcome.state()));
    if (outcome.state() == Outcome.State.VERIFIED
        && !outcome.detail().startsWith(RunItem.UNCONFIRMED)) {
      made.put(outcome.actionId(), outcome.runId());
    }
    if (ended != null) {
      breakers.compute(
          ended.resource().source(),
          (_, breaker) ->
              (breaker == null ? Breaker.closed(limits) : breaker).after(outcome.state(), at));
    }
  }
}
