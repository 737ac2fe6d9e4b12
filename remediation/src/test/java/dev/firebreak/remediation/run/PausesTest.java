package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.evidence.RunEvidence.Outcome.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How a run waits: in slices, at the rate of a source, and behind its first change.
class PausesTest {
  private final List<Duration> waited = new ArrayList<>();
  private Optional<String> refusal = Optional.empty();
  private final Pauses pauses = new Pauses(waited::add, () -> refusal);

  @Test
  void aLongWaitIsMadeOfShortOnes() {
    assertThat(pauses.passed(Duration.ofSeconds(12))).isTrue();
    assertThat(waited)
        .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(2));
    waited.clear();
    assertThat(pauses.passed(Duration.ZERO)).isTrue();
    assertThat(waited).isEmpty();
  }

  @Test
  void aStopEndsItBeforeTheNextSlice() {
    Pauses stopped =
        new Pauses(
            time -> {
              waited.add(time);
              refusal = Optional.of("stopped");
            },
            () -> refusal);
    assertThat(stopped.passed(Duration.ofMinutes(10))).isFalse();
    assertThat(waited).containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void anInterruptEndsItAndIsKept() {
    Pauses interrupted =
        new Pauses(
            _ -> {
              throw new InterruptedException();
            },
            () -> refusal);
    assertThat(interrupted.passed(Duration.ofSeconds(1))).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aSourceRestsBetweenTwoChanges() {
    TestClock clock = new TestClock();
    WriteRate rate = new WriteRate(4, clock);
    assertThat(rate.untilNext("hr")).isZero();
    rate.sent("hr");
    assertThat(rate.untilNext("hr")).isEqualTo(Duration.ofMillis(250));
    assertThat(rate.untilNext("pay")).isZero();
    clock.advance(Duration.ofMillis(200));
    assertThat(rate.untilNext("hr")).isEqualTo(Duration.ofMillis(50));
    clock.advance(Duration.ofMillis(50));
    assertThat(rate.untilNext("hr")).isZero();
    clock.advance(Duration.ofMillis(50));
    assertThat(rate.untilNext("hr")).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"CONFLICT", "FAILED", "UNKNOWN", "CANCELLED"})
  void aFirstChangeThatWasNotVerifiedKeepsTheRestBack(State state) {
    Canary canary = new Canary(true);
    canary.learn(Estate.PAY_OFF, State.NOOP, "nothing to do");
    assertThat(canary.refusal()).isEmpty();
    canary.learn(Estate.MARTA_OUT, state, "it went wrong.");
    String why =
        "Not sent, since the first change goes alone and was not verified. 'Remove m.okonjo from"
            + " Finance' ended so: it went wrong. Plan again for the rest.";
    assertThat(canary.refusal()).contains(why);
    canary.learn(Estate.HANA_OUT, State.VERIFIED, "fine");
    canary.learn(Estate.PAY_OFF, State.FAILED, "another");
    assertThat(canary.refusal()).contains(why);
    Canary off = new Canary(false);
    off.learn(Estate.MARTA_OUT, state, "it went wrong.");
    assertThat(off.refusal()).isEmpty();
  }

  @Test
  void onceTheFirstWasVerifiedTheRestGoes() {
    Canary canary = new Canary(true);
    canary.learn(Estate.MARTA_OUT, State.VERIFIED, "read back");
    canary.learn(Estate.PAY_OFF, State.FAILED, "it went wrong.");
    assertThat(canary.refusal()).isEmpty();
  }
}
