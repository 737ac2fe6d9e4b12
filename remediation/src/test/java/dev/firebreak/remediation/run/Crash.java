package dev.firebreak.remediation.run;

import java.util.concurrent.atomic.AtomicBoolean;

/// What ends a life: no part of the engine catches it, so nothing is tidied up.
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  /// Ends a life at a step, the first time that it is reached.
  static Failpoint at(Failpoint.Step step, boolean after) {
    AtomicBoolean alive = new AtomicBoolean(true);
    return (reached, ended) -> {
      if (reached == step && ended == after && alive.getAndSet(false)) {
        throw new Crash();
      }
    };
  }
}
