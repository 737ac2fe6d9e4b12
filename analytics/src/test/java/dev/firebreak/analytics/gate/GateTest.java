package dev.firebreak.analytics.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GateTest {

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
        List<Change> changes = DrawnChanges.of(snapshot, random, question);
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
}
