package dev.firebreak.demo.house.planted.analytics.noise;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;

/// Tests that are skipped, one by one and all at once. Surefire does not run them by this name.
class Skipped {

  @Disabled
  void one() {}

  @Nested
  @Disabled
  class All {
    void two() {}
  }
}
