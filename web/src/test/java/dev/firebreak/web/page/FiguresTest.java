package dev.firebreak.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FiguresTest {

  private final Figures figures = new Figures();

  @Test
  void numbersCarrySeparatorsSignsAndATrueMinus() {
    assertThat(figures.count(1204)).isEqualTo("1,204");
    assertThat(figures.count(-96)).isEqualTo("−96");
    assertThat(figures.change(31)).isEqualTo("+31");
    assertThat(figures.change(-96)).isEqualTo("−96");
    assertThat(figures.change(0)).isEqualTo("0");
    assertThat(figures.brief(9_999)).isEqualTo("9,999");
    assertThat(figures.brief(58_912)).isEqualTo("58.9k");
    assertThat(figures.brief(12_345_678)).isEqualTo("12.3M");
    assertThat(figures.count(1, "change", "changes")).isEqualTo("1 change");
    assertThat(figures.count(2, "change", "changes")).isEqualTo("2 changes");
  }

  @Test
  void aShareThatIsNeitherNothingNorAllNeverRoundsToIt() {
    assertThat(figures.share(0, 400)).isEqualTo("0%");
    assertThat(figures.share(1, 4000)).isEqualTo("1%");
    assertThat(figures.share(3999, 4000)).isEqualTo("99%");
    assertThat(figures.share(4000, 4000)).isEqualTo("100%");
    assertThat(figures.share(0, 0)).isEqualTo("0%");
  }

  @Test
  void durationsUseTheUnitThatFits() {
    assertThat(figures.took(412)).isEqualTo("412 ms");
    assertThat(figures.took(1_234)).isEqualTo("1.2 s");
    assertThat(figures.took(15_120_000)).isEqualTo("4 h 12 min");
  }

  @Test
  void timesAreUtcAndShowTheYearOnlyWhenItIsAnother() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    Times times = new Times(clock);
    assertThat(times.stamp(Instant.parse("2026-11-19T06:12:59Z"))).isEqualTo("19 Nov 06:12");
    assertThat(times.stamp(Instant.parse("2025-02-10T06:12:00Z"))).isEqualTo("10 Feb 2025 06:12");
    assertThat(times.age(Instant.parse("2026-11-22T09:59:30Z"))).isEqualTo("now");
    assertThat(times.age(Instant.parse("2026-04-22T10:00:00Z"))).isEqualTo("214 d");
  }
}
