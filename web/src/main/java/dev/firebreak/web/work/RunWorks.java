package dev.firebreak.web.work;

import dev.firebreak.remediation.run.Run;
import dev.firebreak.remediation.run.RunListener;
import dev.firebreak.remediation.run.RunState;
import dev.firebreak.web.progress.Work.State;
import dev.firebreak.web.progress.Works;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Leaves in [Works] how far remediation runs are, each under its own id.
final class RunWorks implements RunListener {

  private final Works works;
  private final RunListener next;

  /// Runs whose end is told by [#over].
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  /// @param next hears the same
  RunWorks(Works works, RunListener next) {
    this.works = works;
    this.next = next;
  }

  /// A run is going to be carried out, until [#over].
  void begin(Run run) {
    held.add(run.id());
    count(run);
  }

  private void count(Run run) {
    works.begin(run.id(), "Run " + run.id(), List.of(), (long) run.plan().changes().size());
  }

  @Override
  public void changed(Run run) {
    if (run.state() == RunState.RUNNING
        && works.find(run.id()).filter(work -> !work.state().isOver()).isEmpty()) {
      count(run);
    }
    works.count(run.id(), settled(run), (long) run.plan().changes().size());
    works.mark(run.id());
    if (run.state() != RunState.RUNNING && run.started() != null && !held.contains(run.id())) {
      end(run.id(), run.state());
    }
    next.changed(run);
  }

  /// A run has ended and was analysed, or could not begin.
  void over(String runId, RunState state) {
    held.remove(runId);
    end(runId, state);
  }

  private void end(String runId, RunState state) {
    works.end(runId, state == RunState.HALTED ? State.FAILED : State.DONE);
  }

  private static long settled(Run run) {
    return run.items().stream().filter(item -> item.state().isSettled()).count();
  }
}
