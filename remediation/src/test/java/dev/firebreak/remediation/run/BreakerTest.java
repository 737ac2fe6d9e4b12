package dev.firebreak.remediation.run;

import static dev.firebreak.remediation.evidence.RunEvidence.Outcome.State.CANCELLED;
import static dev.firebreak.remediation.evidence.RunEvidence.Outcome.State.CONFLICT;
import static dev.firebreak.remediation.evidence.RunEvidence.Outcome.State.FAILED;
import static dev.firebreak.remediation.evidence.RunEvidence.Outcome.State.NOOP;
import static dev.firebreak.remediation.evidence.RunEvidence.Outcome.State.UNKNOWN;
import static dev.firebreak.remediation.evidence.RunEvidence.Outcome.State.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/// When a source is no longer trusted, and when again.
class BreakerTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Breaker.Limits IN_A_ROW =
      new Breaker.Limits(5, 100, 5, Duration.ofMinutes(15), 10, 10);

  private static Breaker after(Breaker.Limits limits, Outcome.State... outcomes) {
    Breaker breaker = Breaker.closed(limits);
    for (Outcome.State outcome : outcomes) {
      breaker = breaker.after(outcome, NOON);
    }
    return breaker;
  }

  private static boolean lets(Breaker breaker, Instant at) {
    return breaker.refusal("hr", at).isEmpty();
  }

  @Test
  void fiveFailuresInARowOpenIt() {
    assertThat(lets(after(IN_A_ROW, FAILED, UNKNOWN, FAILED, FAILED), NOON)).isTrue();
    Breaker open = after(IN_A_ROW, FAILED, UNKNOWN, FAILED, FAILED, UNKNOWN);
    assertThat(open.refusal("hr", NOON))
        .contains(
            "The circuit breaker of the source hr is open since 2026-11-23T12:00:00Z: 5 changes in a row failed. After 2026-11-23T12:15:00Z one change is let through; see to the source until then, and plan again.");
    assertThat(lets(after(IN_A_ROW, FAILED, FAILED, FAILED, FAILED, VERIFIED, FAILED), NOON))
        .as("a row is broken by what succeeded")
        .isTrue();
  }

  @Test
  void moreThanAFifthOfAtLeastFiveOpensIt() {
    Breaker.Limits limits = Breaker.Limits.STANDARD;
    assertThat(lets(after(limits, FAILED, FAILED, VERIFIED, VERIFIED), NOON))
        .as("four are too few to tell")
        .isTrue();
    assertThat(lets(after(limits, VERIFIED, NOOP, VERIFIED, VERIFIED, FAILED), NOON))
        .as("one of five is a fifth and not more")
        .isTrue();
    assertThat(after(limits, FAILED, FAILED, VERIFIED, VERIFIED, VERIFIED).refusal("hr", NOON))
        .hasValueSatisfying(
            why -> assertThat(why).contains("2 of the last 5 changes failed, and 20 % may"));
  }

  @Test
  void onlyTheLastOutcomesDecideTheShare() {
    Breaker breaker = Breaker.closed(new Breaker.Limits(100, 50, 5, Duration.ofMinutes(1), 10, 10));
    for (Outcome.State outcome : Collections.nCopies(1_000, VERIFIED)) {
      breaker = breaker.after(outcome, NOON);
    }
    for (Outcome.State outcome : Collections.nCopies(10, FAILED)) {
      breaker = breaker.after(outcome, NOON);
    }
    assertThat(lets(breaker, NOON)).as("10 of the last 20").isTrue();
    assertThat(lets(breaker.after(FAILED, NOON), NOON)).as("11 of the last 20").isFalse();
  }

  @Test
  void whatWasNeverAnAnswerOfTheSourceCountsNeitherWay() {
    assertThat(
            after(IN_A_ROW, FAILED, CONFLICT, FAILED, CANCELLED, FAILED, CONFLICT, FAILED)
                .openedAt())
        .isNull();
    assertThat(
            after(IN_A_ROW, FAILED, CONFLICT, FAILED, CANCELLED, FAILED, FAILED, FAILED).openedAt())
        .isNotNull();
  }

  @Test
  void afterThePauseOneChangeDecides() {
    Breaker open = after(IN_A_ROW, FAILED, FAILED, FAILED, FAILED, FAILED);
    Instant later = NOON.plus(Duration.ofMinutes(15));
    assertThat(lets(open, later.minusMillis(1))).isFalse();
    assertThat(lets(open, later)).isTrue();
    assertThat(lets(open.after(VERIFIED, later), later)).isTrue();
    assertThat(open.after(VERIFIED, later).openedAt()).isNull();
    Breaker again = open.after(FAILED, later);
    assertThat(lets(again, later)).isFalse();
    assertThat(lets(again, later.plus(Duration.ofMinutes(15)))).isTrue();
  }

  @Test
  void tooManyConflictsEndARun() {
    Conflicts conflicts = new Conflicts(Breaker.Limits.STANDARD);
    conflicts.learn(CONFLICT);
    for (int i = 0; i < 8; i++) {
      conflicts.learn(VERIFIED);
      conflicts.learn(CANCELLED);
    }
    assertThat(conflicts.refusal()).as("nine were looked at").isEmpty();
    conflicts.learn(VERIFIED);
    assertThat(conflicts.refusal()).as("one of ten is a tenth and not more").isEmpty();
    conflicts.learn(CONFLICT);
    assertThat(conflicts.refusal())
        .hasValueSatisfying(why ->
            assertThat(why).contains("of 11 changes looked at 2 were in conflict", "10 % may be"));
  }

  @Test
  void limitsThatCannotBeMeantAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Breaker.Limits(0, 20, 5, Duration.ofMinutes(1), 10, 10));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Breaker.Limits(5, 101, 5, Duration.ofMinutes(1), 10, 10));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Breaker.Limits(5, 20, 5, Duration.ZERO, 10, 10))
        .withMessage("pause-minutes must be at least 1");
  }
}
