package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.scene.GraphText;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.testkit.SharedNeo4j;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One service provider, harvested in full as one source and by its changes as another: after any
/// changes both have the same graph and the same history.
@ExtendWith(SharedNeo4j.class)
class UpdatePropertyTest {

  private static final int ROUNDS = 14;

  @ParameterizedTest(name = "seed {0}, vault {1}, by notices {2}")
  @CsvSource({
    "1,false,false",
    "2,false,false",
    "3,false,true",
    "4,false,true",
    "1,true,false",
    "2,true,false",
    "3,true,true",
    "4,true,true",
    "5,true,true",
    "6,false,true",
    "7,true,false"
  })
  void whatIsReadByItsChangesIsWhatIsReadInFull(long seed, boolean vault, boolean byNotices) {
    try (Scene scene = new Scene()) {
      Served served = vault ? scene.vault("full") : scene.application("full");
      SourceConfig full = Served.unguarded(served.config());
      SourceConfig byChanges =
          Served.unguarded(
              Served.declared("part", full.kind(), served.provider().baseUri(), full.map()));
      RandomChanges changes = new RandomChanges(seed, served, vault);
      int updated = 0;
      int inFull = 0;
      for (int round = 0; round < ROUNDS; round++) {
        changes.change();
        scene.clock().pass(Duration.ofHours(3));
        ResourceReader reader = ResourceReader.of(served.client());
        HarvestReceipt one = scene.harvester().harvest(full, reader, HarvestProgress.SILENT);
        HarvestReceipt other =
            scene
                .harvester()
                .update(
                    byChanges,
                    ChangeReader.of(served.client()),
                    byNotices ? changes.noticed("part") : null,
                    reader,
                    HarvestProgress.SILENT);
        assertThat(one.followed() && other.followed()).isTrue();
        if (other.complete()) {
          inFull++;
        } else {
          updated++;
        }
        scene.clock().pass(Duration.ofHours(3));
        String where = "seed %d, round %d, %s".formatted(seed, round, other.summary());
        SortedSet<String> all = scene.text();
        assertThat(GraphText.difference(of("full", all), of("part", all))).as(where).isEmpty();
        List<String> history = scene.accessChanges();
        assertThat(of("part", history)).as(where).isEqualTo(of("full", history));
      }
      assertThat(updated).as("harvests by changes, seed %d", seed).isPositive();
      assertThat(inFull).as("full harvests, seed %d", seed).isPositive();
    }
  }

  /// The lines about a source, without its name.
  private static SortedSet<String> of(String source, Collection<String> lines) {
    return lines.stream()
        .filter(line -> line.contains(source + "/"))
        .map(line -> line.replace(source + "/", "it/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
