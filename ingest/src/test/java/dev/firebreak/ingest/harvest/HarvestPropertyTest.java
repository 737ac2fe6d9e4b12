package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.scene.GraphText;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.testkit.Seeds;
import dev.firebreak.testkit.SharedNeo4j;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random organisations, served by real providers, harvested, changed, and harvested again: the
/// graph is what a naive mapping of the same JSON says, and the history is the difference.
@ExtendWith(SharedNeo4j.class)
class HarvestPropertyTest {

  static LongStream seeds() {
    return Seeds.of(4);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theGraphIsWhatANaiveMappingSaysNowAndAfterEveryChange(long seed) {
    RandomOrganisation organisation = new RandomOrganisation(seed);
    try (Scene scene = new Scene()) {
      Map<String, Served> sources =
          Map.of(
              "app", scene.application("app").unguarded(),
              "vault", scene.vault("vault").unguarded());
      SortedSet<String> before = null;
      int history = 0;
      for (int round = 0; round < 3; round++) {
        organisation.change();
        sources.forEach((id, served) -> serve(organisation, id, served));
        for (String id : organisation.order()) {
          sources.get(id).harvestAll();
        }
        SortedSet<String> expected = NaiveMapping.of(organisation);
        assertThat(GraphText.difference(expected, scene.text())).as("round %d", round).isEmpty();
        SortedSet<String> access = NaiveMapping.access(expected);
        if (before != null) {
          history += NaiveMapping.changes(before, access);
        }
        assertThat(scene.accessChanges()).as("history, round %d", round).hasSize(history);
        before = access;
      }
      assertThat(history).as("something happened").isPositive();
    }
  }

  static void serve(RandomOrganisation organisation, String id, Served served) {
    organisation
        .of(id)
        .forEach((endpoint, resources) -> {
          for (String old : served.ids(endpoint)) {
            if (!resources.containsKey(old)) {
              served.lacks(endpoint, old);
            }
          }
          served.has(
              endpoint, resources.values().stream().map(resource -> resource.toString()).toList());
        });
  }
}
