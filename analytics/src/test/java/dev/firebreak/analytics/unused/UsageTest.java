package dev.firebreak.analytics.unused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.analytics.unused.Usage.Coverage;
import dev.firebreak.analytics.unused.Usage.Use;
import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.analytics.unused.UseVerdict.Reason;
import dev.firebreak.analytics.unused.UseVerdict.TooNew;
import dev.firebreak.analytics.unused.UseVerdict.Unknown;
import dev.firebreak.analytics.unused.UseVerdict.Unused;
import dev.firebreak.analytics.unused.UseVerdict.Used;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageTest {

  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(1000));

  private static Instant ago(int days) {
    return NOW.minus(Duration.ofDays(days));
  }

  private static Coverage covered(String entitlement, int from, int to) {
    return new Coverage("ledger", entitlement, new Period(ago(from), ago(to)));
  }

  private static UseVerdict judge(List<Use> uses, List<Coverage> coverage, Instant grantedAt) {
    return new Usage(uses, coverage)
        .judge("a", "e", "ledger", Since.exactly(grantedAt), NOW, 90)
        .verdict();
  }

  @Test
  void aUseInTheWindowIsAUseWhateverTheFeedCovers() {
    Use use = new Use("a", "e", ago(30), 14);

    assertThat(judge(List.of(use), List.of(), null)).isEqualTo(new Used(ago(30), 14));
  }

  @Test
  void noUseInACoveredWindowIsUnused() {
    assertThat(judge(List.of(), List.of(covered("*", 300, 0)), LONG_AGO))
        .isEqualTo(new Unused(300, new Period(ago(90), NOW), null));
    assertThat(judge(List.of(), List.of(covered("*", 300, 0)), ago(200)))
        .isEqualTo(new Unused(200, new Period(ago(90), NOW), null));
    assertThat(
            judge(List.of(new Use("a", "e", ago(214), 3)), List.of(covered("*", 300, 0)), LONG_AGO))
        .isEqualTo(new Unused(214, new Period(ago(90), NOW), ago(214)));
  }

  @Test
  void whatNoFeedSpeaksOfIsUnknown() {
    assertThat(judge(List.of(), List.of(), LONG_AGO)).isEqualTo(new Unknown(Reason.NO_FEED));
    assertThat(judge(List.of(), List.of(covered("other", 300, 0)), LONG_AGO))
        .isEqualTo(new Unknown(Reason.NO_FEED));
    assertThat(
            judge(
                List.of(),
                List.of(new Coverage("payrun", "*", new Period(ago(300), NOW))),
                LONG_AGO))
        .isEqualTo(new Unknown(Reason.NO_FEED));
  }

  @Test
  void aFeedThatCoversOnlyPartOfTheWindowLeavesItUnknown() {
    Unknown notCovered = new Unknown(Reason.WINDOW_NOT_COVERED);

    assertThat(judge(List.of(), List.of(covered("*", 41, 0)), LONG_AGO)).isEqualTo(notCovered);
    assertThat(judge(List.of(), List.of(covered("*", 300, 10)), LONG_AGO)).isEqualTo(notCovered);
    assertThat(judge(List.of(), List.of(covered("*", 300, 60), covered("*", 59, 0)), LONG_AGO))
        .isEqualTo(notCovered);
  }

  @Test
  void coverageThatTouchesAddsUpAndAnEntitlementsOwnAddsToItsSources() {
    assertThat(
            judge(
                List.of(),
                List.of(covered("*", 300, 60), covered("*", 60, 30), covered("e", 45, 0)),
                LONG_AGO))
        .isInstanceOf(Unused.class);
  }

  @Test
  void aFeedOfYesterdayIsUpToDateAndMovesTheWindow() {
    assertThat(judge(List.of(), List.of(covered("*", 91, 1)), LONG_AGO))
        .isEqualTo(new Unused(91, new Period(ago(91), ago(1)), null));
    assertThat(
            judge(List.of(new Use("a", "e", ago(90), 1)), List.of(covered("*", 91, 1)), LONG_AGO))
        .isEqualTo(new Used(ago(90), 1));
  }

  @Test
  void aYoungGrantOrOneOfUnknownAgeIsNotCalledUnused() {
    List<Coverage> coverage = List.of(covered("*", 300, 0));

    assertThat(judge(List.of(), coverage, ago(89))).isEqualTo(new TooNew(ago(89), ago(-1)));
    assertThat(judge(List.of(), coverage, ago(90))).isInstanceOf(Unused.class);
    assertThat(judge(List.of(), coverage, null)).isEqualTo(new Unknown(Reason.GRANT_AGE_UNKNOWN));
  }

  @Test
  void twoFeedsOfOneUseGiveTheLatestAndTheSum() {
    assertThat(
            judge(
                List.of(new Use("a", "e", ago(5), 2), new Use("a", "e", ago(3), 1)),
                List.of(),
                LONG_AGO))
        .isEqualTo(new Used(ago(3), 3));
  }

  @Test
  void aVerdictCarriesWindowCoverageFeedsAndAge() {
    Usage usage =
        new Usage(
            List.of(new Use("a", "e", ago(214), 3)),
            List.of(
                covered("*", 300, 60),
                new Coverage("ledger", "e", new Period(ago(60), ago(1)), "live")));

    UseFacts facts = usage.judge("a", "e", "ledger", Since.exactly(ago(400)), NOW, 90).facts();

    assertThat(facts.window()).isEqualTo(new Period(ago(91), ago(1)));
    assertThat(facts.covered()).isEqualTo(new Period(ago(300), ago(1)));
    assertThat(facts.feeds()).containsExactly("files", "live");
    assertThat(facts.grantAgeDays()).hasValue(400);
    assertThat(facts.lastUsed()).isEqualTo(ago(214));
    assertThat(
            UseWording.basis(
                facts, Optional.of(new StillUsed(0.031, StillUsed.Basis.SOURCE, 214, false))))
        .isEqualTo(
            "Judged by the 90 days to 2026-11-21; the usage feed from files and live covers"
                + " 2026-01-26 to 2026-11-21; granted 2025-10-18, 400 days ago; still in use with a"
                + " probability of 3%, by its last use and the rhythm of 214 grants of its"
                + " source.");
  }

  @Test
  void aPeriodThatEndsBeforeItBeginsDoesNotConstruct() {
    assertThatThrownBy(() -> new Period(NOW, LONG_AGO)).hasMessageContaining("before it begins");
  }
}
