package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.history.AccessHistory;
import dev.firebreak.ingest.history.AccessPeriod;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.testkit.Seeds;
import dev.firebreak.testkit.SharedNeo4j;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The history of access over random harvests is what a replay of the same JSON by hand says.
@ExtendWith(SharedNeo4j.class)
class AccessReplayTest {

  static LongStream seeds() {
    return Seeds.of(3);
  }

  /// @param granted null for unknown
  private record Had(
      String access, Instant seen, @Nullable Instant granted, @Nullable Instant removed) {}

  /// What a person with a notebook would write down at each harvest.
  private static final class Notebook {
    private final Map<String, Had> open = new HashMap<>();
    private final List<Had> ended = new ArrayList<>();
    private final Set<String> begun = new HashSet<>();

    void harvest(String source, Set<String> access, Instant at) {
      boolean first = begun.add(source);
      for (String each : access) {
        open.putIfAbsent(each, new Had(each, at, first ? null : at, null));
      }
      open.values()
          .removeIf(had -> {
            boolean gone = had.access().startsWith(source + "/") && !access.contains(had.access());
            if (gone) {
              ended.add(new Had(had.access(), had.seen(), had.granted(), at));
            }
            return gone;
          });
    }

    List<String> between(Instant from, Instant to) {
      List<Had> all = new ArrayList<>(ended);
      all.addAll(open.values());
      return all.stream()
          .filter(had ->
              had.seen().isBefore(to) && (had.removed() == null || had.removed().isAfter(from)))
          .map(Had::toString)
          .sorted()
          .toList();
    }
  }

  private static List<String> told(Scene scene, @Nullable String who, Instant from, Instant to) {
    return AccessHistory.between(scene.graph(), who, from, to).stream()
        .map(AccessReplayTest::had)
        .map(Had::toString)
        .sorted()
        .toList();
  }

  private static Had had(AccessPeriod period) {
    return new Had(
        "%s -%s-> %s via=%s"
            .formatted(period.principal(), period.kind(), period.target(), period.via()),
        period.firstSeen(),
        period.grantedAt(),
        period.removedAt());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void historyIsWhatANotebookSays(long seed) {
    Random random = new Random(seed);
    RandomOrganisation organisation = new RandomOrganisation(seed);
    Notebook notebook = new Notebook();
    try (Scene scene = new Scene()) {
      Map<String, Served> sources =
          Map.of(
              "app", scene.application("app").unguarded(),
              "vault", scene.vault("vault").unguarded());
      for (int round = 0; round < 4; round++) {
        organisation.change();
        Set<String> access = NaiveMapping.access(NaiveMapping.of(organisation));
        for (String id : organisation.order()) {
          HarvestPropertyTest.serve(organisation, id, sources.get(id));
          Instant at = scene.clock().instant();
          sources.get(id).harvestAll();
          notebook.harvest(
              id,
              access.stream()
                  .filter(line -> line.startsWith(id + "/"))
                  .collect(java.util.stream.Collectors.toSet()),
              at);
        }
      }
      for (int window = 0; window < 12; window++) {
        Instant from = Scene.START.plusSeconds(random.nextInt(600) - 30);
        Instant to = from.plusSeconds(1 + random.nextInt(600));
        assertThat(told(scene, null, from, to))
            .as("from %s to %s", from, to)
            .isEqualTo(notebook.between(from, to));
      }
      Instant end = scene.clock().instant();
      List<String> all = notebook.between(Instant.EPOCH, end);
      assertThat(all)
          .anyMatch(line -> line.contains("granted=null"))
          .anyMatch(line -> line.contains("granted=2026"))
          .anyMatch(line -> line.contains("removed=2026"));
      assertThat(told(scene, "app/User/1", Instant.EPOCH, end))
          .isEqualTo(all.stream().filter(line -> line.contains("=app/User/1 -")).toList());
      scene.rows(
          "MATCH (c:AccessChange {change: 'REMOVED'}) WITH c LIMIT 1 DELETE c RETURN 1 AS x");
      assertThat(told(scene, null, Instant.EPOCH, end))
          .as("a record that is lost is noticed")
          .isNotEqualTo(all);
    }
  }
}
