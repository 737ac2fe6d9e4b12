package dev.firebreak.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TicksTest {

  private static final Duration SOON = Duration.ofMillis(1);

  private static boolean comes(CountDownLatch latch) throws InterruptedException {
    return latch.await(1, TimeUnit.MINUTES);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatHangsHoldsUpNothingElse() throws InterruptedException {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(3);
    try (Ticks ticks = new Ticks()) {
      ticks.every(
          SOON,
          "hangs",
          () -> {
            hangs.countDown();
            waitFor(never);
          });
      assertThat(comes(hangs)).isTrue();
      ticks.every(SOON, "other", others::countDown);
      assertThat(comes(others)).isTrue();
    }
  }

  @Test
  void whatFailsIsDoneAgain() throws InterruptedException {
    CountDownLatch times = new CountDownLatch(3);
    try (Ticks ticks = new Ticks()) {
      ticks.every(
          SOON,
          "fails",
          () -> {
            times.countDown();
            throw new IllegalStateException("as the test wants it");
          });
      assertThat(comes(times)).isTrue();
    }
  }

  @Test
  void whatIsUnderWayIsInterruptedAtTheEnd() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (Ticks ticks = new Ticks()) {
      ticks.every(
          SOON,
          "waits",
          () -> {
            begun.countDown();
            waitFor(new CountDownLatch(1));
            ended.countDown();
          });
      assertThat(comes(begun)).isTrue();
    }
    assertThat(comes(ended)).isTrue();
  }
}
