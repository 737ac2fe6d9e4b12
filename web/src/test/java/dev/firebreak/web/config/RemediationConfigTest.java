package dev.firebreak.web.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.remediation.plan.NeverTouch;
import dev.firebreak.remediation.run.Budget;
import dev.firebreak.remediation.run.ChangeWindow;
import dev.firebreak.remediation.run.Guardrails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The guardrails as an operator declares them.
class RemediationConfigTest {

  @TempDir private Path folder;

  private FirebreakConfig load(String yaml) throws IOException {
    return ConfigFile.load(
        Files.writeString(folder.resolve("firebreak.yaml"), "data-dir: data\n" + yaml));
  }

  private Guardrails guardrails(String yaml) throws IOException {
    FirebreakConfig config = load(yaml);
    return Objects.requireNonNull(config.remediation()).guardrails(OwnPrincipals.of(config));
  }

  @Test
  void whatIsNotStatedIsSafe() throws IOException {
    Guardrails silent = guardrails("");
    assertThat(silent.budget()).isEqualTo(Budget.STANDARD);
    assertThat(silent.breaker()).isEqualTo(Guardrails.STANDARD.breaker());
    assertThat(silent.adminGroups()).isEqualTo(Guardrails.STANDARD.adminGroups());
    assertThat(silent.canary()).isTrue();
    assertThat(silent.writesPerSecond()).isEqualTo(2);
    assertThat(silent.maxHarvestAge()).isEqualTo(Duration.ofHours(24));
    assertThat(silent.window()).isNull();
    assertThat(silent.approval().fourEyes()).isTrue();
    assertThat(silent.approval().many()).isEqualTo(5);
    assertThat(silent.approval().approvers().mayNot("ben")).as("nobody is named").isPresent();
    RemediationConfig config = Objects.requireNonNull(load("").remediation());
    assertThat(config.enabled()).isFalse();
    assertThat(config.saysWhomNeverToTouch()).isFalse();
  }

  @Test
  void everyKeyIsTaken() throws IOException {
    Guardrails stated =
        guardrails(
            """
            sources:
              - {id: a, kind: directory, base-url: "https://a.example", auth: {basic: {username: fb-a, password: "env:A"}}}
              - id: b
                kind: application
                base-url: https://b.example
                auth: {client-credentials: {token-url: "https://b.example/t", client-id: fb-b, client-secret: "env:B"}}
            remediation:
              enabled: true
              four-eyes: true
              approvers: [ben, cleo, admin]
              high-impact: {changes: 3, deactivations: false, admin-groups: false}
              max-changes: 7
              max-changes-per-day: 70
              max-changes-per-source-and-day: 60
              max-group-percent: 5
              max-group-members: 4
              never-touch: [break-glass]
              own-principals: [svc-fb]
              admin-groups: ["*-adm"]
              admin-sensitivity: 80
              canary: false
              breaker: {failures: 3, failure-percent: 30, failures-of-at-least: 6, pause-minutes: 5, conflict-percent: 15, conflicts-of-at-least: 8}
              writes-per-second: 0.5
              max-harvest-age-hours: 6
              change-window: {days: [monday, Friday], from: 08:00, to: "17:30", zone: Europe/Berlin}
            """);
    assertThat(stated.budget()).isEqualTo(new Budget(7, 70, 60, 5, 4));
    assertThat(stated.protection().neverTouch()).isEqualTo(NeverTouch.of("break-glass"));
    assertThat(stated.protection().ownPrincipals())
        .isEqualTo(NeverTouch.of("svc-fb", "fb-a", "fb-b"));
    assertThat(stated.protection().approvers()).isEqualTo(NeverTouch.of("ben", "cleo", "admin"));
    assertThat(stated.adminGroups().patterns()).containsExactly("*-adm");
    assertThat(stated.approval().many()).isEqualTo(3);
    assertThat(stated.approval().deactivations()).isFalse();
    assertThat(stated.approval().approvers().names()).containsExactlyInAnyOrder("ben", "cleo");
    assertThat(stated.approval().approvers().mayNot("admin")).isPresent();
    assertThat(stated.breaker().pause()).isEqualTo(Duration.ofMinutes(5));
    assertThat(stated.breaker().conflictsOfAtLeast()).isEqualTo(8);
    assertThat(stated.writesPerSecond()).isEqualTo(0.5);
    assertThat(stated.maxHarvestAge()).isEqualTo(Duration.ofHours(6));
    assertThat(stated.canary()).isFalse();
    assertThat(stated.window())
        .isEqualTo(
            new ChangeWindow(
                Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.of(8, 0),
                LocalTime.of(17, 30),
                ZoneId.of("Europe/Berlin")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "max-changes-per-day: 0 | max-changes-per-day must be at least 1 (at remediation).",
        "max-group-percent: 200 | max-group-percent must be 0 to 100 (at remediation).",
        "admin-sensitivity: 0 | admin-sensitivity must be 1 to 100 (at remediation).",
        "writes-per-second: 0 | writes-per-second must be more than 0",
        "max-harvest-age-hours: 0 | max-harvest-age-hours must be at least 1 (at remediation).",
        "breaker: {pause-minutes: 0} | pause-minutes must be at least 1 (at remediation.breaker).",
        "breaker: {failure-percent: 101} | failure-percent and conflict-percent must be 0 to 100",
        "change-window: {days: []} | change-window has no days",
        "change-window: {days: [funday]} | 'funday' is none of monday, tuesday",
        "change-window: {from: noon} | from 'noon' is no time of day such as 08:00",
        "change-window: {zone: Here} | zone 'Here' is no time zone such as Europe/Berlin",
        "approvers: [''] | approvers names somebody with an empty name",
        "canari: true | unknown key 'canari' (at remediation.canari).",
        "high-impact: {changes: -1} | changes must be 0 or more"
      })
  void whatCannotBeMeantIsSaid(String line, String why) {
    assertThatExceptionOfType(ConfigInvalid.class)
        .isThrownBy(() -> load("remediation:\n  " + line + "\n"))
        .withMessageContaining("line 3: " + why);
  }
}
