package dev.firebreak.analytics.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.cut.StillHolds;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Standing;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a gate says of findings after something was taken away, against all analyses run again.
class RejudgingTest {

  private static final int SEEDS = Integer.getInteger("gate.seeds", 300);

  private static final Set<FindingKind> ABOUT_REACH =
      Set.of(FindingKind.TOXIC, FindingKind.BLAST_RADIUS);

  private final Map<FindingKind, Integer> ended = new EnumMap<>(FindingKind.class);
  private int proved;
  private int opened;

  @Test
  void whatIsJudgedAnewIsWhatAllAnalysesSay() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      DrawnOrganisation drawn = DrawnOrganisation.of(seed);
      GraphSnapshot snapshot = drawn.snapshot();
      Gate gate = Gate.of(snapshot, drawn.inputs());
      List<Finding> all = gate.concluded().findings();
      List<Finding> open = all.stream().filter(Finding::open).toList();
      Rejudging rejudging = new Rejudging(gate, all, open);
      SplittableRandom random = new SplittableRandom(seed);
      for (int question = 0; question < 5; question++) {
        GraphSnapshot after = question == 0 ? snapshot : taken(snapshot, random);
        List<Finding> again = WhatIf.Concluded.of(drawn.inputs().analyse(after)).findings();
        for (Finding finding : all) {
          StillHolds rerun =
              StillHolds.rerun(
                  finding, open, asked -> asked == after ? again : gate.concluded().findings());
          compare(
              "seed %d, question %d, %s %s"
                  .formatted(seed, question, finding.key().value(), finding.standing()),
              rejudging.of(finding),
              rerun,
              snapshot,
              after,
              finding);
        }
      }
    }
    if (SEEDS >= 300) {
      assertThat(proved).isGreaterThan(1_000);
      assertThat(opened).isGreaterThan(100);
      assertThat(ended.keySet())
          .contains(
              FindingKind.TOXIC,
              FindingKind.UNUSED,
              FindingKind.LEAVER,
              FindingKind.ORPHAN,
              FindingKind.BLAST_RADIUS,
              FindingKind.OUTLIER,
              FindingKind.DORMANT,
              FindingKind.STANDING_PRIVILEGE,
              FindingKind.OUTSIDE_VAULT);
    }
  }

  private void compare(
      String where,
      StillHolds rejudged,
      StillHolds rerun,
      GraphSnapshot before,
      GraphSnapshot after,
      Finding finding) {
    assertThat(rejudged.test(after)).as(where).isEqualTo(rerun.test(after));
    boolean aboutReach = ABOUT_REACH.contains(finding.key().kind());
    boolean upcoming = finding.standing().state() == Standing.State.UPCOMING;
    assertThat(rejudged.because(after))
        .as(where)
        .isEqualTo(aboutReach || upcoming ? rerun.because(after) : List.of());
    assertThat(rejudged.alsoCloses(after)).as(where).isEqualTo(rerun.alsoCloses(after));
    assertThat(rejudged.opens(before, after)).as(where).isEqualTo(rerun.opens(before, after));
    if (rerun.test(after)) {
      proved += aboutReach ? 1 : 0;
    } else {
      ended.merge(finding.key().kind(), 1, Integer::sum);
    }
    opened += rerun.opens(before, after).orElseThrow().size();
  }

  /// Some edges less, and sometimes an account less.
  private static GraphSnapshot taken(GraphSnapshot snapshot, SplittableRandom random) {
    IntStream gone = random.ints(random.nextInt(6), 0, snapshot.edgeCount()).distinct();
    GraphSnapshot after = snapshot.without(gone);
    if (random.nextBoolean()) {
      int[] accounts = snapshot.nodes(NodeKind.ACCOUNT).toArray();
      after = after.withInactive(accounts[random.nextInt(accounts.length)]);
    }
    return after;
  }
}
