package dev.firebreak.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.demo.larkspur.Stories;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.config.Firebreak.HarvestReport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What two harvests of one Larkspur read, served over SCIM, into the embedded Neo4j.
class LarkspurHarvestTest {

  @TempDir private static Path folder;
  private static Installation installation;
  private static Stories stories;
  private static HarvestReport first;
  private static HarvestReport second;
  private static GraphSnapshot snapshot;

  @BeforeAll
  static void harvestTwice() throws Exception {
    installation = Installation.open(1, folder.resolve("demo"));
    stories = installation.larkspur().stories();
    first = installation.harvest();
    second = installation.harvest();
    snapshot = installation.firebreak().snapshot();
  }

  @AfterAll
  static void close() {
    installation.close();
  }

  @Test
  void aHarvestReadsEverythingThatIsServedAndUnderstandsAllOfIt() {
    assertThat(first.complete()).isTrue();
    assertThat(first.problems()).isEmpty();
    assertThat(first.receipts())
        .extracting(receipt -> receipt.source())
        .containsExactly("doorway", "ledgerone", "strongroom");
    first
        .receipts()
        .forEach(receipt -> {
          for (var part : receipt.parts()) {
            assertThat(part.distinct()).as(part.toString()).isEqualTo(part.promised()).isPositive();
          }
        });
    assertThat(names(first)).isEqualTo(names(second));
  }

  private static List<String> names(HarvestReport report) {
    return report.receipts().stream()
        .map(receipt ->
            "%s %d %d %d %d %d %d"
                .formatted(
                    receipt.source(),
                    receipt.accounts(),
                    receipt.groups(),
                    receipt.entitlements(),
                    receipt.containers(),
                    receipt.privilegedAccounts(),
                    receipt.edges()))
        .toList();
  }

  @Test
  void aSecondHarvestChangesNothing() {
    for (var receipt : second.receipts()) {
      assertThat(receipt.complete()).isTrue();
      assertThat(receipt.counts().nodesCreated()).isZero();
      assertThat(receipt.counts().nodesDeleted()).isZero();
      assertThat(receipt.counts().edgesCreated()).isZero();
      assertThat(receipt.counts().edgesDeleted()).isZero();
    }
  }

  @Test
  void everyPersonOfTheDirectoryIsOneIdentity() {
    var served = installation.larkspur().doorway().at("/Users").size();
    assertThat(snapshot.nodes(NodeKind.IDENTITY).count()).isEqualTo(served);
    assertThat(first.correlation().identities()).hasSize(served);
  }

  @Test
  void theCrownJewelsAreMarkedAndNothingElseIs() {
    assertThat(
            IntStream.range(0, snapshot.nodeCount())
                .filter(node -> snapshot.crownJewel(node))
                .mapToObj(node -> snapshot.key(node)))
        .containsExactlyInAnyOrderElementsOf(
            stories.crownJewels().stream().map(Installation::key).toList());
    assertThat(first.problems()).noneMatch(problem -> problem.startsWith("sensitivity: "));
  }

  @Test
  void theCircleOfGroupsIsReadAsServedAndWalkedToItsEnd() {
    var circle = stories.circle().stream().map(Installation::key).collect(Collectors.toSet());
    var inside =
        snapshot
            .edges(EdgeKind.MEMBER_OF)
            .mapToObj(snapshot::edge)
            .filter(edge ->
                circle.contains(snapshot.node(edge.from()).key())
                    && circle.contains(snapshot.node(edge.to()).key()))
            .toList();
    assertThat(inside).hasSize(3);
    for (var from : circle) {
      var next =
          inside.stream()
              .filter(edge -> snapshot.node(edge.from()).key().equals(from))
              .map(edge -> snapshot.node(edge.to()).key())
              .toList();
      assertThat(next).hasSize(1).doesNotContain(from);
    }
  }
}
