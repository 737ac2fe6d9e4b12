package dev.firebreak.web.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.firebreak.analytics.run.AnalysisRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselineTest {

  private static final Instant NOW = Instant.parse("2026-11-19T12:00:00Z");

  private static AnalysisRun run(int id, String at) {
    return new AnalysisRun(
        Integer.toString(id),
        Instant.parse(at),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        Map.of(),
        Map.of(),
        0,
        0,
        0,
        0,
        0,
        null);
  }

  private static final List<AnalysisRun> RUNS =
      List.of(
          run(1, "2026-11-02T06:00:00Z"),
          run(2, "2026-11-17T06:00:00Z"),
          run(3, "2026-11-18T06:00:00Z"),
          run(4, "2026-11-18T22:00:00Z"),
          run(5, "2026-11-19T06:00:00Z"),
          run(6, "2026-11-19T11:00:00Z"));

  @Test
  void aDayIsComparedWithTheLastAnalysisOfTheDayBefore() {
    Baseline baseline = Baseline.of(RUNS, null, NOW);
    assertThat(baseline.run()).isEqualTo(RUNS.get(3));
    assertThat(baseline.words()).isEqualTo("since yesterday");
  }

  @Test
  void theLastAnalysisOfEachEarlierDayCanBeChosenAndTheOneBefore() {
    assertThat(Baseline.of(RUNS, null, NOW).choices())
        .extracting(Baseline.Choice::run, Baseline.Choice::words)
        .containsExactly(
            tuple("5", "since the analysis before"),
            tuple("4", "since yesterday"),
            tuple("2", "since Tuesday"),
            tuple("1", "since 2 Nov"));
    assertThat(Baseline.of(RUNS, "3", NOW).words()).isEqualTo("since analysis 3");
  }

  @Test
  void onTheFirstDayTheAnalysisBeforeIsMeant() {
    Baseline baseline = Baseline.of(RUNS.subList(4, 6), null, NOW);
    assertThat(baseline.run()).isEqualTo(RUNS.get(4));
    assertThat(baseline.words()).isEqualTo("since the analysis before");
  }

  @Test
  void oneAnalysisIsComparedWithNothing() {
    assertThat(Baseline.of(RUNS.subList(0, 1), null, NOW).run()).isNull();
    assertThat(Baseline.of(List.of(), null, NOW).choices()).isEmpty();
  }

  @Test
  void anAnalysisThatIsNotBeforeTheLastIsRefused() {
    for (String wanted : List.of("6", "7", "yesterday")) {
      assertThatThrownBy(() -> Baseline.of(RUNS, wanted, NOW))
          .isInstanceOf(NotUnderstood.class)
          .hasMessage(
              "since must be the number of an analysis before the last one; there is no such"
                  + " analysis "
                  + wanted
                  + ".");
    }
  }
}
