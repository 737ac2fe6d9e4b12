package dev.firebreak.analytics.toxic;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A test of one rule: somebody who holds a few things, and whether that is a hit. It is run by
/// what evaluates the real graph.
///
/// @param hit what is expected
/// @param line where it is in its file
record RulesetTest(String name, String risk, boolean hit, List<Held> holds, int line) {

  RulesetTest {
    holds = List.copyOf(holds);
  }

  /// An entitlement, a right on a container, or a group.
  record Held(
      String source,
      @Nullable String type,
      @Nullable String name,
      @Nullable String value,
      @Nullable String right,
      @Nullable String container,
      @Nullable String group) {}

  /// Why it fails; empty where it is as expected.
  Optional<String> failure(Ruleset ruleset) {
    SodRules rules = new SodRules(List.of(ruleset));
    boolean found = MatchingNodes.of(graph(), rules).keySet().stream().anyMatch(this::isOurs);
    return found == hit
        ? Optional.empty()
        : Optional.of(
            "the test '%s' expects %s of %s, and there is %s"
                .formatted(name, hit ? "a hit" : "no hit", risk, found ? "one" : "none"));
  }

  private boolean isOurs(String ruleAndSystem) {
    return ruleAndSystem.startsWith(risk + "|");
  }

  private GraphSnapshot graph() {
    GraphSnapshot.Builder graph = GraphSnapshot.builder(Instant.EPOCH);
    int somebody = graph.add(Node.of(NodeKind.IDENTITY, "firebreak/Identity/somebody"));
    int account = graph.add(Node.of(NodeKind.ACCOUNT, "test/User/somebody"));
    graph.add(Edge.of(EdgeKind.OWNS, somebody, account));
    for (int i = 0; i < holds.size(); i++) {
      Held held = holds.get(i);
      if (held.group() != null) {
        int group = graph.add(node(NodeKind.GROUP, i, held, held.group(), null, false));
        graph.add(Edge.of(EdgeKind.MEMBER_OF, account, group));
        continue;
      }
      boolean right = held.right() != null;
      String value = right ? held.right() : held.value();
      String called = held.name() != null ? held.name() : value;
      int entitlement =
          graph.add(node(NodeKind.ENTITLEMENT, i, held, String.valueOf(called), value, right));
      graph.add(Edge.of(EdgeKind.HOLDS, account, entitlement));
      if (held.container() != null) {
        int container = graph.add(node(NodeKind.CONTAINER, i, held, held.container(), null, false));
        graph.add(Edge.of(EdgeKind.ON, entitlement, container));
      }
    }
    return graph.build();
  }

  private static Node node(
      NodeKind kind, int number, Held held, String name, @Nullable String value, boolean right) {
    String type = held.type() != null && kind == NodeKind.ENTITLEMENT ? held.type() : kind.label();
    return new Node(
        kind,
        "%s/%s/%d".formatted(held.source(), kind.label(), number),
        name,
        held.source(),
        type,
        Integer.toString(number),
        Active.UNKNOWN,
        IdentityKind.UNKNOWN,
        0,
        false,
        value,
        right,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
