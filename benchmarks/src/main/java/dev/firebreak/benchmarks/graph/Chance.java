package dev.firebreak.benchmarks.graph;

import java.util.SplittableRandom;

/// Draws from a seed; the same seed draws the same on every machine.
final class Chance {

  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// From `least` to `most`, both included.
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /// Any number below `bound`, all equally likely.
  int below(int bound) {
    return random.nextInt(bound);
  }

  /// Below `bound`, number k about 1/(k+1) as likely as number 0: a few are very popular (Zipf).
  int popular(int bound) {
    double rank = StrictMath.exp(random.nextDouble() * StrictMath.log(bound + 1.0));
    return Math.min(bound - 1, (int) rank - 1);
  }

  boolean percent(double chance) {
    return random.nextDouble() * 100 < chance;
  }

  /// 0 for one half, 1 for a quarter, and so on up to `most`.
  int halving(int most) {
    int level = 0;
    while (level < most && random.nextBoolean()) {
      level++;
    }
    return level;
  }
}
