package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.harvest.HarvestReceipt.Part;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceConfig.Kind;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A harvest that somebody ends.
@ExtendWith(SharedNeo4j.class)
class CancelledHarvestTest {

  private Scene scene;

  @BeforeEach
  void open() {
    scene = new Scene();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void itRemovesNothingSaysWhoEndedItAndTheNextOneIsWhole() {
    Served hr = Example.directory(scene);
    hr.harvest();
    SortedSet<String> before = scene.text();
    hr.lacks("/Users", "u3");
    Cancellation cancellation = new Cancellation();
    HarvestReceipt receipt =
        scene
            .harvester()
            .harvest(
                hr.config(),
                ResourceReader.of(hr.client()),
                cancellation.endable(
                    (source, endpoint, read, promised) -> cancellation.wish("ada")));
    assertThat(receipt.state()).isEqualTo(HarvestState.INCOMPLETE);
    assertThat(receipt.problem()).contains("the harvest was cancelled by ada after");
    assertThat(receipt.parts()).extracting(Part::complete).contains(false);
    assertThat(scene.text()).isEqualTo(before);
    assertThat(hr.harvest().complete()).isTrue();
    assertThat(scene.text()).noneMatch(line -> line.contains("hr/User/u3"));
  }

  @Test
  void itDoesNotWaitForASourceThatDoesNotAnswer() throws Exception {
    Served hr = Example.directory(scene);
    hr.harvest();
    SortedSet<String> before = scene.text();
    Cancellation cancellation = new Cancellation();
    HarvestReceipt receipt =
        endedBy(
            hr,
            cancellation,
            List.of("ada", "ben"),
            (config, client) ->
                scene
                    .harvester()
                    .harvest(
                        config,
                        ResourceReader.of(client),
                        cancellation.endable(HarvestProgress.SILENT)));
    assertThat(receipt.problem())
        .isEqualTo("hr: the harvest was cancelled by ada after 0 resources of /Users");
    assertThat(scene.text()).isEqualTo(before);
    assertThat(hr.harvest().complete()).isTrue();
  }

  @Test
  void aReadingOfChangesDoesNotWaitEither() throws Exception {
    Served hr = Example.directory(scene);
    hr.harvest();
    Cancellation cancellation = new Cancellation();
    HarvestReceipt receipt =
        endedBy(
            hr,
            cancellation,
            List.of("ada"),
            (config, client) ->
                scene
                    .harvester()
                    .update(
                        config,
                        ChangeReader.of(client),
                        null,
                        ResourceReader.of(client),
                        cancellation.endable(HarvestProgress.SILENT)));
    assertThat(receipt.problem())
        .isEqualTo("hr: the harvest was cancelled by ada after 0 resources of /Users");
  }

  private interface Reading {
    HarvestReceipt of(SourceConfig config, ScimClient client);
  }

  /// What comes of a reading of a source that takes hours to answer its only request, once somebody
  /// wishes its end.
  private static HarvestReceipt endedBy(
      Served source, Cancellation cancellation, List<String> people, Reading reading)
      throws Exception {
    try (FaultyServer slow =
            FaultyServer.inFrontOf(source.provider(), new Fault.Dribbles(Duration.ofHours(1)));
        ScimClient client = Served.client("hr", slow.baseUri())) {
      SourceConfig config =
          Served.declared("hr", Kind.DIRECTORY, slow.baseUri(), source.config().map());
      CompletableFuture<HarvestReceipt> harvest =
          CompletableFuture.supplyAsync(() -> reading.of(config, client));
      while (slow.requests().isEmpty()) {
        assertThat(harvest).isNotDone();
        Thread.onSpinWait();
      }
      people.forEach(cancellation::wish);
      HarvestReceipt receipt = harvest.get(20, TimeUnit.SECONDS);
      assertThat(slow.requests()).hasSize(1);
      return receipt;
    }
  }

  @Test
  void oneThatWasCancelledBeforeItBeganReadsNothing() throws IOException {
    Served hr = Example.directory(scene);
    Cancellation cancellation = new Cancellation();
    cancellation.wish("ada");
    HarvestReceipt receipt =
        scene
            .harvester()
            .harvest(
                hr.config(),
                ResourceReader.of(hr.client()),
                cancellation.endable(HarvestProgress.SILENT));
    assertThat(receipt.problem()).contains("cancelled by ada after 0 resources of /Users");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(receipt.accounts()).isZero();
  }
}
