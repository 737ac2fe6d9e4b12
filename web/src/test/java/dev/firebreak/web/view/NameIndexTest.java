package dev.firebreak.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.testkit.Seeds;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Names are found as by looking at each of them.
class NameIndexTest {

  private static final List<String> PARTS = List.of("a", "b", "ab", " ", "-", "é", "Ł", "ß", "1");

  static LongStream seeds() {
    return Seeds.of(20);
  }

  private static String word(Random random, int most) {
    return IntStream.rangeClosed(0, random.nextInt(most))
        .mapToObj(_ -> PARTS.get(random.nextInt(PARTS.size())))
        .collect(Collectors.joining());
  }

  private static int naive(String name, String wanted) {
    String text = NameIndex.fold(name);
    int best = 0;
    for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      int rank =
          at == 0
              ? text.length() == wanted.length() ? 1 : 2
              : Character.isLetterOrDigit(text.charAt(at - 1)) ? 4 : 3;
      best = best == 0 ? rank : Math.min(best, rank);
    }
    return best;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyNameRanksAsIfItWereLookedAtAlone(long seed) {
    Random random = new Random(seed);
    GraphSnapshot.Builder graph = GraphSnapshot.builder(Instant.EPOCH);
    IntStream.range(0, 200)
        .forEach(i -> graph.add(named(NodeKind.GROUP, "s/Group/" + i, word(random, 12))));
    GraphSnapshot snapshot = graph.build();
    NameIndex index = NameIndex.of(snapshot);
    for (int i = 0; i < 50; i++) {
      String wanted = word(random, 3).strip();
      byte[] bytes = NameIndex.wanted(wanted);
      for (int node = 0; node < snapshot.nodeCount() && bytes.length > 0; node++) {
        assertThat(index.rank(node, bytes))
            .as("'%s' in '%s'", wanted, snapshot.name(node))
            .isEqualTo(naive(snapshot.name(node), NameIndex.fold(wanted)));
      }
    }
  }

  @Test
  void namesThatFillManyPagesAreFoundInEach() {
    GraphSnapshot.Builder graph = GraphSnapshot.builder(Instant.EPOCH);
    String padding = "x".repeat(1_000);
    IntStream.range(0, 3_000)
        .forEach(i ->
            graph.add(
                named(
                    NodeKind.GROUP,
                    "s/Group/%05d".formatted(i),
                    padding + " name%05d".formatted(i))));
    GraphSnapshot snapshot = graph.build();
    NameIndex index = NameIndex.of(snapshot);
    for (int i = 0; i < 3_000; i += 7) {
      byte[] wanted = NameIndex.wanted("NAME%05d".formatted(i));
      int found = snapshot.find("s/Group/%05d".formatted(i)).orElseThrow();
      assertThat(IntStream.range(0, 3_000).filter(node -> index.rank(node, wanted) > 0))
          .containsExactly(found);
    }
  }

  private static Node named(NodeKind kind, String key, String name) {
    Node plain = Node.of(kind, key);
    return new Node(
        kind,
        key,
        name,
        plain.source(),
        plain.resourceType(),
        plain.resourceId(),
        plain.active(),
        plain.identityKind(),
        0,
        false,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
