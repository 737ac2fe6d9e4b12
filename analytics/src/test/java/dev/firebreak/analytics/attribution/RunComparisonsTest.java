package dev.firebreak.analytics.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.analytics.attribution.RunComparisons.Between;
import dev.firebreak.analytics.run.AnalysisRules;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.analytics.run.AnalysisSteps;
import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.graph.snapshot.RunStates;
import dev.firebreak.graph.snapshot.SnapshotStore;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/// Two analyses of a real graph, and what is attributed between them.
@ExtendWith(SharedNeo4j.class)
class RunComparisonsTest {

  private static final Instant START = Instant.parse("2026-11-22T06:12:00.123456Z");
  private static final AnalysisRules RULES = AnalysisRules.of(SodRules.of(List.of(), List.of()));

  @TempDir Path folder;
  private Driver driver;
  private IdentityGraph graph;

  @BeforeEach
  void organisation(URI uri) {
    driver = GraphDatabase.driver(uri, AuthTokens.none());
    Scenario.parse(
            """
            source dir name=Directory
            identity ann active name="Ann Lee"
            account dir/User/ann active name=ann
            group dir/Group/a name="Clerks"
            group dir/Group/b name="Finance-All"
            entitlement app/Entitlement/read sensitivity=10 name="Read"
            entitlement app/Entitlement/pay sensitivity=80 name="Pay"
            ann -OWNS-> dir/User/ann
            dir/User/ann -MEMBER_OF-> dir/Group/a source=dir
            dir/Group/a -HOLDS-> app/Entitlement/read source=dir
            dir/Group/b -HOLDS-> app/Entitlement/pay source=dir
            """)
        .load(uri);
    graph = IdentityGraph.connect(uri, null, null);
  }

  @AfterEach
  void close() {
    graph.close();
    driver.close();
  }

  private AnalysisRun analyse(int minutes) {
    return AnalysisRun.execute(
        graph,
        new SnapshotStore(graph, null),
        new RunStates(folder.resolve("runs")),
        RULES,
        AnalysisSteps.SILENT,
        Clock.fixed(START.plusSeconds(60L * minutes), ZoneOffset.UTC));
  }

  private void nest() {
    driver
        .executableQuery(
            """
            MATCH (a:Group {key: 'dir/Group/a'}), (b:Group {key: 'dir/Group/b'})
            CREATE (a)-[:MEMBER_OF {source: 'dir', firstSeen: datetime('2026-11-22T06:13:00Z')}]->(b)
            """)
        .execute();
  }

  private RunComparisons comparisons() {
    return new RunComparisons(new RunStates(folder.resolve("runs")), new FindingStore(graph));
  }

  @Test
  void theLastTwoRunsAreComparedByTheStatesThatWereKept() {
    analyse(0);
    nest();
    analyse(10);
    Between.Known known = (Between.Known) comparisons().between(null, null);

    assertThat(known.from().id()).isEqualTo("1");
    assertThat(known.to().id()).isEqualTo("2");
    assertThat(known.comparison().changed()).hasSize(1);
    assertThat(
            new AttributionStory(known.comparison().diff().after())
                .of(known.comparison().of("firebreak/Identity/ann").orElseThrow()))
        .isEqualTo(
            "Ann Lee reaches 2 resources instead of 1, because the group Clerks was nested into the"
                + " group Finance-All (first seen by the harvest of Directory, 22 Nov 2026"
                + " 06:13 UTC).");
  }

  @Test
  void withoutAnEarlierRunOrItsStateNothingIsGuessed() throws IOException {
    RunComparisons comparisons = comparisons();
    assertThat(((Between.NoSuchRun) comparisons.between(null, null)).why())
        .isEqualTo("There was no analysis yet.");
    analyse(0);
    assertThat(((Between.NoSuchRun) comparisons.between(null, null)).why())
        .startsWith("Analysis 1 is the first");
    nest();
    analyse(10);
    assertThat(((Between.NoSuchRun) comparisons.between("1", "7")).why())
        .isEqualTo("There is no analysis 7; they count from 1 to 2.");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("runs"), "1.run")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    assertThat(((Between.Unknown) comparisons.between("1", "2")).why())
        .isEqualTo(
            "What changed from analysis 1 to 2 cannot be attributed, because no state was kept of"
                + " run 1.");
    assertThatThrownBy(() -> comparisons.between("2", "1"))
        .hasMessage("from must be an analysis before to: 2 is not before 1.");
    assertThatThrownBy(() -> comparisons.between("one", null))
        .hasMessage("from must be the number of an analysis, such as 12, not one.");
  }
}
