package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run at a time: who has the turn, and what others are told meanwhile.
final class Turn {

  private final ReentrantLock running = new ReentrantLock();
  private volatile @Nullable Journal active;

  /// Does something while no other run is under way.
  ///
  /// @param otherwise what to do where one is
  /// @throws RemediationRefused BUSY or NO_EVIDENCE
  <T> T alone(String otherwise, Supplier<T> work) {
    if (!running.tryLock()) {
      throw new RemediationRefused(Reason.BUSY, busy() + ' ' + otherwise);
    }
    try {
      return written(work);
    } finally {
      active = null;
      running.unlock();
    }
  }

  /// Shows whose turn it is.
  Journal of(Journal journal) {
    active = journal;
    return journal;
  }

  /// The run that is under way.
  Optional<Run> underWay() {
    return Optional.ofNullable(active).map(Journal::run);
  }

  /// Which run is under way, and how far.
  String busy() {
    return underWay()
        .map(run ->
            run.isSettled()
                ? "Run %s is under way: its changes are made, and what they touched is being read into the graph again."
                    .formatted(run.id())
                : "Run %s is under way.".formatted(run.id()))
        .orElse("Another run is under way.");
  }

  /// Does something that reads or writes evidence.
  ///
  /// @throws RemediationRefused NO_EVIDENCE
  static <T> T written(Supplier<T> what) {
    try {
      return what.get();
    } catch (EvidenceBroken | UncheckedIOException unusable) {
      throw new RemediationRefused(Reason.NO_EVIDENCE, String.valueOf(unusable.getMessage()));
    }
  }

  /// @throws RemediationRefused if there is a reason
  static void refuse(Reason reason, Optional<String> why) {
    if (why.isPresent()) {
      throw new RemediationRefused(reason, why.get());
    }
  }
}
