package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.ingest.harvest.EdgeSpool.Stated;
import dev.firebreak.ingest.map.EdgeRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeSpoolTest {

  @ParameterizedTest(name = "{0} in memory")
  @ValueSource(ints = {1, 7, 250, 10_000})
  void edgesComeBackAsTheyWereWhereverTheyWaited(int inMemory, @TempDir Path folder)
      throws IOException {
    long seed = 20260301;
    Random random = new Random(seed);
    List<Stated> all = new ArrayList<>();
    List<List<Stated>> back = new ArrayList<>();
    try (EdgeSpool spool = new EdgeSpool(inMemory, folder.resolve("edges"))) {
      for (int resource = 0; resource < 200; resource++) {
        for (int i = random.nextInt(4); i >= 0; i--) {
          Stated stated = stated("hr/Group/é" + resource, random);
          all.add(stated);
          spool.add(stated.kind(), stated.row());
        }
      }
      spool.eachResource(back::add);
      List<List<Stated>> again = new ArrayList<>();
      spool.eachResource(again::add);
      assertThat(again).isEqualTo(back);
    }
    assertThat(folder).isEmptyDirectory();
    assertThat(back).as("seed %d", seed).hasSize(200);
    assertThat(back.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
  }

  private static Stated stated(String via, Random random) {
    return new Stated(
        random.nextBoolean() ? EdgeKind.MEMBER_OF : EdgeKind.HOLDS,
        new EdgeRow(
            random.nextBoolean() ? List.of("a") : List.of("a", "b\n\0\uD83D\uDD25"),
            List.of(via),
            via,
            "members",
            random.nextBoolean() ? null : Instant.ofEpochSecond(random.nextInt(), 7),
            null,
            random.nextBoolean() ? null : Instant.MIN));
  }
}
