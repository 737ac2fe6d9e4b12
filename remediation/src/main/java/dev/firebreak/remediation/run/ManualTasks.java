package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.remediation.evidence.TaskEvidence;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.plan.WriteChoice;
import dev.firebreak.remediation.run.Inspection.Found;
import dev.firebreak.remediation.write.Instructions;
import dev.firebreak.remediation.write.WriteStrategy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Changes that people make: given out as tasks, and verified by nothing but what their source
/// shows.
final class ManualTasks {

  private final EvidenceLog evidence;
  private final Sources sources;
  private final LiveReader reader;
  private final Inspection inspection;
  private final WriteStrategy writes;
  private final Observer observer;

  ManualTasks(
      EvidenceLog evidence,
      Sources sources,
      Inspection inspection,
      WriteStrategy writes,
      Observer observer) {
    this.evidence = evidence;
    this.sources = sources;
    this.reader = new LiveReader(sources);
    this.inspection = inspection;
    this.writes = writes;
    this.observer = observer;
  }

  /// Gives a change out, unless it is made already, must not be made, or can be sent after all.
  ///
  /// @throws dev.firebreak.remediation.evidence.EvidenceBroken if it cannot be written down
  void open(Journal journal, PlannedChange change) {
    Run run = journal.run();
    journal.show(change.id(), ItemState.CHECKING, "Reading %s.".formatted(change.resource()));
    switch (inspection.look(
        change, run.plan().precondition(change), null, UnaryOperator.identity())) {
      case Found.Done(var detail) -> end(journal, change, Outcome.State.NOOP, detail, null);
      case Found.Moved(var detail) -> end(journal, change, Outcome.State.CONFLICT, detail, null);
      case Found.Denied(var reason) -> cancel(journal, change, "Not allowed: " + reason + ".");
      case Found.Unreadable(var detail, _) ->
          cancel(journal, change, detail + " No task was given out.");
      case Found.Clear clear -> {
        WriteChoice choice = run.plan().write(change);
        Optional<String> stale = writes.noLonger(change, choice, clear.live());
        if (stale.isPresent()) {
          cancel(journal, change, "Not allowed: " + stale.get() + ".");
        } else {
          journal.append(task(run, change, choice, clear));
        }
      }
    }
  }

  private RunEvidence task(Run run, PlannedChange change, WriteChoice choice, Found.Clear found) {
    boolean unread = sources.isByHand(change.source());
    return new TaskEvidence.ManualTaskOpened(
        run.id(),
        change.id(),
        run.plan().hash(),
        change.source(),
        change.resource().type(),
        change.resource().id(),
        Instructions.of(change),
        String.valueOf(choice.reason()),
        unread ? null : IntentForm.preImage(change, found));
  }

  /// Writes down what a person says, then looks.
  ///
  /// @throws RemediationRefused OUT_OF_ORDER, if no such task waits or the word says too little
  void done(
      Journal journal, String changeId, String by, Instant doneAt, String reference, Instant now) {
    PlannedChange change = waiting(journal, changeId);
    if (doneAt.isAfter(now)) {
      throw outOfOrder("A task cannot be done at %s, which is yet to come.".formatted(doneAt));
    }
    Instant planned = journal.run().plan().frozenAt().truncatedTo(ChronoUnit.MINUTES);
    if (doneAt.isBefore(planned)) {
      throw outOfOrder(
          "A task cannot be done at %s, before there was a plan of it (%s)."
              .formatted(doneAt, planned));
    }
    if (reference.isBlank()) {
      throw outOfOrder(
          "Say where it is written down that the task is done, such as the number of a ticket.");
    }
    journal.append(
        new TaskEvidence.ManualTaskDone(
            journal.run().id(), changeId, by, doneAt, reference.strip()));
    verify(journal, change);
  }

  /// Takes a task back: nobody is to make the change any more.
  ///
  /// @param reason why, for an auditor
  /// @throws RemediationRefused OUT_OF_ORDER, if no such task waits or no reason is given
  void withdraw(Journal journal, String changeId, String by, String reason) {
    PlannedChange change = waiting(journal, changeId);
    if (reason.isBlank()) {
      throw outOfOrder("Say why the task is withdrawn; an auditor will read it.");
    }
    journal.append(
        new TaskEvidence.ManualTaskWithdrawn(journal.run().id(), changeId, by, reason.strip()));
    withdrawn(journal, change);
  }

  /// Ends a task that was taken back.
  void withdrawn(Journal journal, PlannedChange change) {
    cancel(journal, change, journal.run().item(change.id()).detail());
  }

  /// Looks at the tasks that wait.
  ///
  /// @param which those to look at
  void check(Journal journal, Predicate<PlannedChange> which) {
    for (PlannedChange change : journal.run().plan().changes()) {
      if (journal.run().item(change.id()).state().isTask() && which.test(change)) {
        verify(journal, change);
      }
    }
  }

  private static PlannedChange waiting(Journal journal, String changeId) {
    Run run = journal.run();
    return run.plan()
        .change(changeId)
        .filter(_ -> run.item(changeId).state().isTask())
        .orElseThrow(() ->
            outOfOrder(
                "Run %s has no task %s that waits for a person.".formatted(run.id(), changeId)));
  }

  private static RemediationRefused outOfOrder(String why) {
    return new RemediationRefused(Reason.OUT_OF_ORDER, why);
  }

  /// Ends a task whose change the source shows, and leaves it as it is otherwise.
  private void verify(Journal journal, PlannedChange change) {
    if (sources.isByHand(change.source())) {
      sources
          .harvested(change)
          .filter(seen -> seen.done() && seen.at().isAfter(opened(journal, change)))
          .ifPresent(seen ->
              end(
                  journal,
                  change,
                  Outcome.State.VERIFIED,
                  "Made by a person; the harvest of %s shows it.".formatted(seen.at()),
                  null));
      return;
    }
    switch (reader.read(change)) {
      case Reading.Shown(var live) when change.isDone(change.valuesIn(live.resource())) ->
          verified(journal, change, live);
      case Reading.Gone _ when change.takesResource() -> verified(journal, change, Live.NOTHING);
      case Reading.Gone _ ->
          end(
              journal,
              change,
              Outcome.State.NOOP,
              "The resource no longer exists in its source.",
              null);
      case Reading.Shown _, Reading.Unauthorized _, Reading.Unanswered _ -> {
        // it is not shown, and a word alone ends no task
      }
    }
  }

  private void verified(Journal journal, PlannedChange change, Live live) {
    end(
        journal,
        change,
        Outcome.State.VERIFIED,
        "Made by a person, and read back from the source.",
        live.version());
    observer.observe(journal, change);
  }

  private Instant opened(Journal journal, PlannedChange change) {
    Long seq = journal.run().item(change.id()).intentSeq();
    return seq == null ? Instant.MAX : evidence.entry(seq).map(Entry::at).orElse(Instant.MAX);
  }

  private static void cancel(Journal journal, PlannedChange change, String detail) {
    end(journal, change, Outcome.State.CANCELLED, detail, null);
  }

  private static void end(
      Journal journal,
      PlannedChange change,
      Outcome.State state,
      String detail,
      @Nullable String version) {
    journal.append(
        RunLoop.outcome(
            journal, change, Ended.of(state, detail, Halt.NOTHING).withVersion(version)));
  }
}
