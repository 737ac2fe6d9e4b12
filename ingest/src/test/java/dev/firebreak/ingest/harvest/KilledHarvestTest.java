package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.scene.GraphText;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig.Kind;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Processes that are killed in mid-harvest (SIGKILL), one after the other.
@ExtendWith(SharedNeo4j.class)
class KilledHarvestTest {
  private static final int LIVES = 20;
  private static final int USERS = 150;

  @TempDir private Path folder;

  @Test
  void twentyLivesReadWhatOneReadsAndEndInTheSameGraph() throws Exception {
    long seed = Long.getLong("prop.seed", System.nanoTime());
    System.out.println("killed harvest: -Dprop.seed=" + seed);
    Random random = new Random(seed);
    try (Scene scene = new Scene()) {
      Served app =
          scene
              .serve("app", Kind.APPLICATION, SourceMapping.DEFAULT)
              .has("/Users", numbered(USERS, "{'id':'u%1$d','userName':'user %1$d'}"))
              .has("/Entitlements", numbered(9, "{'id':'e%1$d','value':'e%1$d'}"))
              .has(
                  "/Groups",
                  numbered(
                      20,
                      "{'id':'g%1$d','displayName':'Group %1$d','members':[{'value':'u%1$d'},{'value':'u1%1$d'}]}"));
      FaultyServer front = scene.closing(FaultyServer.inFrontOf(app.provider(), new Fault.None()));
      assertThat(said(life(front))).startsWith("app: complete, ");
      long pages = pages(front, 0);
      SortedSet<String> undisturbed = scene.text();
      assertThat(folder).isEmptyDirectory();
      SharedNeo4j.clear();

      int before = front.requests().size();
      for (int i = 0; i < LIVES; i++) {
        int seen = front.requests().size();
        int requests = 4 + random.nextInt(3);
        front.becomeAfter(
            requests,
            random.nextBoolean() ? new Fault.Dribbles(Duration.ofHours(1)) : new Fault.None());
        Process life = life(front);
        try {
          while (front.requests().size() <= seen + requests) {
            assertThat(life.isAlive()).as("seed %d, life %d", seed, i).isTrue();
            Thread.onSpinWait();
          }
        } finally {
          life.destroyForcibly();
          assertThat(life.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        front.repair();
      }
      assertThat(left()).as("what was read is kept").anyMatch(name -> name.endsWith(".pages"));
      assertThat(said(life(front))).as("seed %d", seed).startsWith("app: complete, ");
      assertThat(GraphText.difference(undisturbed, scene.text())).as("seed %d", seed).isEmpty();
      assertThat(pages(front, before))
          .as("pages asked for in %d lives, seed %d", LIVES + 1, seed)
          .isBetween(pages, pages + 2 * LIVES);
      assertThat(left()).isEmpty();
    }
  }

  private Process life(FaultyServer front) throws Exception {
    return ChildHarvest.start(SharedNeo4j.uri(), front.baseUri(), folder);
  }

  private static String said(Process process) throws Exception {
    String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(all).isZero();
    return all.lines().filter(line -> line.startsWith("app: ")).collect(Collectors.joining("\n"));
  }

  private List<String> left() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }

  private static long pages(FaultyServer front, int from) {
    List<String> requests = front.requests();
    return requests.subList(from, requests.size()).stream()
        .filter(request -> request.contains("startIndex="))
        .count();
  }

  private static List<String> numbered(int count, String json) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> Served.json(json.formatted(i))).toList();
  }
}
