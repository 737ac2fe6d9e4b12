package dev.firebreak.analytics.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriftTest {

  private static List<Finding> find(String scenario) {
    return Drift.find(Snapshots.of(scenario), Set.of("hr"));
  }

  /// @param other how many of the accounts have another department
  private static String people(int count, int other) {
    StringBuilder text = new StringBuilder("source hr name=People\nsource app name=App\n");
    for (int i = 0; i < count; i++) {
      text.append(
          """
          identity p%1$d active name="Person %1$d"
          account hr/User/%1$d active department=Finance email=p%1$d@example.org userName=person.%1$d
          account app/User/%1$d active name=u%1$d department=%2$s email=P%1$d@example.org userName=u%1$d
          p%1$d -OWNS-> hr/User/%1$d
          p%1$d -OWNS-> app/User/%1$d
          """
              .formatted(i, i < other ? "Sales" : "finance"));
    }
    return text.toString();
  }

  @Test
  void oneAccountThatDisagreesAmongManyIsToldWithBothValues() {
    List<Finding> findings = find(people(20, 1));

    assertThat(findings)
        .extracting(Finding::story)
        .containsExactly(
            "The account u0 in App of Person 0 has the department Sales where People"
                + " has Finance.");
    assertThat(findings.getFirst().severity()).isEqualTo(Severity.INFO);
    assertThat(findings.getFirst().because())
        .extracting(path -> path.last().key())
        .containsExactly("app/User/0", "hr/User/0");
  }

  @Test
  void aSourceOfWhichMoreThanATenthDisagreeIsToldOnce() {
    List<Finding> findings = find(people(20, 5));

    assertThat(findings)
        .extracting(Finding::story)
        .containsExactly(
            "App has another department than the source of people for 5 of 20 accounts.");
    assertThat(findings.getFirst().key().subject()).isEqualTo("firebreak/Source/app");
    assertThat(findings.getFirst().affected()).isEqualTo(5);
  }

  @Test
  void aSourceThatHasItsOwnWayOrTooFewAccountsIsNotCompared() {
    assertThat(find(people(20, 11))).isEmpty();
    assertThat(find(people(4, 1))).isEmpty();
  }

  @Test
  void anActiveAccountWithoutAnActiveAuthorityIsToldUnlessItsOwnerLeft() {
    List<Finding> findings =
        find(
            """
            source app name=App
            account hr/User/any active
            identity gone active name="Gone Person"
            identity off name="Off Person"
            identity left inactive
            identity unsure active
            identity robot kind=SERVICE active
            account app/User/robot active
            robot -OWNS-> app/User/robot
            account hr/User/off inactive
            account app/User/gone active name=gone
            account app/User/off active name=off
            account app/User/left active
            account app/User/unsure
            gone -OWNS-> app/User/gone
            off -OWNS-> hr/User/off
            off -OWNS-> app/User/off
            left -OWNS-> app/User/left
            unsure -OWNS-> app/User/unsure
            """);

    assertThat(findings)
        .extracting(Finding::story)
        .containsExactly(
            "The account gone in App of Gone Person is active, and no source of people has an"
                + " account of theirs.",
            "The account off in App of Off Person is active, and every source of people has them"
                + " inactive.");
    assertThat(findings).allMatch(finding -> finding.severity() == Severity.MEDIUM);
  }

  @Test
  void withoutASourceOfPeopleNothingCanDrift() {
    assertThat(
            find("identity gone active\naccount app/User/gone active\ngone -OWNS-> app/User/gone"))
        .isEmpty();
  }

  @Test
  void theDebtOfASourceGrowsWithItsAccountsAndTheirAge() {
    var now = Snapshots.NOW;
    List<Finding> one = find(people(20, 1));
    List<Finding> many = find(people(20, 5));

    assertThat(
            DriftDebt.of(
                List.of(
                    open(one.getFirst(), now.minus(Duration.ofDays(30))),
                    open(many.getFirst(), now.minus(Duration.ofDays(15)))),
                now))
        .containsExactly(new DriftDebt("app", 1 * 2 + 5 * 1.5, 2, 6, 30));
    assertThat(DriftDebt.of(List.of(), now)).isEmpty();
  }

  private static DriftDebt.Open open(Finding finding, Instant since) {
    return new DriftDebt.Open(finding.key(), finding.affected(), since);
  }
}
