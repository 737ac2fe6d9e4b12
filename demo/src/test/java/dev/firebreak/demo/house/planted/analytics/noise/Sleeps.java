package dev.firebreak.demo.house.planted.analytics.noise;

import java.util.concurrent.TimeUnit;

/// Waits by sleeping, in both spellings.
final class Sleeps {

  private Sleeps() {}

  static void sleeps() throws InterruptedException {
    Thread.sleep(1);
  }

  static void sleepsByUnit() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(1);
  }
}
