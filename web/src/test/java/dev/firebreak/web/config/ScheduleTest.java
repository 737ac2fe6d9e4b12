package dev.firebreak.web.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When a source is harvested again.
class ScheduleTest {

  private static final Instant THURSDAY = Instant.parse("2026-11-19T06:12:30Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6h|2026-11-19T12:12:30Z",
        "PT6H|2026-11-19T12:12:30Z",
        "1d|2026-11-20T06:12:30Z",
        "90 m|2026-11-19T07:42:30Z",
        "0 2 * * *|2026-11-20T02:00:00Z",
        "30 */15 * * * *|2026-11-19T06:15:30Z",
        "0 0 4 * * MON|2026-11-23T04:00:00Z",
        "@daily|2026-11-20T00:00:00Z"
      })
  void aDurationOrACronExpressionSaysWhen(String schedule, Instant next) {
    assertThat(Schedule.of(schedule).next(THURSDAY)).contains(next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"every day", "PT", "6x", "* *", "61 0 0 * * *", "0"})
  void anythingElseIsRefusedWithBothWaysToSayIt(String schedule) {
    assertThatThrownBy(() -> Schedule.of(schedule))
        .hasMessageContaining("schedule '" + schedule + "' is neither a duration such as 6h")
        .hasMessageContaining("cron expression");
  }

  @Test
  void neverAndAllTheTimeAreRefused() {
    assertThatThrownBy(() -> Schedule.of("0 0 31 2 *")).hasMessageContaining("never comes round");
    assertThatThrownBy(() -> Schedule.of("10s")).hasMessageContaining("a minute or more");
  }

  @Test
  void aConfigurationNamesTheLineOfAScheduleThatIsNone(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("firebreak.yaml");
    Files.writeString(
        file,
        """
        data-dir: data
        sources:
          - id: hr
            kind: directory
            base-url: https://hr.example/scim
            auth: {bearer: "env:TOKEN"}
            schedule: 2h
          - id: app
            kind: application
            base-url: https://app.example/scim
            auth: {bearer: "env:TOKEN"}
            schedule: at night
        """);
    assertThatThrownBy(() -> ConfigFile.load(file))
        .isInstanceOf(ConfigInvalid.class)
        .hasMessageContaining(", line 12: source app: schedule 'at night' is neither")
        .hasMessageEndingWith("(at sources[1].schedule).");
  }
}
