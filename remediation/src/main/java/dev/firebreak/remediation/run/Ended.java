package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import org.jspecify.annotations.Nullable;

/// How a change ended.
///
/// @param status the HTTP status of the answer, null without one
/// @param version the version that the resource has now, as far as is known
/// @param detail one sentence for a person
/// @param tookMillis since the send; 0 if nothing was sent
/// @param windowMillis how long somebody else's change would have gone unnoticed; null if not at
///   all, or nothing was sent
/// @param loss what else was lost by it
record Ended(
    Outcome.State state,
    @Nullable Integer status,
    @Nullable String version,
    String detail,
    Halt halt,
    long tookMillis,
    @Nullable Long windowMillis,
    Loss loss) {

  /// Without a send, or after one that was lost with an earlier life.
  static Ended of(Outcome.State state, String detail, Halt halt) {
    return new Ended(state, null, null, detail, halt, 0, null, Loss.NONE);
  }

  Ended withStatus(@Nullable Integer answered) {
    return new Ended(state, answered, version, detail, halt, tookMillis, windowMillis, loss);
  }

  Ended withVersion(@Nullable String now) {
    return new Ended(state, status, now, detail, halt, tookMillis, windowMillis, loss);
  }

  Ended losing(Loss lost) {
    return new Ended(state, status, version, detail, halt, tookMillis, windowMillis, lost);
  }

  Ended timed(long millis, @Nullable Long window) {
    return new Ended(state, status, version, detail, halt, millis, window, loss);
  }
}
