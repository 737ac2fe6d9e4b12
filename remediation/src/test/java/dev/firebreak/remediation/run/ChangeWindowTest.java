package dev.firebreak.remediation.run;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When changes may be sent. 2026-11-23 is a Monday; Berlin is an hour ahead of UTC then.
class ChangeWindowTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ChangeWindow MORNINGS =
      new ChangeWindow(Set.of(MONDAY, FRIDAY), LocalTime.of(8, 0), LocalTime.of(12, 0), BERLIN);
  private static final ChangeWindow NIGHTS =
      new ChangeWindow(Set.of(FRIDAY), LocalTime.of(22, 0), LocalTime.of(4, 0), BERLIN);

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T06:59:59Z,false",
    "2026-11-23T07:00:00Z,true",
    "2026-11-23T10:59:59Z,true",
    "2026-11-23T11:00:00Z,false",
    "2026-11-24T08:00:00Z,false",
    "2026-11-27T08:00:00Z,true"
  })
  void itIsOpenOnItsDaysFromOneTimeToAnother(Instant at, boolean open) {
    assertThat(MORNINGS.isOpen(at)).isEqualTo(open);
    assertThat(MORNINGS.refusal(at).isEmpty()).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-27T20:59:59Z,false",
    "2026-11-27T21:00:00Z,true",
    "2026-11-28T02:59:59Z,true",
    "2026-11-28T03:00:00Z,false",
    "2026-11-28T21:00:00Z,false"
  })
  void itMayLastOverMidnight(Instant at, boolean open) {
    assertThat(NIGHTS.isOpen(at)).isEqualTo(open);
  }

  @Test
  void whoComesAtTheWrongTimeIsToldWhenItOpens() {
    assertThat(MORNINGS.refusal(Instant.parse("2026-11-23T11:00:00Z")))
        .contains(
            "It is outside of the change window (08:00 to 12:00, Europe/Berlin). It opens next at 2026-11-27T08:00+01:00; start then, or widen remediation.change-window.");
    assertThat(NIGHTS.nextOpening(Instant.parse("2026-11-28T03:00:00Z")).toInstant())
        .as("a week ahead")
        .isEqualTo("2026-12-04T21:00:00Z");
    assertThat(MORNINGS.nextOpening(Instant.parse("2026-11-23T06:00:00Z")).toInstant())
        .isEqualTo("2026-11-23T07:00:00Z");
  }

  @Test
  void equalTimesMeanAWholeDay() {
    ChangeWindow saturdays =
        new ChangeWindow(Set.of(SATURDAY), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, BERLIN);
    assertThat(saturdays.isOpen(Instant.parse("2026-11-27T23:00:00Z"))).isTrue();
    assertThat(saturdays.isOpen(Instant.parse("2026-11-28T22:59:59Z"))).isTrue();
    assertThat(saturdays.isOpen(Instant.parse("2026-11-28T23:00:00Z"))).isFalse();
  }

  @Test
  void theClockChangeMovesItWithTheWallClock() {
    ChangeWindow daily =
        new ChangeWindow(
            Set.of(java.time.DayOfWeek.values()), LocalTime.of(8, 0), LocalTime.of(9, 0), BERLIN);
    assertThat(daily.isOpen(Instant.parse("2026-07-01T06:30:00Z"))).isTrue();
    assertThat(daily.isOpen(Instant.parse("2026-12-01T06:30:00Z"))).isFalse();
    assertThat(daily.isOpen(Instant.parse("2026-12-01T07:30:00Z"))).isTrue();
  }

  @Test
  void aWindowOnNoDayIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChangeWindow(Set.of(), LocalTime.MIN, LocalTime.MIN, BERLIN));
  }
}
