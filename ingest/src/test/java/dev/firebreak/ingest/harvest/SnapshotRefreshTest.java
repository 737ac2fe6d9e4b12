package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.graph.snapshot.SnapshotReader;
import dev.firebreak.graph.snapshot.SnapshotStore;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A snapshot that is refreshed after each harvest, update and correlation is the one that a full
/// read gives.
@ExtendWith(SharedNeo4j.class)
class SnapshotRefreshTest {

  private static final int ROUNDS = 24;

  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatIsRefreshedIsWhatIsReadInFull(long seed) {
    Random random = new Random(seed);
    try (Scene scene = new Scene()) {
      Served directory = Example.directory(scene);
      Served application = scene.application("app");
      Served vault = scene.vault("safe");
      directory.harvestAll();
      RandomChanges inApplication = new RandomChanges(seed, application, false);
      RandomChanges inVault = new RandomChanges(seed, vault, true);
      SnapshotStore store = new SnapshotStore(scene.graph(), folder);
      for (int round = 0; round < ROUNDS; round++) {
        scene.clock().pass(Duration.ofHours(3));
        String did =
            switch (random.nextInt(5)) {
              case 0 -> step(scene, application, "app", inApplication, false);
              case 1 -> step(scene, vault, "safe", inVault, false);
              case 2 -> step(scene, application, "app", inApplication, true);
              case 3 -> step(scene, vault, "safe", inVault, true);
              default -> {
                scene.correlate();
                yield "correlate";
              }
            };
        if (random.nextInt(4) == 0) {
          store = new SnapshotStore(scene.graph(), folder);
        }
        if (random.nextInt(3) > 0) {
          Instant at = scene.clock().instant();
          same(
              store.at(at),
              SnapshotReader.read(scene.graph(), at),
              "seed %d, round %d, after %s".formatted(seed, round, did));
        }
      }
    }
  }

  @Test
  void whatAQuarantinedHarvestMissedAndItsAcceptanceAreRefreshed() {
    try (Scene scene = new Scene()) {
      Served directory = Example.directory(scene);
      directory.harvestAll();
      scene.correlate();
      SnapshotStore store = new SnapshotStore(scene.graph(), folder);
      Instant at = scene.clock().instant();
      same(store.at(at), SnapshotReader.read(scene.graph(), at), "at first");
      directory.lacks("/Users", "u1").lacks("/Users", "u2").lacks("/Users", "u3").harvest();
      at = scene.clock().instant();
      same(store.at(at), SnapshotReader.read(scene.graph(), at), "in quarantine");
    }
  }

  private static String step(
      Scene scene, Served served, String id, RandomChanges changes, boolean update) {
    changes.change();
    scene.clock().pass(Duration.ofHours(3));
    SourceConfig source = Served.unguarded(served.config());
    ResourceReader reader = ResourceReader.of(served.client());
    return update
        ? scene
            .harvester()
            .update(
                source,
                ChangeReader.of(served.client()),
                changes.noticed(id),
                reader,
                HarvestProgress.SILENT)
            .summary()
        : scene.harvester().harvest(source, reader, HarvestProgress.SILENT).summary();
  }

  private static void same(GraphSnapshot one, GraphSnapshot other, String where) {
    assertThat(nodes(one)).as(where).isEqualTo(nodes(other));
    assertThat(edges(one)).as(where).isEqualTo(edges(other));
    assertThat(IntStream.range(0, one.edgeCount()).filter(one::isReach).toArray())
        .as(where)
        .isEqualTo(IntStream.range(0, other.edgeCount()).filter(other::isReach).toArray());
  }

  private static List<Node> nodes(GraphSnapshot snapshot) {
    return IntStream.range(0, snapshot.nodeCount()).mapToObj(snapshot::node).toList();
  }

  private static List<Edge> edges(GraphSnapshot snapshot) {
    return IntStream.range(0, snapshot.edgeCount()).mapToObj(snapshot::edge).toList();
  }
}
