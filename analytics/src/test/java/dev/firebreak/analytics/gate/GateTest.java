package dev.firebreak.analytics.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final List<EdgeKind> KINDS =
      List.of(
          EdgeKind.MEMBER_OF,
          EdgeKind.MEMBER_OF,
          EdgeKind.HOLDS,
          EdgeKind.HOLDS,
          EdgeKind.IMPLIES,
          EdgeKind.CONTAINS,
          EdgeKind.SIGNS_IN_AS,
          EdgeKind.OPENS,
          EdgeKind.OWNS,
          EdgeKind.REPORTS_TO,
          EdgeKind.ON);

  private static final int SEEDS = Integer.getInteger("gate.seeds", 300);

  @Test
  void whatIsJudgedAnewGivesTheAnswerOfAllAnalyses() {
    Map<FindingKind, Integer> opened = new EnumMap<>(FindingKind.class);
    Map<FindingKind, Integer> closed = new EnumMap<>(FindingKind.class);
    Map<Method, Integer> methods = new EnumMap<>(Method.class);
    for (long seed = 1; seed <= SEEDS; seed++) {
      DrawnOrganisation drawn = DrawnOrganisation.of(seed);
      GraphSnapshot snapshot = drawn.snapshot();
      Gate gate = Gate.of(snapshot, drawn.inputs());
      SplittableRandom random = new SplittableRandom(seed);
      for (int question = 0; question < 6; question++) {
        List<Change> changes = changes(snapshot, random, question);
        Answer answer = gate.answer(changes, Integer.MAX_VALUE);
        WhatIf full =
            WhatIf.between(
                snapshot, gate.concluded(), WhatIf.suppose(snapshot, changes), drawn.inputs());
        assertThat(told(answer.outcome()))
            .as("seed %d, question %d, %s", seed, question, changes)
            .isEqualTo(told(full));
        assertThat(answer.outcome()).as("seed %d, question %d", seed, question).isEqualTo(full);
        assertThat(answer.changed()).isEqualTo(full.identities().size());
        full.opened().forEach(each -> opened.merge(each.key().kind(), 1, Integer::sum));
        full.closed().forEach(each -> closed.merge(each.key().kind(), 1, Integer::sum));
        methods.merge(answer.method(), 1, Integer::sum);
      }
    }
    if (SEEDS >= 300) {
      for (FindingKind kind : FindingKind.values()) {
        if (kind != FindingKind.QUARANTINE) {
          assertThat(opened.getOrDefault(kind, 0)).as("opened: %s", kind).isPositive();
          assertThat(closed.getOrDefault(kind, 0)).as("closed: %s", kind).isPositive();
        }
      }
      assertThat(methods.getOrDefault(Method.CONCERNED, 0))
          .isGreaterThan(4 * methods.getOrDefault(Method.FULL, 0));
    }
  }

  private static List<String> told(WhatIf outcome) {
    return Stream.concat(
            outcome.opened().stream().map(each -> "opens " + each.key().value()),
            outcome.closed().stream().map(each -> "closes " + each.key().value()))
        .sorted()
        .toList();
  }

  /// One change that a SCIM request makes, or several of any kind.
  private static List<Change> changes(
      GraphSnapshot snapshot, SplittableRandom random, int question) {
    List<Change> changes = new ArrayList<>();
    Set<List<Object>> said = new HashSet<>();
    switch (question) {
      case 0 -> remove(snapshot, random, changes, said);
      case 1 -> turn(snapshot, random, changes);
      case 2, 3 -> add(snapshot, random, changes, said);
      default -> {
        for (int i = random.nextInt(4); i >= 0; i--) {
          remove(snapshot, random, changes, said);
          add(snapshot, random, changes, said);
        }
        if (random.nextBoolean()) {
          turn(snapshot, random, changes);
        }
      }
    }
    return changes;
  }

  private static void remove(
      GraphSnapshot snapshot,
      SplittableRandom random,
      List<Change> changes,
      Set<List<Object>> said) {
    Edge edge = snapshot.edge(random.nextInt(snapshot.edgeCount()));
    if (said.add(List.of(edge.kind(), edge.from(), edge.to()))) {
      changes.add(
          new Change.Remove(
              "", edge.kind(), snapshot.key(edge.from()), snapshot.key(edge.to()), null));
    }
  }

  private static void add(
      GraphSnapshot snapshot,
      SplittableRandom random,
      List<Change> changes,
      Set<List<Object>> said) {
    for (int i = 0; i < 200; i++) {
      EdgeKind kind = KINDS.get(random.nextInt(KINDS.size()));
      int from = random.nextInt(snapshot.nodeCount());
      int to = random.nextInt(snapshot.nodeCount());
      if (kind.from().contains(snapshot.kind(from))
          && kind.to().contains(snapshot.kind(to))
          && snapshot.find(kind, from, to).noneMatch(snapshot::holds)
          && said.add(Arrays.asList(kind, from, to))) {
        changes.add(
            new Change.Add(
                "", kind, snapshot.key(from), snapshot.key(to), null, null, null, null, null));
        return;
      }
    }
  }

  private static void turn(GraphSnapshot snapshot, SplittableRandom random, List<Change> changes) {
    int[] accounts = snapshot.nodes(NodeKind.ACCOUNT).toArray();
    int account = accounts[random.nextInt(accounts.length)];
    changes.add(
        new Change.Switch("", snapshot.key(account), snapshot.active(account) != Active.YES));
  }
}
