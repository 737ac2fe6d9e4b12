package dev.firebreak.analytics.unused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.unused.StillUsed.Basis;
import dev.firebreak.analytics.unused.Usage.Coverage;
import dev.firebreak.analytics.unused.Usage.Use;
import dev.firebreak.analytics.unused.UseVerdict.Kind;
import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.graph.model.Weeks;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PeersTest {

  private static final int HOLDERS = 45;

  private final StringBuilder graph = new StringBuilder("source app\n");
  private final List<Use> uses = new ArrayList<>();

  private static Instant ago(int days) {
    return Snapshots.NOW.minus(Duration.ofDays(days));
  }

  private void entitlement(String name) {
    graph.append("entitlement app/Entitlement/" + name + "\n");
  }

  private void holds(String account, String entitlement, boolean whole, int... daysAgo) {
    if (!graph.toString().contains("account app/User/" + account + " ")) {
      graph.append("account app/User/" + account + " active\n");
    }
    graph.append(
        "app/User/%s -HOLDS-> app/Entitlement/%s since=2020-01-01T00:00:00Z\n"
            .formatted(account, entitlement));
    if (daysAgo.length > 0) {
      List<Long> weeks = Stream.of(box(daysAgo)).map(day -> Weeks.of(ago(day))).toList();
      uses.add(
          new Use(
              "app/User/" + account,
              "app/Entitlement/" + entitlement,
              ago(daysAgo[0]),
              daysAgo.length,
              new Rhythm(ago(daysAgo[daysAgo.length - 1]), weeks, whole)));
    }
  }

  private static Integer[] box(int[] days) {
    return java.util.Arrays.stream(days).boxed().toArray(Integer[]::new);
  }

  private static int[] every(int step, int from) {
    return java.util.stream.IntStream.iterate(from, day -> day < 390, day -> day + step).toArray();
  }

  /// Many hold `common` and use it every other week or so; few hold `rare`.
  private void organisation() {
    entitlement("common");
    entitlement("rare");
    for (int i = 0; i < HOLDERS; i++) {
      holds("p" + i, "common", true, every(10 + i % 9, 1 + i % 13));
    }
    holds("late", "common", true, every(15, 120));
    holds("sum", "common", false, 120);
    holds("never", "common", true);
    holds("late", "rare", true, every(15, 120));
  }

  private JudgedGrant judged(String account, String entitlement) {
    GraphSnapshot snapshot = Snapshots.of(graph.toString());
    Coverage all = new Coverage("app", Usage.EVERY, new Period(ago(400), Snapshots.NOW));
    return UnusedEntitlements.of(snapshot, new Usage(uses, List.of(all)), 90)
        .use(Snapshots.at(snapshot, "app/User/" + account))
        .grants()
        .stream()
        .filter(grant -> grant.entitlement().endsWith("/" + entitlement))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aGrantIsComparedWithTheHoldersOfTheSame() {
    organisation();
    JudgedGrant late = judged("late", "common");

    assertThat(late.verdict().kind()).isEqualTo(Kind.UNUSED);
    StillUsed still = late.stillUsed().orElseThrow();
    assertThat(still.basis()).isEqualTo(Basis.ENTITLEMENT);
    assertThat(still.peers()).isEqualTo(HOLDERS + 2);
    assertThat(still.ownRhythm()).isTrue();
    assertThat(still.probability()).isLessThan(0.2);
    assertThat(judged("p1", "common").stillUsed().orElseThrow().probability()).isGreaterThan(0.8);
    assertThat(judged("never", "common").stillUsed().orElseThrow().probability()).isLessThan(0.2);
  }

  @Test
  void whereFewHoldTheSameTheRestOfTheSourceSpeaks() {
    organisation();

    StillUsed still = judged("late", "rare").stillUsed().orElseThrow();

    assertThat(still.basis()).isEqualTo(Basis.SOURCE);
    assertThat(still.probability()).isLessThan(0.2);
  }

  @Test
  void whereOnlyTheLastUseIsKnownItIsSaid() {
    organisation();

    StillUsed still = judged("sum", "common").stillUsed().orElseThrow();

    assertThat(still.ownRhythm()).isFalse();
    assertThat(still.probability()).isBetween(0.0, 0.5);
  }

  @Test
  void withoutPeersOfKnownRhythmNoProbabilityIsTold() {
    entitlement("common");
    for (int i = 0; i < HOLDERS; i++) {
      holds("p" + i, "common", false, 5 + i);
    }
    holds("late", "common", true, every(15, 120));

    assertThat(judged("late", "common").stillUsed()).isEmpty();
    assertThat(judged("late", "common").verdict().kind()).isEqualTo(Kind.UNUSED);
  }

  @Test
  void theSameGraphAndFeedsGiveTheSameNumbers() {
    organisation();

    assertThat(judged("late", "common")).isEqualTo(judged("late", "common"));
  }
}
