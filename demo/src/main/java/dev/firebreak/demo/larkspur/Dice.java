package dev.firebreak.demo.larkspur;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Chance, the same for the same seed.
final class Dice {
  private final long seed;
  private final Random random;

  Dice(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /// Independent dice for one concern: adding throws to another concern does not change these.
  Dice of(String concern) {
    return new Dice(seed * 1_000_003L + concern.hashCode());
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /// From `least` to `most`, both included.
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /// Between `least` and `most` days, to the second.
  Duration days(int least, int most) {
    return Duration.ofSeconds(between(least * 86_400, most * 86_400));
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /// So many different elements, in the order of the draw.
  <T> List<T> sample(List<T> from, int count) {
    if (from.size() < count) {
      throw new IllegalStateException("cannot draw " + count + " of " + from.size());
    }
    var shuffled = new ArrayList<>(from);
    Collections.shuffle(shuffled, random);
    return List.copyOf(shuffled.subList(0, count));
  }
}
