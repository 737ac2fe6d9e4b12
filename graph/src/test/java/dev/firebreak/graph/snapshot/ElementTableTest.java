package dev.firebreak.graph.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementTableTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void everyNumberHasTheRowThatItWasGivenLast(long seed) {
    Random random = new Random(seed);
    ElementTable table = new ElementTable();
    Map<Long, Integer> expected = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      // close together, and far apart with the same low bits
      long element = random.nextLong(8_000) + (random.nextLong(3) << 33);
      int row = random.nextInt(ElementTable.NONE, 1_000_000);
      table.put(element, row);
      expected.put(element, row);
    }
    for (long element = 0; element < 8_000; element++) {
      for (long far = 0; far < 3; far++) {
        long one = element + (far << 33);
        assertThat(table.find(one)).isEqualTo(expected.getOrDefault(one, ElementTable.UNKNOWN));
      }
    }
  }
}
