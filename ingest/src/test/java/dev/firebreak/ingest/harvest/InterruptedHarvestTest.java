package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.scene.GraphText;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.scim.client.Listing;
import dev.firebreak.scim.client.ListingJournal;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import dev.firebreak.testkit.Seeds;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A harvest that is cut off at any request or resource, by its source, by a person or with its
/// process, and is then continued, ends in the graph, in the history and with the counts of one
/// that was never disturbed, and asks for no page twice but the one where it was cut off.
@ExtendWith(SharedNeo4j.class)
class InterruptedHarvestTest {

  private static final String CHANGES =
      """
      MATCH (c:AccessChange)
      RETURN c.change + ' ' + c.from + ' ' + c.kind + ' ' + c.to + ' ' + c.via AS line
      ORDER BY line
      """;

  /// What of the receipt must be as if it had never been disturbed.
  private record Counts(
      String endpoint, @Nullable Integer promised, int received, int distinct, int rejected) {
    static List<Counts> of(HarvestReceipt receipt) {
      return receipt.parts().stream()
          .map(part ->
              new Counts(
                  part.endpoint(),
                  part.promised(),
                  part.received(),
                  part.distinct(),
                  part.rejected()))
          .toList();
    }
  }

  private static final List<String> SOURCES = List.of("app", "vault");

  /// The process ends here: nothing of the harvest runs after it.
  private static final class Death extends RuntimeException {}

  static Stream<Arguments> lives() {
    return Seeds.of(20)
        .boxed()
        .flatMap(seed -> Stream.of(false, true).map(c -> Arguments.of(seed, c)));
  }

  private record Behind(SourceConfig config, ScimClient client, FaultyServer front) {
    static Behind of(Scene scene, String id, Served served, boolean cursors) throws IOException {
      FaultyServer front =
          scene.closing(
              FaultyServer.inFrontOf(
                  served.provider(),
                  cursors ? new Fault.PagesByCursor(Integer.MAX_VALUE) : new Fault.None()));
      SourceConfig direct = served.config();
      return new Behind(
          Served.unguarded(Served.declared(id, direct.kind(), front.baseUri(), direct.map())),
          scene.closing(Served.client(id, front.baseUri())),
          front);
    }
  }

  @ParameterizedTest(name = "seed {0}, by cursor: {1}")
  @MethodSource("lives")
  void aContinuedHarvestEndsWhereAnUndisturbedOneDoes(long seed, boolean cursors)
      throws IOException {
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
              "app", Behind.of(scene, "app", sources.get("app"), cursors),
              "vault", Behind.of(scene, "vault", sources.get("vault"), cursors));
      organisation.change();
      // The undisturbed life, then the same once more with one harvest cut off.
      List<Map<String, Map<String, List<String>>>> served =
          List.of(copy(organisation), copy(changed(organisation)));
      long[] requests = new long[served.size() + 1];
      List<Counts> counts = List.of();
      for (int i = 0; i < served.size(); i++) {
        serve(served.get(i), sources);
        for (String id : SOURCES) {
          HarvestReceipt receipt = harvest(scene, behind.get(id));
          assertThat(receipt.continuedFrom()).isNull();
          counts = i == round && id.equals(victim) ? Counts.of(receipt) : counts;
        }
        requests[i + 1] = pages(behind.get(victim).front());
      }
      graph = scene.text();
      changes = scene.rows(CHANGES);
      SharedNeo4j.clear();

      for (int i = 0; i < served.size(); i++) {
        serve(served.get(i), sources);
        FaultyServer front = behind.get(victim).front();
        long before = pages(front);
        long whole = requests[i + 1] - requests[i];
        Instant began = scene.clock().instant();
        int failed = 0;
        if (i == round) {
          int resources = counts.stream().mapToInt(Counts::received).sum();
          failed = cut(scene, behind.get(victim), random, whole, resources, cursors);
        }
        for (String id : SOURCES) {
          if (i == round && id.equals(victim)) {
            long asked = pages(front) - before;
            HarvestReceipt receipt = harvest(scene, behind.get(id));
            assertThat(pages(front) - before)
                .as("pages in all, seed %d, %d when it was cut off", seed, asked)
                .isLessThanOrEqualTo(whole + failed + 1);
            assertThat(Counts.of(receipt)).as("seed %d", seed).isEqualTo(counts);
            assertThat(receipt.startedAt())
                .isEqualTo(receipt.continuedFrom() == null ? receipt.startedAt() : began);
          } else {
            harvest(scene, behind.get(id));
          }
        }
        assertThat(scene.folder()).as("nothing is kept").isEmptyDirectory();
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

  private static HarvestReceipt harvest(Scene scene, Behind source) {
    HarvestReceipt receipt = scene.harvest(source.config(), source.client());
    assertThat(receipt.complete()).as("%s", receipt.problem()).isTrue();
    return receipt;
  }

  /// @return how many requests at most came to nothing
  private static int cut(
      Scene scene, Behind source, Random random, long requests, int resources, boolean cursors) {
    if (resources == 0) {
      return 0;
    }
    switch (random.nextInt(cursors ? 2 : 3)) {
      case 0 -> {
        int[] left = {random.nextInt(resources)};
        try {
          scene
              .harvester()
              .harvest(
                  source.config(),
                  dying(ResourceReader.of(source.client()), left),
                  HarvestProgress.SILENT);
          throw new AssertionError("it lives");
        } catch (Death expected) {
          scene.restarted();
          scene.clock().pass(Duration.ofMinutes(1));
        }
        return 1;
      }
      case 1 -> {
        int[] left = {random.nextInt(resources)};
        Cancellation cancellation = new Cancellation();
        HarvestReceipt receipt =
            scene
                .harvester()
                .harvest(
                    source.config(),
                    wishing(ResourceReader.of(source.client()), left, cancellation),
                    cancellation.endable(HarvestProgress.SILENT));
        assertThat(receipt.problem()).contains("cancelled by ada");
        scene.clock().pass(Duration.ofMinutes(1));
        return 1;
      }
      default -> {
        source
            .front()
            .becomeAfter(
                random.nextInt((int) requests),
                random.nextBoolean() ? new Fault.CutsBody() : new Fault.GarblesBody());
        assertThat(scene.harvest(source.config(), source.client()).state())
            .isEqualTo(HarvestState.INCOMPLETE);
        source.front().repair();
        return source.config().reads().size();
      }
    }
  }

  /// A reader under which the process dies at a resource.
  private static ResourceReader dying(ResourceReader reader, int[] left) {
    return counting(
        reader,
        left,
        () -> {
          throw new Death();
        });
  }

  /// A reader under which somebody cancels the harvest at a resource.
  private static ResourceReader wishing(
      ResourceReader reader, int[] left, Cancellation cancellation) {
    return counting(reader, left, () -> cancellation.wish("ada"));
  }

  private static ResourceReader counting(ResourceReader reader, int[] left, Runnable at) {
    return new ResourceReader() {
      @Override
      public Listing list(ResourceType type, Consumer<ScimResource> each) {
        return list(type, each, _ -> {}, ListingJournal.NONE);
      }

      @Override
      public Listing list(
          ResourceType type,
          Consumer<ScimResource> each,
          Consumer<Listing> soFar,
          ListingJournal journal) {
        return reader.list(
            type,
            resource -> {
              if (left[0]-- == 0) {
                at.run();
              }
              each.accept(resource);
            },
            soFar,
            journal);
      }
    };
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
