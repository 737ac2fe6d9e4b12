package dev.firebreak.remediation.run;

import dev.firebreak.remediation.plan.PlannedChange;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The changes that people make, of runs that wait for them.
public final class Tasks {

  private final ManualTasks tasks;
  private final BiFunction<String, Consumer<Journal>, Run> alone;
  private final Supplier<List<Run>> waiting;
  private final Clock clock;

  /// @param alone does something with a run while no other is under way
  /// @param waiting the runs that wait for people
  Tasks(
      ManualTasks tasks,
      BiFunction<String, Consumer<Journal>, Run> alone,
      Supplier<List<Run>> waiting,
      Clock clock) {
    this.waiting = waiting;
    this.tasks = tasks;
    this.alone = alone;
    this.clock = clock;
  }

  /// Writes down that somebody made a change, and looks whether its source shows it.
  ///
  /// @param changeId the change
  /// @param doneAt when it was made, by their word
  /// @param reference where it is written down, such as the number of a ticket
  /// @throws dev.firebreak.remediation.plan.RemediationRefused NO_SUCH_PLAN, OUT_OF_ORDER, BUSY or
  ///   NO_EVIDENCE
  public Run done(String runId, String changeId, String by, Instant doneAt, String reference) {
    return alone.apply(
        runId, journal -> tasks.done(journal, changeId, by, doneAt, reference, clock.instant()));
  }

  /// Looks whether the sources show the tasks of a run done by now. Those that they do not show
  /// stay as they are.
  ///
  /// @throws dev.firebreak.remediation.plan.RemediationRefused NO_SUCH_PLAN, BUSY or NO_EVIDENCE
  public Run check(String runId) {
    return alone.apply(runId, journal -> tasks.check(journal, _ -> true));
  }

  /// Looks at the tasks in some sources, of every run that waits for people: those that are done
  /// end, the others stay as they are.
  ///
  /// @param sources what a harvest has just read to its end
  /// @return the runs in which a task ended
  /// @throws dev.firebreak.remediation.plan.RemediationRefused BUSY or NO_EVIDENCE
  public List<Run> checkIn(Set<String> sources) {
    List<Run> moved = new ArrayList<>();
    for (Run before : waiting.get()) {
      if (before.plan().changes().stream().anyMatch(each -> waitsIn(before, each, sources))) {
        Run after =
            alone.apply(
                before.id(),
                journal -> tasks.check(journal, each -> sources.contains(each.source())));
        if (settled(after) > settled(before)) {
          moved.add(after);
        }
      }
    }
    return moved;
  }

  private static boolean waitsIn(Run run, PlannedChange change, Set<String> sources) {
    return sources.contains(change.source()) && run.item(change.id()).state().isTask();
  }

  private static long settled(Run run) {
    return run.items().stream().filter(item -> item.state().isSettled()).count();
  }

  /// Takes a task back: nobody is to make the change any more, and its action ends CANCELLED.
  ///
  /// @param reason why, for an auditor
  /// @throws dev.firebreak.remediation.plan.RemediationRefused NO_SUCH_PLAN, OUT_OF_ORDER, BUSY or
  ///   NO_EVIDENCE
  public Run withdraw(String runId, String changeId, String by, String reason) {
    return alone.apply(runId, journal -> tasks.withdraw(journal, changeId, by, reason));
  }
}
