package dev.firebreak.web.work;

import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.plan.Sources.Harvested;
import dev.firebreak.remediation.run.ItemState;
import dev.firebreak.remediation.run.Remediation;
import dev.firebreak.remediation.run.Run;
import dev.firebreak.remediation.run.RunItem;
import dev.firebreak.remediation.run.RunState;
import dev.firebreak.remediation.run.Undo;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What comes after a run: the tasks that it left to people, and its undo.
public final class Aftermath {

  private static final Logger log = LoggerFactory.getLogger(Aftermath.class);

  private final Remediation engine;
  private final Sources sources;
  private final Undo undo;
  private final Supplier<Optional<String>> off;
  private final Operations operations;
  private final Clock clock;

  Aftermath(
      Remediation engine,
      Sources sources,
      Undo undo,
      Supplier<Optional<String>> off,
      Operations operations,
      Clock clock) {
    this.clock = clock;
    this.sources = sources;
    this.engine = engine;
    this.undo = undo;
    this.off = off;
    this.operations = operations;
  }

  /// Whether an undo of a run can be planned now.
  public boolean offersUndo(Run run) {
    return (run.state() == RunState.DONE || run.state() == RunState.HALTED)
        && undo.isOffered(run)
        && waiting(run.id()).isEmpty()
        && !isGivenBack(run);
  }

  /// The undo of a run that waits or is under way.
  private Optional<Run> waiting(String runId) {
    return engine.undos(runId).stream()
        .filter(each ->
            each.isWaiting(clock.instant()) || (each.started() != null && !each.isSettled()))
        .findFirst();
  }

  /// Whether runs of ours gave back all that can be given back.
  private boolean isGivenBack(Run run) {
    Set<String> given =
        engine.undos(run.id()).stream()
            .flatMap(each -> each.items().stream())
            .filter(item -> item.state() == ItemState.VERIFIED || item.state() == ItemState.NOOP)
            .map(RunItem::changeId)
            .collect(Collectors.toSet());
    return !given.isEmpty()
        && undo.of(run).changes().stream().allMatch(change -> given.contains(change.id()));
  }

  /// Freezes a plan that gives back what a run took. It is tried, approved and started like any.
  ///
  /// @param changeId the one change to undo; null for all of them
  /// @throws RemediationRefused if there is nothing to undo, or the engine refuses
  public Run undo(String runId, @Nullable String changeId, String by) {
    Run run = run(runId);
    waiting(runId)
        .ifPresent(each -> {
          throw new RemediationRefused(
              Reason.OUT_OF_ORDER,
              "An undo of run %s waits already or is under way: %s. Go on with that one, or withdraw it."
                  .formatted(runId, each.id()));
        });
    if (changeId == null) {
      return engine.propose(undo.of(run), by);
    }
    RunItem item =
        run.items().stream()
            .filter(each -> each.changeId().equals(changeId))
            .findFirst()
            .orElseThrow(() ->
                new RemediationRefused(
                    Reason.NO_SUCH_CHANGE, "Run %s has no change %s.".formatted(runId, changeId)));
    return engine.propose(undo.of(run, item), by);
  }

  /// Writes down that somebody made the change of a task, and looks whether its source shows it.
  ///
  /// @param doneAt when it was made, by their word
  /// @param reference where it is written down, such as the number of a ticket
  /// @throws RemediationRefused if no such task waits, or the word says too little
  public Run done(String runId, String changeId, String by, Instant doneAt, String reference) {
    requireOn();
    return analysed(engine.tasks().done(runId, changeId, by, doneAt, reference));
  }

  /// Takes a task back: nobody is to make the change any more.
  ///
  /// @param reason why, for an auditor
  /// @throws RemediationRefused if no such task waits, or no reason is given
  public Run withdraw(String runId, String changeId, String by, String reason) {
    return engine.tasks().withdraw(runId, changeId, by, reason);
  }

  /// What the last complete harvest shows of the tasks of a run that wait, by the id of the change.
  public Map<String, Harvested> harvested(Run run) {
    Map<String, Harvested> seen = new HashMap<>();
    for (PlannedChange change : run.plan().changes()) {
      if (run.item(change.id()).state().isTask()) {
        sources.harvested(change).ifPresent(each -> seen.put(change.id(), each));
      }
    }
    return seen;
  }

  /// Looks at the tasks in sources that a harvest has just read to its end. A run that is under way
  /// is not waited for: the next harvest tells the same.
  void afterHarvest(Set<String> harvested) {
    if (off.get().isPresent()) {
      return;
    }
    try {
      for (Run run : engine.tasks().checkIn(harvested)) {
        log.info("run {}: the harvest of {} shows a task done", run.id(), harvested);
        analysed(run);
      }
    } catch (RemediationRefused refused) {
      log.warn("tasks were not looked at after the harvest: {}", refused.getMessage());
    }
  }

  /// Looks whether the tasks of a run are done by now.
  ///
  /// @throws RemediationRefused if there is no such run, or the engine refuses
  public Run check(String runId) {
    requireOn();
    return analysed(engine.tasks().check(runId));
  }

  private void requireOn() {
    off.get()
        .ifPresent(why -> {
          throw new RemediationRefused(Reason.GUARDRAIL, why);
        });
  }

  private Run analysed(Run run) {
    if (run.state() == RunState.DONE) {
      operations.analyseUnlessBusy();
    }
    return run;
  }

  private Run run(String runId) {
    return engine
        .run(runId)
        .orElseThrow(() ->
            new RemediationRefused(
                Reason.NO_SUCH_PLAN, "There is no remediation run " + runId + "."));
  }
}
