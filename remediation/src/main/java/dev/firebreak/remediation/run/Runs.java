package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Runs by the evidence, each with the dry run that the graph keeps of it.
final class Runs {

  private final EvidenceLog evidence;
  private final RunStore store;

  Runs(EvidenceLog evidence, RunStore store) {
    this.evidence = evidence;
    this.store = store;
  }

  /// The run with this id.
  ///
  /// @throws RemediationRefused NO_SUCH_PLAN, ALTERED or NO_EVIDENCE
  Run require(String runId) {
    return find(runId)
        .orElseThrow(() ->
            new RemediationRefused(Reason.NO_SUCH_PLAN, "There is no plan %s.".formatted(runId)));
  }

  /// A run that has not begun and is not too old.
  ///
  /// @throws RemediationRefused as [#require], and USED or EXPIRED
  Run startable(String runId, Instant now) {
    Run run = require(runId);
    if (run.started() != null) {
      throw new RemediationRefused(
          Reason.USED,
          "Plan %s had its run, started by %s. Plan again.".formatted(runId, run.started().by()));
    }
    if (run.state() == RunState.WITHDRAWN) {
      throw new RemediationRefused(
          Reason.USED, "Plan %s was withdrawn. Plan again.".formatted(runId));
    }
    if (run.isExpired(now)) {
      throw new RemediationRefused(
          Reason.EXPIRED,
          "Plan %s was frozen at %s and could be started until %s. Plan again."
              .formatted(runId, run.plan().frozenAt(), run.plan().expiresAt()));
    }
    return run;
  }

  /// The run with this id.
  ///
  /// @throws RemediationRefused ALTERED, if the copy in the graph is not what was frozen;
  ///   NO_EVIDENCE
  Optional<Run> find(String runId) {
    Optional<Run> written = written(runId);
    Optional<Run> copy = store.find(runId);
    if (written.isPresent()
        && copy.isPresent()
        && !written.get().plan().hash().equals(copy.get().plan().hash())) {
      throw altered(runId, "its copy in the graph is not what the evidence says was frozen");
    }
    return written.map(run ->
        run.dryRun() == null
            ? run.withDryRun(copy.map(Run::dryRun).orElse(null))
            : whole(run, copy));
  }

  /// With what the evidence does not keep of the dry run: whole bodies.
  private static Run whole(Run run, Optional<Run> copy) {
    DryRun told = run.dryRun();
    return told == null
        ? run
        : copy.map(Run::dryRun)
            .filter(kept -> kept.by().equals(told.by()) && !kept.at().isBefore(told.at()))
            .map(run::withDryRun)
            .orElse(run);
  }

  /// The runs that wait for people, oldest first, as far as the graph knows which they are.
  ///
  /// @throws RemediationRefused NO_EVIDENCE
  List<Run> waiting() {
    return store.waiting().stream().flatMap(id -> written(id).stream()).toList();
  }

  private Optional<Run> written(String runId) {
    try {
      return RunHistory.of(evidence, runId);
    } catch (EvidenceBroken | UncheckedIOException unreadable) {
      throw new RemediationRefused(
          Reason.NO_EVIDENCE,
          "The evidence of plan %s cannot be read, so nothing is done: %s"
              .formatted(runId, unreadable.getMessage()));
    }
  }

  /// That a plan is not what it was.
  static RemediationRefused altered(String runId, String how) {
    return new RemediationRefused(
        Reason.ALTERED,
        "Plan %s was altered: %s. Nothing was sent. Plan again.".formatted(runId, how));
  }
}
