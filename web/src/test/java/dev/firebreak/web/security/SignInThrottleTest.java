package dev.firebreak.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
  private final InstantSource source = now::get;
  private final SignInThrottle throttle = new SignInThrottle(source.withZone(ZoneOffset.UTC));

  @Test
  void fourFailuresCostNothingAndTheFifthCostsFiveSeconds() {
    for (int i = 0; i < 4; i++) {
      assertThat(fail()).isEqualTo(Duration.ZERO);
    }
    assertThat(fail()).isEqualTo(Duration.ofSeconds(5));
    assertThat(throttle.waitFor("admin", "10.0.0.1")).isEqualTo(Duration.ofSeconds(5));
    pass(Duration.ofSeconds(5));
    assertThat(throttle.waitFor("admin", "10.0.0.1")).isEqualTo(Duration.ZERO);
  }

  @Test
  void theWaitDoublesUpToAQuarterOfAnHour() {
    Duration last = Duration.ZERO;
    for (int i = 0; i < 40; i++) {
      Duration wait = fail();
      assertThat(wait).isGreaterThanOrEqualTo(last);
      last = wait;
    }
    assertThat(last).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void aSuccessAndAnHourOfPeaceForgive() {
    for (int i = 0; i < 8; i++) {
      fail();
    }
    throttle.succeeded("admin", "10.0.0.1");
    assertThat(fail()).isEqualTo(Duration.ZERO);
    for (int i = 0; i < 8; i++) {
      fail();
    }
    pass(Duration.ofMinutes(61));
    assertThat(fail()).isEqualTo(Duration.ZERO);
  }

  @Test
  void anotherNameOrAddressWaitsForNobody() {
    for (int i = 0; i < 8; i++) {
      fail();
    }
    assertThat(throttle.waitFor("admin", "10.0.0.2")).isEqualTo(Duration.ZERO);
    assertThat(throttle.waitFor("eve", "10.0.0.1")).isEqualTo(Duration.ZERO);
  }

  @Test
  void manyGuessersDoNotGrowTheMemoryWithoutBound() {
    for (int i = 0; i < 12_000; i++) {
      throttle.failed("name" + i, "10.0.0.1");
      now.updateAndGet(instant -> instant.plusMillis(1));
    }
    for (int i = 0; i < 5; i++) {
      throttle.failed("name0", "10.0.0.1");
    }
    assertThat(throttle.waitFor("name0", "10.0.0.1")).isPositive();
    assertThat(throttle.tracked()).isLessThanOrEqualTo(10_000);
  }

  private Duration fail() {
    return throttle.failed("admin", "10.0.0.1");
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }
}
