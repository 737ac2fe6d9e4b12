package dev.firebreak.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.demo.larkspur.Stories;
import dev.firebreak.testkit.SharedNeo4j;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every Larkspur, whoever the people are.
@ExtendWith(SharedNeo4j.class)
class LarkspurSeedsTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {2, 3, 4})
  void exactlyWhatWasPlantedIsFound(long seed, URI neo4j, @TempDir Path folder) throws Exception {
    try (var installation = Installation.open(seed, folder.resolve("demo"), neo4j)) {
      Stories stories = installation.larkspur().stories();
      var report = installation.harvest();
      assertThat(report.complete()).isTrue();
      assertThat(report.problems()).isEmpty();
      AnalysisRun run = installation.firebreak().analyse();
      List<Finding> findings =
          installation.findings().stream().map(StoredFinding::finding).toList();

      assertThat(Planted.found(findings)).isEqualTo(Planted.findings(stories));
      assertThat(run.grantsUnknown()).isEqualTo(1);
      assertThat(findings).extracting(Finding::key).contains(Planted.adminSafe(stories));
      for (var found : findings) {
        if (found.key().equals(Planted.toxicPair(stories))) {
          assertThat(found.because())
              .map(Planted::stops)
              .isEqualTo(Planted.toxicPairPaths(stories));
        }
        if (found.key().equals(Planted.adminSafe(stories))) {
          assertThat(Planted.stops(found.because().getFirst()))
              .startsWith(Planted.adminSafePath(stories).toArray(String[]::new));
        }
      }
    }
  }
}
