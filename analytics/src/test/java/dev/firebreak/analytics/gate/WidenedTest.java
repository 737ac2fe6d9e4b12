package dev.firebreak.analytics.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Whom a finding that stays open would concern besides, against a search by edges alone.
class WidenedTest {

  private static final Set<FindingKind> ABOUT_HOLDERS =
      EnumSet.of(FindingKind.TOXIC, FindingKind.OUTSIDE_VAULT, FindingKind.STANDING_PRIVILEGE);

  @Test
  void whoWouldComeToHoldWhatAnOpenFindingBlamesIsCounted() {
    int widened = 0;
    for (long seed = 1; seed <= 200; seed++) {
      DrawnOrganisation drawn = DrawnOrganisation.of(seed);
      GraphSnapshot snapshot = drawn.snapshot();
      Gate gate = Gate.of(snapshot, drawn.inputs());
      SplittableRandom random = new SplittableRandom(seed);
      for (int question = 0; question < 6; question++) {
        List<Change> changes = DrawnChanges.of(snapshot, random, question);
        Answer answer = gate.answer(changes, 5);
        Map<String, Integer> told =
            answer.widened().stream()
                .collect(
                    Collectors.toMap(
                        each -> each.finding().key().value(),
                        Widened::concerned,
                        Integer::sum,
                        TreeMap::new));
        assertThat(told)
            .as("seed %d, question %d, %s", seed, question, changes)
            .isEqualTo(expected(gate, answer, WhatIf.suppose(snapshot, changes)));
        widened += told.size();
      }
    }
    assertThat(widened).isGreaterThan(100);
  }

  private static Map<String, Integer> expected(Gate gate, Answer answer, GraphSnapshot after) {
    GraphSnapshot before = gate.snapshot();
    Map<String, Integer> expected = new TreeMap<>();
    for (Finding finding : gate.concluded().findings()) {
      int subject = before.find(finding.key().subject()).orElseThrow();
      if (finding.open()
          && ABOUT_HOLDERS.contains(finding.key().kind())
          && before.kind(subject) != NodeKind.IDENTITY
          && !answer.outcome().closed().contains(finding)) {
        int count = 0;
        for (int node = 0; node < after.nodeCount(); node++) {
          if (node != subject
              && counts(after, node)
              && reaches(after, node, subject)
              && !reaches(before, node, subject)) {
            count++;
          }
        }
        if (count > 0) {
          expected.put(finding.key().value(), count);
        }
      }
    }
    return expected;
  }

  private static boolean counts(GraphSnapshot snapshot, int node) {
    return switch (snapshot.kind(node)) {
      case IDENTITY -> true;
      case ACCOUNT ->
          snapshot.active(node) != Active.NO
              && IntStream.range(0, snapshot.edgeCount())
                  .noneMatch(edge ->
                      snapshot.to(edge) == node
                          && snapshot.holds(edge)
                          && snapshot.edgeKind(edge) == EdgeKind.OWNS);
      case GROUP, ENTITLEMENT, CONTAINER, PRIVILEGED_ACCOUNT, SOURCE -> false;
    };
  }

  private static boolean reaches(GraphSnapshot snapshot, int from, int to) {
    Set<Integer> seen = new HashSet<>(Set.of(from));
    Deque<Integer> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      int node = open.removeFirst();
      if (node == to) {
        return true;
      }
      IntStream.range(snapshot.firstOut(node), snapshot.endOut(node))
          .filter(snapshot::isReach)
          .map(snapshot::to)
          .filter(seen::add)
          .forEach(open::add);
    }
    return false;
  }
}
