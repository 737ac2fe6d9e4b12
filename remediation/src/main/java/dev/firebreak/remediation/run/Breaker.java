package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a source is still trusted to do what it is told. It opens after failures in a row or too
/// large a share of them; after a pause one change is let through, which closes or opens it again.
///
/// Made of nothing but the outcomes of what was sent, in order, so that a restart finds it as it
/// was.
///
/// @param limits when it opens, and for how long
/// @param failures of the last outcomes since it was closed, [#REMEMBERED] at most, oldest first:
///   whether each was a failure
/// @param openedAt since when it is open; null while it is closed
/// @param why what opened it; empty while it is closed
public record Breaker(
    Limits limits, List<Boolean> failures, @Nullable Instant openedAt, String why) {

  /// How many outcomes decide the share of failures.
  public static final int REMEMBERED = 20;

  public Breaker {
    failures = List.copyOf(failures);
  }

  /// When a breaker opens, and for how long.
  ///
  /// @param inARow so many failures in a row open it
  /// @param percent more than this share of failures among the last [#REMEMBERED] outcomes opens it
  /// @param atLeast so many outcomes it takes for a share
  /// @param pause after this time one change is let through
  /// @param conflictPercent more than this share of conflicts in one run ends the run
  /// @param conflictsOfAtLeast so many changes must have been looked at for that
  public record Limits(
      int inARow,
      int percent,
      int atLeast,
      Duration pause,
      int conflictPercent,
      int conflictsOfAtLeast) {

    /// 5 in a row, 20 percent of at least 5, 15 minutes; 10 percent conflicts of at least 10.
    public static final Limits STANDARD = new Limits(5, 20, 5, Duration.ofMinutes(15), 10, 10);

    public Limits {
      if (inARow < 1 || atLeast < 1 || conflictsOfAtLeast < 1) {
        throw new IllegalArgumentException(
            "failures, failures-of-at-least and conflicts-of-at-least must be at least 1");
      }
      if (percent < 0 || percent > 100 || conflictPercent < 0 || conflictPercent > 100) {
        throw new IllegalArgumentException("failure-percent and conflict-percent must be 0 to 100");
      }
      if (pause.isNegative() || pause.isZero()) {
        throw new IllegalArgumentException("pause-minutes must be at least 1");
      }
    }
  }

  /// A source of which nothing is known.
  static Breaker closed(Limits limits) {
    return new Breaker(limits, List.of(), null, "");
  }

  /// The breaker after the outcome of something that was sent.
  Breaker after(Outcome.State outcome, Instant at) {
    return switch (outcome) {
      case VERIFIED, NOOP -> openedAt == null ? remember(false, at) : closed(limits);
      case FAILED, UNKNOWN ->
          openedAt == null
              ? remember(true, at)
              : new Breaker(limits, List.of(), at, "the one change that was let through failed");
      case CONFLICT, CANCELLED -> this;
    };
  }

  private Breaker remember(boolean failed, Instant at) {
    List<Boolean> last = new ArrayList<>(failures);
    last.add(failed);
    if (last.size() > REMEMBERED) {
      last.removeFirst();
    }
    int failures = Collections.frequency(last, true);
    int row = last.size() - 1 - last.lastIndexOf(false);
    if (row >= limits.inARow()) {
      return new Breaker(limits, List.of(), at, "%d changes in a row failed".formatted(row));
    }
    return last.size() >= limits.atLeast() && failures * 100 > limits.percent() * last.size()
        ? new Breaker(
            limits,
            List.of(),
            at,
            "%d of the last %d changes failed, and %d %% may"
                .formatted(failures, last.size(), limits.percent()))
        : new Breaker(limits, last, null, "");
  }

  /// Why nothing may be sent to the source now.
  ///
  /// @param source its id, for the sentence
  Optional<String> refusal(String source, Instant now) {
    if (openedAt == null || !now.isBefore(openedAt.plus(limits.pause()))) {
      return Optional.empty();
    }
    return Optional.of(
        "The circuit breaker of the source %s is open since %s: %s. After %s one change is let through; see to the source until then, and plan again."
            .formatted(source, openedAt, why, openedAt.plus(limits.pause())));
  }
}
