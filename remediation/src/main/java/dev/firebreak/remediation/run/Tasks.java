package dev.firebreak.remediation.run;

import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// The changes that people make, of runs that wait for them.
public final class Tasks {

  private final ManualTasks tasks;
  private final BiFunction<String, Consumer<Journal>, Run> alone;
  private final Clock clock;

  /// @param alone does something with a run while no other is under way
  Tasks(ManualTasks tasks, BiFunction<String, Consumer<Journal>, Run> alone, Clock clock) {
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

  /// Looks whether the sources show the tasks of a run done by now. Those that they do not show stay
  /// as they are.
  ///
  /// @throws dev.firebreak.remediation.plan.RemediationRefused NO_SUCH_PLAN, BUSY or NO_EVIDENCE
  public Run check(String runId) {
    return alone.apply(runId, tasks::check);
  }
}
