package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.scene.GraphText;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.testkit.Seeds;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A harvest that is cut off at any request, or dies with its process between two of them, and is
/// then done again ends in the graph and in the history of one that was never disturbed.
@ExtendWith(SharedNeo4j.class)
class InterruptedHarvestTest {

  private static final String CHANGES =
      """
      MATCH (c:AccessChange)
      RETURN c.change + ' ' + c.from + ' ' + c.kind + ' ' + c.to + ' ' + c.via AS line
      ORDER BY line
      """;

  private static final List<String> SOURCES = List.of("app", "vault");

  /// The process ends here: nothing of the harvest runs after it.
  private static final class Death extends RuntimeException {}

  static LongStream lives() {
    return Seeds.of(20);
  }

  private record Behind(SourceConfig config, ScimClient client, FaultyServer front) {
    static Behind of(Scene scene, String id, Served served) throws IOException {
      FaultyServer front =
          scene.closing(FaultyServer.inFrontOf(served.provider(), new Fault.None()));
      SourceConfig direct = served.config();
      return new Behind(
          Served.unguarded(Served.declared(id, direct.kind(), front.baseUri(), direct.map())),
          scene.closing(Served.client(id, front.baseUri())),
          front);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("lives")
  void aRepeatedHarvestEndsWhereAnUndisturbedOneDoes(long seed) throws IOException {
    RandomOrganisation organisation = new RandomOrganisation(seed);
    SortedSet<String> graph;
    List<String> changes;
    Random random = new Random(seed);
    String victim = random.nextBoolean() ? "app" : "vault";
    int round = random.nextInt(2);
    try (Scene scene = new Scene()) {
      Map<String, Served> sources =
          Map.of("app", scene.application("app"), "vault", scene.vault("vault"));
      Map<String, Behind> behind =
          Map.of(
              "app", Behind.of(scene, "app", sources.get("app")),
              "vault", Behind.of(scene, "vault", sources.get("vault")));
      organisation.change();
      // The undisturbed life, then the same once more with one harvest cut off.
      List<Map<String, Map<String, List<String>>>> served =
          List.of(copy(organisation), copy(changed(organisation)));
      long[] requests = new long[served.size() + 1];
      for (int i = 0; i < served.size(); i++) {
        serve(served.get(i), sources);
        SOURCES.forEach(id -> harvest(scene, behind.get(id)));
        requests[i + 1] = pages(behind.get(victim).front());
      }
      graph = scene.text();
      changes = scene.rows(CHANGES);
      SharedNeo4j.clear();

      for (int i = 0; i < served.size(); i++) {
        serve(served.get(i), sources);
        if (i == round) {
          cut(scene, behind.get(victim), random, requests[i + 1] - requests[i]);
        }
        SOURCES.forEach(id -> harvest(scene, behind.get(id)));
      }
      assertThat(GraphText.difference(graph, scene.text()))
          .as("seed %d, %s in round %d", seed, victim, round)
          .isEmpty();
      assertThat(scene.rows(CHANGES)).as("history, seed %d", seed).isEqualTo(changes);
    }
  }

  /// How many pages were asked for. What the source says of itself is asked for once, and not again
  /// in the second life.
  private static long pages(FaultyServer front) {
    return front.requests().stream()
        .filter(request -> !request.contains("/ServiceProviderConfig"))
        .filter(request -> !request.contains("/ResourceTypes"))
        .count();
  }

  private static void harvest(Scene scene, Behind source) {
    assertThat(scene.harvest(source.config(), source.client()).complete()).isTrue();
  }

  private static void cut(Scene scene, Behind source, Random random, long requests) {
    int after = random.nextInt((int) requests);
    if (random.nextBoolean()) {
      source
          .front()
          .becomeAfter(
              after, random.nextBoolean() ? new Fault.CutsBody() : new Fault.GarblesBody());
      assertThat(scene.harvest(source.config(), source.client()).state())
          .isEqualTo(HarvestState.INCOMPLETE);
      source.front().repair();
      return;
    }
    int endpoint = random.nextInt(source.config().reads().size());
    int[] read = {0};
    try {
      scene
          .harvester()
          .harvest(
              source.config(),
              ResourceReader.of(source.client()),
              (id, path, count, promised) -> {
                if (read[0]++ == endpoint) {
                  throw new Death();
                }
              });
      throw new AssertionError("it lives");
    } catch (Death expected) {
      scene.clock().pass(java.time.Duration.ofMinutes(1));
    }
  }

  private static RandomOrganisation changed(RandomOrganisation organisation) {
    organisation.change();
    return organisation;
  }

  private static Map<String, Map<String, List<String>>> copy(RandomOrganisation organisation) {
    Map<String, Map<String, List<String>>> all = new java.util.HashMap<>();
    for (String id : SOURCES) {
      Map<String, List<String>> endpoints = new java.util.LinkedHashMap<>();
      organisation
          .of(id)
          .forEach((endpoint, resources) ->
              endpoints.put(endpoint, resources.values().stream().map(Object::toString).toList()));
      all.put(id, endpoints);
    }
    return all;
  }

  private static void serve(
      Map<String, Map<String, List<String>>> what, Map<String, Served> sources) {
    what.forEach((id, endpoints) ->
        endpoints.forEach((endpoint, resources) -> {
          Served served = sources.get(id);
          served.ids(endpoint).forEach(old -> served.lacks(endpoint, old));
          served.has(endpoint, resources);
        }));
  }
}
