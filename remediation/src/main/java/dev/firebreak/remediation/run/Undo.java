package dev.firebreak.remediation.run;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.TaskEvidence;
import dev.firebreak.remediation.plan.ChangeSet;
import dev.firebreak.remediation.plan.CreatePermission;
import dev.firebreak.remediation.plan.Lost;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.remediation.plan.Restoring;
import dev.firebreak.remediation.plan.Taking;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// What would give back what a run took, by the evidence of what was there before. It is a set of
/// changes like any other: to be frozen, tried, approved and carried out, each by itself. What is
/// there again is left out when it is frozen, and so is what would have to be given to a resource
/// that is gone. An undo has no undo.
public final class Undo {

  /// For how long after a change its undo is offered, where nothing else is asked for.
  public static final Duration WINDOW = Duration.ofDays(7);

  private final EvidenceLog evidence;
  private final Clock clock;
  private final Duration window;

  /// @param window for how long after a change its undo is offered
  public Undo(EvidenceLog evidence, Clock clock, Duration window) {
    this.evidence = evidence;
    this.clock = clock;
    this.window = window;
  }

  /// The changes that give back everything that a run took, what it took without being asked for it
  /// among it.
  ///
  /// @throws RemediationRefused NOTHING_TO_DO with the reason where there is nothing to undo
  public ChangeSet of(Run run) {
    return changes(run, null);
  }

  /// The change that gives back what one action of a run took.
  ///
  /// @throws RemediationRefused NOTHING_TO_DO with the reason where there is nothing to undo
  public ChangeSet of(Run run, RunItem item) {
    return changes(run, item.changeId());
  }

  /// Whether there is anything that can be undone now.
  public boolean isOffered(Run run) {
    return run.plan().changes().stream()
        .anyMatch(change -> whyNot(run, change).isEmpty() || !lost(run, change).isEmpty());
  }

  private ChangeSet changes(Run run, @Nullable String only) {
    List<Restoring> back = new ArrayList<>();
    List<String> not = new ArrayList<>();
    for (PlannedChange change : run.plan().changes().reversed()) {
      if (only != null && !change.id().equals(only)) {
        continue;
      }
      List<Restoring> given = new ArrayList<>(lost(run, change));
      Optional<String> whyNot = whyNot(run, change);
      if (whyNot.isEmpty() && change instanceof Taking taking) {
        taken(run, change).flatMap(taken -> inverse(taking, taken)).ifPresent(given::add);
      }
      back.addAll(given);
      if (given.isEmpty()) {
        not.add(
            "'%s': %s"
                .formatted(
                    change.sentence(),
                    whyNot.orElse("the evidence does not say what was there before.")));
      }
    }
    if (back.isEmpty()) {
      throw new RemediationRefused(
          Reason.NOTHING_TO_DO,
          "Nothing of run %s can be undone. %s".formatted(run.id(), String.join(" ", not)));
    }
    return changes(run, folded(back), backwards(run.plan().effect()));
  }

  /// Empty where the evidence says too little of what it was.
  private static Optional<Restoring> inverse(Taking change, ArrayNode taken) {
    try {
      return Optional.of(change.inverse(taken));
    } catch (IllegalArgumentException tooLittle) {
      return Optional.empty();
    }
  }

  /// What went beside what was asked for, by the outcome.
  private List<Restoring> lost(Run run, PlannedChange change) {
    Long seq = run.item(change.id()).outcomeSeq();
    Optional<Entry> outcome = seq == null ? Optional.empty() : evidence.entry(seq);
    if (outcome.isEmpty()
        || isTooLate(outcome.get().at())
        || !(outcome.get().evidence() instanceof RunEvidence.Outcome ended)
        || ended.lost() == null) {
      return List.of();
    }
    List<Restoring> lost = new ArrayList<>();
    for (JsonNode each : ended.lost().path("attributes")) {
      if (each.path("attribute").asString("").equalsIgnoreCase(change.attribute())
          && each.get("values") instanceof ArrayNode values) {
        lost.addAll(Lost.restored(change, values));
      }
    }
    return lost;
  }

  /// The changes that give back what went beside what was asked for.
  ///
  /// @param change the change that took too much
  /// @param lost the elements of its attribute that went as well, as they were before; or the
  ///   resource itself, alone in the list, where that went
  /// @throws RemediationRefused NOTHING_TO_DO where nobody knows how
  public ChangeSet ofLost(Run run, PlannedChange change, ArrayNode lost) {
    List<Restoring> back = Lost.restored(change, lost);
    if (back.isEmpty()) {
      throw new RemediationRefused(
          Reason.NOTHING_TO_DO,
          "What '%s' took besides cannot be given back from here; it is in the evidence of run %s."
              .formatted(change.sentence(), run.id()));
    }
    return changes(run, back, Effect.none(run.plan().effect().after()));
  }

  private static ChangeSet changes(Run run, List<? extends PlannedChange> changes, Effect effect) {
    return new ChangeSet(
        run.plan().findingIds(), List.copyOf(changes), List.of(), effect, "", run.id());
  }

  private Optional<String> whyNot(Run run, PlannedChange change) {
    if (!(change instanceof Taking)) {
      return Optional.of("it is itself an undo, and an undo has none.");
    }
    RunItem item = run.item(change.id());
    if (item.state() != ItemState.VERIFIED) {
      return Optional.of("it is not verified that it was made.");
    }
    if (!item.isConfirmed()) {
      return Optional.of("somebody else may have made it; plan it anew if it is wrong.");
    }
    Instant at =
        item.outcomeSeq() == null
            ? Instant.EPOCH
            : evidence.entry(item.outcomeSeq()).map(Entry::at).orElse(Instant.EPOCH);
    return isTooLate(at)
        ? Optional.of(
            "it was made at %s, and an undo is offered for %s. Plan it anew if it is wrong."
                .formatted(at, days()))
        : Optional.empty();
  }

  private boolean isTooLate(Instant at) {
    return clock.instant().isAfter(at.plus(window));
  }

  private String days() {
    return window.toDays() > 0 ? window.toDays() + " days" : window.toString();
  }

  /// What was there before, by the last intent or by the task.
  private Optional<ArrayNode> taken(Run run, PlannedChange change) {
    Optional<JsonNode> image = Optional.empty();
    for (Entry entry : evidence.entries(run.id())) {
      switch (entry.evidence()) {
        case RunEvidence.Intent intent when intent.actionId().equals(change.id()) ->
            image = Optional.ofNullable(intent.preImage());
        case TaskEvidence.ManualTaskOpened task when task.actionId().equals(change.id()) ->
            image = Optional.ofNullable(task.preImage());
        case Evidence _ -> {
          // tells nothing of what was there before
        }
      }
    }
    return image
        .map(each -> each.path("slice"))
        .filter(ArrayNode.class::isInstance)
        .map(ArrayNode.class::cast)
        .filter(slice -> !slice.isEmpty() || change.attribute().equals("active"));
  }

  /// A right of a permission that went later is made again with the permission.
  private static List<Restoring> folded(List<Restoring> back) {
    List<Restoring> folded = new ArrayList<>();
    for (Restoring change : back) {
      boolean within = false;
      for (int i = 0; i < folded.size() && !within; i++) {
        if (folded.get(i) instanceof CreatePermission made
            && made.resource().equals(change.resource())) {
          folded.set(i, made.with(change));
          within = true;
        }
      }
      if (!within) {
        folded.add(change);
      }
    }
    return folded;
  }

  /// What was to be smaller is as it was; whether findings open again only an analysis tells.
  private static Effect backwards(Effect effect) {
    return new Effect(effect.after(), effect.before(), 0, List.of(), null, Effect.Use.NONE);
  }
}
