package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.plan.PlannedChange;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What every single change passes before it is sent, whatever was approved: nobody stopped or
/// paused, the change window is open, the source is trusted, the day has budget left, and the
/// source has had its rest since the last one.
final class Gate {

  private final EvidenceLog evidence;
  private final Ledger ledger;
  private final Guardrails guardrails;
  private final Fence fence;
  private final Clock clock;
  private final Waiter waiter;
  private final WriteRate rate;
  private volatile boolean stopping;

  /// What was paused by this process, from the moment it was asked for; the journal has the rest.
  private volatile @Nullable Pause pausing;

  Gate(
      EvidenceLog evidence,
      Ledger ledger,
      Guardrails guardrails,
      Fence fence,
      Clock clock,
      Waiter waiter) {
    this.evidence = evidence;
    this.ledger = ledger;
    this.guardrails = guardrails;
    this.fence = fence;
    this.clock = clock;
    this.waiter = waiter;
    this.rate = new WriteRate(guardrails.writesPerSecond(), clock);
  }

  /// A run begins.
  void runs() {
    stopping = false;
  }

  /// The run under way is to send nothing more.
  void stop() {
    stopping = true;
  }

  /// Nothing at all is to be sent. From the moment this is called, and before it is written down,
  /// no further change passes.
  ///
  /// @throws dev.firebreak.remediation.evidence.EvidenceBroken if it cannot be written down; it is
  ///   paused all the same as long as this process lives
  synchronized Pause pause(String by, String reason) {
    pausing = new Pause(by, reason, clock.instant());
    return new Pause(by, reason, evidence.append(new Evidence.RemediationPaused(by, reason)).at());
  }

  /// Things may be sent again, once that is written down.
  synchronized void resume(String by, String reason) {
    evidence.append(new Evidence.RemediationResumed(by, reason));
    pausing = null;
  }

  /// Who stopped everything, if somebody did.
  Optional<Pause> paused() {
    Pause now = pausing;
    return now == null ? ledger.paused() : Optional.of(now);
  }

  /// Waits until the source may have another change.
  ///
  /// @return why this one must not be made; empty when it may
  Optional<String> enter(PlannedChange change) {
    Optional<String> closed = closed(change);
    if (closed.isPresent()) {
      return closed;
    }
    Duration wait = rate.untilNext(change.source());
    if (wait.isPositive()) {
      try {
        waiter.pause(wait);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return Optional.of("The run was stopped.");
      }
      return closed(change);
    }
    return Optional.empty();
  }

  /// The last look, just before the request leaves: whether somebody paused meanwhile, or another
  /// engine may have taken charge. A run that was only stopped brings the change that is being made
  /// to its end.
  Optional<String> leave(PlannedChange change) {
    Optional<String> held = Optional.ofNullable(pausing).map(Pause::sentence).or(fence::refusal);
    if (held.isEmpty()) {
      rate.sent(change.source());
    }
    return held;
  }

  /// Why a change must not be made now, if so.
  Optional<String> closed(PlannedChange change) {
    return stopped()
        .or(fence::refusal)
        .or(() -> paused().map(Pause::sentence))
        .or(() -> outsideOfWindow())
        .or(() -> ledger.breaker(change.source()).refusal(change.source(), clock.instant()))
        .or(() ->
            guardrails
                .budget()
                .overDay(ledger.spent(clock.instant()).without(change), List.of(change)));
  }

  private Optional<String> stopped() {
    return stopping ? Optional.of("The run was stopped.") : Optional.empty();
  }

  /// Why nothing may be sent at this time of the week.
  Optional<String> outsideOfWindow() {
    ChangeWindow window = guardrails.window();
    return window == null ? Optional.empty() : window.refusal(clock.instant());
  }
}
