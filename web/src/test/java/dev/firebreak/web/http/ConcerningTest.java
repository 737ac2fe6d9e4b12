package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.score.IdentityScore;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.RiskScores;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which findings concern an identity is what a look at each of them tells.
class ConcerningTest {

  /// A group that can by itself do both halves of what nobody should.
  private static final String TOXIC_GROUP =
      """
      ledger/User/t -MEMBER_OF-> ledger/Group/clerks source=ledger via=ledger/Group/clerks attribute=members
      ledger/Group/clerks -HOLDS-> ledger/Entitlement/pay source=ledger
      """;

  private final TestServer server = TestServer.running();

  @BeforeEach
  void begin() {
    server.show(Larkspur.GRAPH + TOXIC_GROUP);
  }

  @Test
  void whatConcernsAnIdentityIsWhatALookAtEachFindingTells() {
    GraphSnapshot snapshot = server.part(CurrentGraph.class).snapshot();
    List<FindingSummary> open = server.part(FindingsReader.class).open();
    Set<String> told = new HashSet<>();
    for (int identity : snapshot.nodes(NodeKind.IDENTITY).toArray()) {
      List<String> expected =
          open.stream()
              .filter(finding -> concerns(snapshot, identity, finding))
              .map(FindingSummary::id)
              .toList();
      assertThat(server.part(RiskScores.class).concerning(snapshot.key(identity)))
          .extracting(FindingSummary::id)
          .containsExactlyElementsOf(expected);
      told.addAll(expected);
    }
    assertThat(told).hasSizeGreaterThan(2);
    assertThat(open)
        .anyMatch(finding ->
            told.contains(finding.id())
                && snapshot.find(finding.key().subject()).stream()
                    .anyMatch(subject -> snapshot.kind(subject) == NodeKind.GROUP));
  }

  private static boolean concerns(GraphSnapshot snapshot, int identity, FindingSummary finding) {
    Set<String> own = new HashSet<>(Set.of(snapshot.key(identity)));
    IntStream.range(snapshot.firstOut(identity), snapshot.endOut(identity))
        .filter(e -> snapshot.holds(e) && snapshot.edgeKind(e) == EdgeKind.OWNS)
        .forEach(e -> own.add(snapshot.key(snapshot.to(e))));
    OptionalInt subject = snapshot.find(finding.key().subject());
    return own.contains(finding.key().subject())
        || finding.touches(snapshot.key(identity))
        || (IdentityScore.concernsHolders(finding.key().kind())
            && subject.isPresent()
            && snapshot.kind(subject.getAsInt()) != NodeKind.IDENTITY
            && BlastRadius.of(snapshot, identity).reaches(subject.getAsInt()));
  }
}
