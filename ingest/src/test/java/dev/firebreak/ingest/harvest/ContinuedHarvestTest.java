package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceConfig.Kind;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.scim.client.ListingJournal.Mark;
import dev.firebreak.scim.client.ListingJournal.Reader;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.resource.ScimResource;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is said of a harvest that continues, and when it does not.
@ExtendWith(SharedNeo4j.class)
class ContinuedHarvestTest {

  /// ServiceProviderConfig, ResourceTypes, three pages of users.
  private static final int THREE_PAGES = 5;

  private Scene scene;
  private Served hr;
  private FaultyServer front;
  private SourceConfig config;
  private ScimClient client;

  @BeforeEach
  void aDirectoryOfTwelveInFourPages() throws IOException {
    scene = new Scene();
    hr =
        scene
            .directory("hr")
            .has(
                "/Users",
                IntStream.rangeClosed(10, 21)
                    .mapToObj(i ->
                        Served.json(
                            "{'id':'u%1$d','userName':'user%1$d','password':'hunter2'}"
                                .formatted(i)))
                    .toList())
            .has("/Groups", "{'id':'g1','displayName':'All','members':[{'value':'u11'}]}");
    front = scene.closing(FaultyServer.inFrontOf(hr.provider(), new Fault.None()));
    config =
        Served.unguarded(Served.declared("hr", Kind.DIRECTORY, front.baseUri(), hr.config().map()));
    client = scene.closing(Served.client("hr", front.baseUri()));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void cutOff() {
    cutOffAfter(THREE_PAGES);
  }

  /// The same in a harvest that asks for nothing but pages, since the client knows the rest.
  private void cutOffAgain() {
    cutOffAfter(3);
  }

  private void cutOffAfter(int requests) {
    front.becomeAfter(requests, new Fault.CutsBody());
    assertThat(harvest(config).state()).isEqualTo(HarvestState.INCOMPLETE);
    front.repair();
    scene.restarted();
  }

  private HarvestReceipt harvest(SourceConfig source) {
    return scene.harvest(source, client);
  }

  private List<String> pagesAsked(Runnable work) {
    int before = front.requests().size();
    work.run();
    return front.requests().stream()
        .skip(before)
        .filter(request -> request.contains("startIndex="))
        .map(request -> request.replaceAll(".*v2(/\\w+)\\?.*startIndex=(\\d+).*", "$1 $2"))
        .toList();
  }

  private void beginsAnew(SourceConfig source) {
    HarvestReceipt[] receipt = {null};
    assertThat(pagesAsked(() -> receipt[0] = harvest(source)))
        .startsWith("/Users 1", "/Users 4", "/Users 7", "/Users 10");
    assertThat(receipt[0].complete()).isTrue();
    assertThat(receipt[0].continuedFrom()).isNull();
  }

  @Test
  void itAsksForTheLastPageOnceMoreAndTheRestAndSaysSinceWhen() {
    Instant began = scene.clock().instant();
    cutOff();
    scene.clock().pass(Duration.ofMinutes(10));
    List<String> told = new ArrayList<>();
    HarvestReceipt[] receipt = {null};
    List<String> pages =
        pagesAsked(() ->
            receipt[0] =
                scene
                    .harvester()
                    .harvest(
                        config,
                        ResourceReader.of(client),
                        new HarvestProgress() {
                          @Override
                          public void read(String s, String e, int read, @Nullable Integer of) {}

                          @Override
                          public void continued(
                              String source,
                              String endpoint,
                              Continued from,
                              @Nullable Integer promised) {
                            told.add(source + " " + endpoint + " " + from.summary());
                          }
                        }));
    assertThat(pages).containsExactly("/Users 7", "/Users 10", "/Groups 1");
    assertThat(told)
        .containsExactly("hr /Users continues at page 4 (9 resources read until 08:00 UTC)");
    assertThat(receipt[0].state()).isEqualTo(HarvestState.COMPLETE);
    assertThat(receipt[0].startedAt()).isEqualTo(began);
    assertThat(receipt[0].continuedFrom()).isEqualTo(began);
    assertThat(receipt[0].finishedAt()).isEqualTo(began.plus(Duration.ofMinutes(11)));
    assertThat(receipt[0].accounts()).isEqualTo(12);
    assertThat(receipt[0].parts().getFirst().received()).isEqualTo(12);
    assertThat(receipt[0].problems())
        .filteredOn(problem -> problem.contains("password"))
        .singleElement()
        .asString()
        .contains("12 times");
    assertThat(scene.folder()).isEmptyDirectory();
  }

  @Test
  void anEndpointThatWasReadToItsEndIsNotAskedForAgain() {
    front.becomeAfter(THREE_PAGES + 1, new Fault.CutsBody());
    assertThat(harvest(config).state()).isEqualTo(HarvestState.INCOMPLETE);
    front.repair();
    assertThat(pagesAsked(() -> assertThat(harvest(config).complete()).isTrue()))
        .containsExactly("/Groups 1");
  }

  @Test
  void anIncompleteOneIsFollowedByTheOneThatContinuesItThoughThatBeganBefore() {
    cutOff();
    harvest(config);
    assertThat(
            scene
                .graph()
                .ask(HarvestQueries.LAST_HARVEST, new HarvestQueries.SourceId("hr"))
                .getFirst()
                .state())
        .isEqualTo("COMPLETE");
  }

  @Test
  void anHourAfterItsLastPageItBeginsAnew() {
    cutOff();
    scene.clock().pass(Duration.ofMinutes(60));
    beginsAnew(config);
  }

  @Test
  void withAnotherMappingItBeginsAnew() {
    cutOff();
    beginsAnew(
        Served.unguarded(
            Served.declared("hr", Kind.DIRECTORY, front.baseUri(), SourceMapping.DEFAULT)));
  }

  @Test
  void whenItIsToldToItBeginsAnew() {
    cutOff();
    scene.harvester().forget("hr");
    assertThat(kept()).isEmpty();
    beginsAnew(config);
  }

  @Test
  void whatItDoesNotSeeAnyMoreWentWhenItWasContinuedAndNotWhenItFirstBegan() {
    harvest(config);
    hr.lacks("/Groups", "g1").has("/Groups", "{'id':'g1','displayName':'All'}");
    Instant first = scene.clock().instant();
    cutOffAgain();
    scene.clock().pass(Duration.ofMinutes(10));
    Instant continued = scene.clock().instant();
    HarvestReceipt receipt = harvest(config);
    assertThat(receipt.startedAt()).isEqualTo(first);
    assertThat(receipt.continuedFrom()).isNotNull();
    assertThat(
            scene.rows(
                "MATCH (c:AccessChange {change: 'REMOVED'}) RETURN toString(c.at.epochMillis)"))
        .containsExactly(Long.toString(continued.toEpochMilli()));
  }

  @Test
  void afterAnUpdateItBeginsAnewSinceTheGraphIsAheadOfWhatWasRead() {
    harvest(config);
    hr.lacks("/Users", "u21").has("/Users", "{'id':'u21','userName':'other'}");
    assertThatThrownBy(() ->
            scene.harvester().harvest(config, ResourceReader.of(client), dyingAfterTwoPages()))
        .hasMessage("killed");
    scene.restarted();
    assertThat(kept()).isNotEmpty();
    HarvestReceipt update =
        scene
            .harvester()
            .update(
                config,
                ChangeReader.of(client),
                Set.of(new NodeKey("hr", "User", "u21")),
                ResourceReader.of(client),
                HarvestProgress.SILENT);
    assertThat(update.state()).isEqualTo(HarvestState.UPDATED);
    assertThat(kept()).isEmpty();
    beginsAnew(config);
  }

  /// The end of the process: not even a receipt is left.
  private static HarvestProgress dyingAfterTwoPages() {
    return new HarvestProgress() {
      @Override
      public void read(String source, String endpoint, int read, @Nullable Integer promised) {}

      @Override
      public void page(
          String source, String endpoint, int pages, int read, @Nullable Integer promised) {
        if (pages == 2) {
          throw new IllegalStateException("killed");
        }
      }
    };
  }

  @Test
  void afterAResourceWasReadAgainItBeginsAnewSinceItReadItBefore() {
    cutOff();
    hr.lacks("/Users", "u11").has("/Users", "{'id':'u11','userName':'other'}");
    scene.harvester().refresh(config, client, new NodeKey("hr", "User", "u11"));
    HarvestReceipt receipt = harvest(config);
    assertThat(receipt.continuedFrom()).isNull();
    assertThat(scene.text()).anyMatch(line -> line.contains("userName=other"));
  }

  @Test
  void whatWentMeanwhileBeforeTheLastPageBringsItBackToTheBeginning() {
    cutOff();
    hr.lacks("/Users", "u10");
    assertThat(harvest(config).complete()).isTrue();
    assertThat(scene.text()).noneMatch(line -> line.contains("hr/User/u10"));
  }

  @Test
  void aHarvestThatEndedIncompleteOfItselfIsNotContinued() {
    front.become(new Fault.RepeatsFirstPage());
    assertThat(harvest(config).state()).isEqualTo(HarvestState.INCOMPLETE);
    assertThat(kept()).isEmpty();
    front.repair();
    beginsAnew(config);
  }

  @Test
  void noSecretIsOnDiskAndNobodyElseCanReadWhatIs() throws IOException {
    cutOff();
    Path pages = scene.folder().resolve("hr").resolve("user.pages");
    assertThat(Files.getPosixFilePermissions(pages)).hasSize(2);
    assertThat(Files.getPosixFilePermissions(pages.getParent())).hasSize(3);
    StringBuilder all = new StringBuilder();
    try (Frames frames = new Frames(pages)) {
      frames.read(frame -> {
        if (frame.kind() == 'P') {
          PageContent.read(frame.content(), everything(all));
        } else {
          all.append(new String(frame.content(), StandardCharsets.UTF_8));
        }
      });
    }
    assertThat(all).contains("user11").doesNotContain("hunter2");
  }

  private static Reader everything(StringBuilder all) {
    return new Reader() {
      @Override
      public void resource(String key, @Nullable Supplier<ScimResource> whole) {
        all.append(key).append(whole == null ? "" : whole.get().body());
      }

      @Override
      public void page(Mark mark) {
        all.append(mark);
      }

      @Override
      public void restart() {}
    };
  }

  @Test
  void whatNobodyWillContinueIsRemovedWhenTheServiceStarts() {
    cutOff();
    HarvestJournals journals = new HarvestJournals(scene.folder());
    journals.tidy(List.of("hr"), scene.clock().instant());
    assertThat(kept()).isNotEmpty();
    journals.tidy(List.of("hr"), scene.clock().instant().plus(Duration.ofHours(1)));
    assertThat(kept()).isEmpty();
    cutOff();
    journals.tidy(List.of("other"), scene.clock().instant());
    assertThat(scene.folder()).isEmptyDirectory();
  }

  @Test
  void twoAtOnceDoNotMix() {
    HarvestJournals journals = new HarvestJournals(scene.folder());
    Instant now = scene.clock().instant();
    try (HarvestJournal one = journals.open(config, List.of(), now);
        HarvestJournal other = journals.open(config, List.of(), now)) {
      journals.tidy(List.of(), now);
      assertThat(one.startedAt()).isEqualTo(other.startedAt());
      assertThat(scene.folder()).isDirectoryContaining(path -> path.endsWith("hr"));
    }
    assertThat(scene.folder()).isEmptyDirectory();
  }

  private List<Path> kept() {
    try (Stream<Path> files = Files.walk(scene.folder())) {
      return files.filter(file -> file.toString().endsWith(".pages")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
