package dev.firebreak.analytics.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A text before it is a ruleset in use, and what it would change.
class RulesetDraftTest {

  private static final String TEXT =
      """
      ruleset: {id: own, name: Own, version: 1}
      functions:
        - {id: a, name: A, any-of: [{entitlement: alpha}]}
        - {id: b, name: B, any-of: [{entitlement: beta}]}
      risks:
        - {id: OWN-1, name: A and B, level: high, functions: [a, b]}
      tests:
        - {name: both, risk: OWN-1, expect: hit, holds: [{source: x, name: alpha}, {source: x, name: beta}]}
        - {name: one, risk: OWN-1, expect: no hit, holds: [{source: x, name: alpha}]}
      """;

  private static RulesetDraft draft(String text) {
    return RulesetDraft.of(text, Set.of());
  }

  @Test
  void everyTestIsToldWithItsLineAndHowItEnds() {
    assertThat(draft(TEXT).problems()).isEmpty();
    assertThat(draft(TEXT).tests())
        .containsExactly(
            new RulesetDraft.Tested("both", "OWN-1", true, 8, true),
            new RulesetDraft.Tested("one", "OWN-1", false, 9, true));
    RulesetDraft failing = draft(TEXT.replace("expect: no hit", "expect: hit"));
    assertThat(failing.ruleset()).isNull();
    assertThat(failing.tests())
        .extracting(RulesetDraft.Tested::passed)
        .containsExactly(true, false);
    assertThat(failing.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.line()).isEqualTo(9);
          assertThat(problem.sentence()).startsWith("The test 'one' expects a hit of OWN-1");
        });
  }

  @Test
  void aMistakeKeepsTheTestsFromRunningAndIsToldByItsLine() {
    RulesetDraft mistaken = draft(TEXT.replace("[a, b]", "[a, c]"));
    assertThat(mistaken.tests()).isEmpty();
    assertThat(mistaken.problems()).extracting(RulesetDraft.Problem::line).containsExactly(6);
    assertThat(draft("{").problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.line()).isPositive();
          assertThat(problem.sentence()).startsWith("This is not valid YAML");
        });
  }

  @Test
  void theEffectCountsEachRuleAndNamesWhatOpensAndCloses() {
    GraphSnapshot.Builder graph = GraphSnapshot.builder(Instant.EPOCH);
    int person = graph.add(Node.of(NodeKind.IDENTITY, "firebreak/Identity/p"));
    int account = graph.add(Node.of(NodeKind.ACCOUNT, "x/User/p"));
    graph.add(Edge.of(EdgeKind.OWNS, person, account));
    for (String name : List.of("alpha", "beta", "gamma")) {
      graph.add(Edge.of(EdgeKind.HOLDS, account, graph.add(entitlement(name))));
    }
    GraphSnapshot snapshot = graph.build();
    Ruleset before = Objects.requireNonNull(draft(TEXT).ruleset());
    Ruleset after =
        Objects.requireNonNull(
            draft(
                    TEXT.replace("OWN-1", "OWN-2")
                        .replace("entitlement: beta", "entitlement: gamma")
                        .replace("name: beta", "name: gamma"))
                .ruleset());
    RulesetEffect effect =
        RulesetEffect.between(found(snapshot, before), found(snapshot, after), before, after);
    assertThat(effect.rules())
        .containsExactly(
            new RulesetEffect.Count("OWN-2", "A and B", null, 1),
            new RulesetEffect.Count("OWN-1", "A and B", 1, null));
    assertThat(effect.opened()).extracting(each -> each.key().rule()).containsExactly("OWN-2");
    assertThat(effect.closed()).extracting(each -> each.key().rule()).containsExactly("OWN-1");
    assertThat(
            RulesetEffect.between(found(snapshot, before), found(snapshot, before), before, before)
                .opened())
        .isEmpty();
  }

  private static List<Finding> found(GraphSnapshot snapshot, Ruleset ruleset) {
    return ToxicCombinations.find(snapshot, new SodRules(List.of(ruleset)));
  }

  private static Node entitlement(String name) {
    return new Node(
        NodeKind.ENTITLEMENT,
        "x/Entitlement/" + name,
        name,
        "x",
        "Entitlement",
        name,
        Active.UNKNOWN,
        IdentityKind.UNKNOWN,
        0,
        false,
        name,
        false,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
