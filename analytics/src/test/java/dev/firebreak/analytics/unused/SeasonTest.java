package dev.firebreak.analytics.unused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.unused.Season.Recurrence;
import dev.firebreak.analytics.unused.Usage.Coverage;
import dev.firebreak.analytics.unused.Usage.Use;
import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.analytics.unused.UseVerdict.Seasonal;
import dev.firebreak.analytics.unused.UseVerdict.Unknown;
import dev.firebreak.analytics.unused.UseVerdict.Unused;
import dev.firebreak.analytics.unused.UseVerdict.Used;
import dev.firebreak.graph.model.Weeks;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeasonTest {

  private static Instant day(String date) {
    return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Use uses(boolean whole, String... dates) {
    List<Instant> all = Arrays.stream(dates).map(SeasonTest::day).sorted().toList();
    return new Use(
        "a",
        "e",
        all.getLast(),
        all.size(),
        new Rhythm(all.getFirst(), all.stream().map(Weeks::of).toList(), whole));
  }

  private static UseVerdict judge(Use use, String coveredFrom, String now, int windowDays) {
    return new Usage(
            List.of(use), List.of(new Coverage("s", "*", new Period(day(coveredFrom), day(now)))))
        .judge("a", "e", "s", Since.exactly(day("2020-01-01")), day(now), windowDays)
        .verdict();
  }

  private static final Use QUARTER_END =
      uses(
          true, "2025-12-30", "2025-12-31", "2026-03-31", "2026-04-01", "2026-06-29", "2026-07-02");

  @Test
  void whatIsUsedAtTheEndOfEachQuarterIsSeasonalUntilTheNextQuarterEndIsPast() {
    UseVerdict before = judge(QUARTER_END, "2025-10-01", "2026-09-20", 60);

    assertThat(before).isInstanceOf(Seasonal.class);
    Season season = ((Seasonal) before).season();
    assertThat(season.recurs()).isEqualTo(Recurrence.QUARTERLY);
    assertThat(season.recurrences()).isEqualTo(2);
    assertThat(season.next().contains(day("2026-09-30"))).isTrue();
    assertThat(UseWording.reason(before))
        .isEqualTo(
            "used every quarter, came back 2 times, last 2026-07-02; next expected 2026-09-15 to"
                + " 2026-10-20");
    assertThat(judge(QUARTER_END, "2025-10-01", "2026-10-30", 60)).isInstanceOf(Unused.class);
  }

  @Test
  void aUseInTheWindowIsUsedWhateverItsSeason() {
    assertThat(judge(QUARTER_END, "2025-10-01", "2026-09-20", 90)).isInstanceOf(Used.class);
  }

  @Test
  void aYearlyUseIsSeasonalOnceItCameBackTwice() {
    Use thrice = uses(true, "2024-01-15", "2025-01-10", "2025-01-20", "2026-01-13");
    Use twice = uses(true, "2025-01-15", "2026-01-13");

    assertThat(judge(thrice, "2023-06-01", "2026-12-20", 90))
        .isInstanceOfSatisfying(
            Seasonal.class,
            verdict -> assertThat(verdict.season().recurs()).isEqualTo(Recurrence.YEARLY));
    assertThat(judge(twice, "2023-06-01", "2026-12-20", 90)).isInstanceOf(Unused.class);
  }

  @Test
  void aMonthEndUseIsSeasonalInAShortWindow() {
    Use monthly = uses(true, "2026-05-29", "2026-06-30", "2026-07-31", "2026-08-31");

    assertThat(judge(monthly, "2026-01-01", "2026-09-29", 14))
        .isInstanceOfSatisfying(
            Seasonal.class,
            verdict -> assertThat(verdict.season().recurs()).isEqualTo(Recurrence.MONTHLY));
  }

  @Test
  void onlyWhatTheFeedCoversCountsAsRecurring() {
    assertThat(judge(QUARTER_END, "2026-02-01", "2026-09-20", 60)).isInstanceOf(Unused.class);
  }

  @Test
  void aRhythmThatIsNotWhollyKnownIsNoSeason() {
    Use some = uses(false, "2025-12-30", "2026-03-31", "2026-06-29");

    assertThat(judge(some, "2025-10-01", "2026-09-20", 60)).isInstanceOf(Unused.class);
  }

  @Test
  void aSeasonThatTheFeedDoesNotCoverUpToNowIsUnknown() {
    Use use = QUARTER_END;
    UseVerdict verdict =
        new Usage(
                List.of(use),
                List.of(new Coverage("s", "*", new Period(day("2025-10-01"), day("2026-09-01")))))
            .judge("a", "e", "s", Since.exactly(day("2020-01-01")), day("2026-09-20"), 60)
            .verdict();

    assertThat(verdict).isInstanceOf(Unknown.class);
  }
}
