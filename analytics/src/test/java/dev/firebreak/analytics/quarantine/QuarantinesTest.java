package dev.firebreak.analytics.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.run.AnalysisRules;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.SharedNeo4j;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

/// A source in quarantine is a finding until its last whole harvest is accepted or complete.
@ExtendWith(SharedNeo4j.class)
class QuarantinesTest {

  @Test
  void aSourceIsBlamedForAsLongAsItsLastWholeHarvestIsInQuarantine(URI uri) {
    Scenario.parse("source hr name=Personnel\nsource ledger name=Ledger").load(uri);
    try (IdentityGraph graph = IdentityGraph.connect(uri, null, null);
        var driver = GraphDatabase.driver(uri, AuthTokens.none());
        var session = driver.session()) {
      session
          .run(
              """
              UNWIND [['hr', 1, 'COMPLETE'], ['hr', 2, 'QUARANTINED'], ['hr', 3, 'INCOMPLETE'],
                      ['ledger', 1, 'QUARANTINED'], ['ledger', 2, 'COMPLETE'],
                      ['unknown', 1, 'QUARANTINED']] AS h
              CREATE (:Harvest {source: h[0], stamp: h[0] + h[1], state: h[2],
                complete: h[2] = 'COMPLETE', problem: 'Half of it is missing.',
                startedAt: datetime('2026-03-0' + h[1] + 'T00:00:00Z')})
              """)
          .consume();
      analyse(graph);
      List<Finding> open = open(graph);
      assertThat(open)
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.key().kind()).isEqualTo(FindingKind.QUARANTINE);
            assertThat(finding.key().subject()).isEqualTo("firebreak/Source/hr");
            assertThat(finding.story())
                .isEqualTo(
                    "The last harvest of Personnel lacks too much to be believed, so nothing was"
                        + " removed: Half of it is missing.");
            assertThat(finding.because().getFirst().note()).isEqualTo("harvest hr2");
          });
      session
          .run(
              "CREATE (:Harvest {source: 'hr', stamp: 'hr4', state: 'QUARANTINED', complete: false, problem: 'More.', startedAt: datetime('2026-03-04T00:00:00Z')})")
          .consume();
      AnalysisRun again = analyse(graph);
      assertThat(again.persisting()).as("the same fact").isEqualTo(1);
      session
          .run("MATCH (h:Harvest {stamp: 'hr4'}) SET h.state = 'COMPLETE', h.complete = true")
          .consume();
      assertThat(analyse(graph).resolved()).isEqualTo(1);
      assertThat(open(graph)).isEmpty();
    }
  }

  private static AnalysisRun analyse(IdentityGraph graph) {
    return AnalysisRun.execute(graph, AnalysisRules.of(SodRules.NONE), Clock.systemUTC());
  }

  private static List<Finding> open(IdentityGraph graph) {
    return new FindingStore(graph).open().stream().map(stored -> stored.finding()).toList();
  }
}
