package dev.firebreak.analytics.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.Seeds;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a search found is held against a map, over many searches in the same memory: few nodes, and
/// so many that they are kept otherwise.
class FoundTest {

  private static final int NODES = 20_000;

  static LongStream seeds() {
    return Seeds.of(40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everySearchKnowsItsOwnNodesAndNoOthers(long seed) {
    Random random = new Random(seed);
    Found found = new Found(NODES);
    for (int search = 0; search < 12; search++) {
      assertThat(found.clear()).isEqualTo(search + 1);
      Map<Integer, Integer> expected = new HashMap<>();
      int wanted = random.nextInt(random.nextInt(4) == 0 ? NODES : 900);
      for (int i = 0; i < wanted; i++) {
        int node = random.nextInt(NODES);
        assertThat(found.place(node)).isEqualTo(expected.getOrDefault(node, Found.NONE));
        if (!expected.containsKey(node)) {
          expected.put(node, found.size());
          found.add(node, node % 7, -node);
        }
      }
      assertThat(found.size()).isEqualTo(expected.size());
      for (int node = 0; node < NODES; node++) {
        int place = expected.getOrDefault(node, Found.NONE);
        assertThat(found.place(node)).isEqualTo(place);
        if (place != Found.NONE) {
          assertThat(found.node(place)).isEqualTo(node);
          assertThat(found.hops(place)).isEqualTo(node % 7);
          assertThat(found.entry(place)).isEqualTo(-node);
        }
      }
    }
  }
}
