package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firebreak.remediation.plan.NeverTouch;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.scim.resource.ScimResource;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be configured, up to its last value, and who is protected by what.
class GuardValuesTest {

  private static void refused(String why, ThrowingCallable made) {
    assertThatIllegalArgumentException().isThrownBy(made).withMessage(why);
  }

  private static Guardrails with(Duration age, double rate) {
    Guardrails usual = Guardrails.STANDARD;
    return new Guardrails(
        usual.budget(),
        usual.protection(),
        usual.adminGroups(),
        usual.approval(),
        usual.breaker(),
        usual.window(),
        age,
        rate,
        usual.canary());
  }

  @Test
  void theAgeOfDataIsMoreThanNothing() {
    String why = "max-harvest-age-hours must be at least 1";
    refused(why, () -> with(Duration.ZERO, 1));
    refused(why, () -> with(Duration.ofHours(-1), 1));
    assertThat(with(Duration.ofHours(1), 1).maxHarvestAge()).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1000.5, Double.NaN})
  void aRateIsMoreThanNothingAndAThousandAtMost(double rate) {
    refused(
        "writes-per-second must be more than 0, 1000 at most",
        () -> with(Duration.ofHours(1), rate));
    assertThat(with(Duration.ofHours(1), 1000).writesPerSecond()).isEqualTo(1000);
  }

  @Test
  void oneGuardrailChangesAloneAndTheOthersStay() {
    Budget budget = new Budget(1, 2, 3, 4, 5);
    assertThat(Estate.LENIENT.with(budget).budget()).isEqualTo(budget);
    assertThat(Estate.LENIENT.with(budget).with(Estate.LENIENT.budget())).isEqualTo(Estate.LENIENT);
    Protection protection = new Protection(NeverTouch.of("a"), NeverTouch.NONE, NeverTouch.NONE);
    assertThat(Estate.LENIENT.with(protection).protection()).isEqualTo(protection);
    assertThat(Estate.LENIENT.with(protection).with(Protection.NONE)).isEqualTo(Estate.LENIENT);
    assertThat(Estate.LENIENT.with(ApprovalRules.STANDARD).approval())
        .isEqualTo(ApprovalRules.STANDARD);
    ChangeWindow window =
        new ChangeWindow(
            Set.of(DayOfWeek.MONDAY), LocalTime.NOON, LocalTime.MIDNIGHT, ZoneOffset.UTC);
    assertThat(Estate.LENIENT.with(window, true).window()).isEqualTo(window);
    assertThat(Estate.LENIENT.with(window, true).canary()).isTrue();
    assertThat(Estate.LENIENT.with(null, false)).isEqualTo(Estate.LENIENT);
  }

  @ParameterizedTest
  @CsvSource({"0,1,1,1,1", "1,0,1,1,1", "1,1,0,1,1", "1,1,1,-1,1", "1,1,1,101,1", "1,1,1,1,0"})
  void aBudgetOfNothingIsRefused(int run, int day, int source, int percent, int members) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Budget(run, day, source, percent, members))
        .withMessageMatching("max-\\S+ must be (at least 1|0 to 100)");
  }

  @Test
  void theLeastAndTheMostOfABudgetAreAllowed() {
    assertThat(new Budget(1, 1, 1, 0, 1).ofGroup(1000)).isEqualTo(1);
    assertThat(new Budget(1, 1, 1, 100, 1000).ofGroup(1000)).isEqualTo(1000);
    Budget two = new Budget(2, 1, 1, 0, 1);
    assertThat(two.overRun(2)).isEmpty();
    assertThat(two.overRun(3)).contains("The plan has 3 changes and a run may make 2. Split it.");
  }

  @ParameterizedTest
  @CsvSource({
    "0,20,5,15,10,10,failures",
    "5,20,0,15,10,10,failures",
    "5,20,5,15,10,0,failures",
    "5,-1,5,15,10,10,percent",
    "5,101,5,15,10,10,percent",
    "5,20,5,15,-1,10,percent",
    "5,20,5,15,101,10,percent",
    "5,20,5,0,10,10,pause",
    "5,20,5,-1,10,10,pause"
  })
  void aBreakerThatCouldNotWorkIsRefused(
      int row, int percent, int of, int pause, int conflicts, int ofConflicts, String which) {
    String why =
        switch (which) {
          case "failures" ->
              "failures, failures-of-at-least and conflicts-of-at-least must be at least 1";
          case "percent" -> "failure-percent and conflict-percent must be 0 to 100";
          default -> "pause-minutes must be at least 1";
        };
    refused(
        why,
        () ->
            new Breaker.Limits(
                row, percent, of, Duration.ofMinutes(pause), conflicts, ofConflicts));
  }

  @Test
  void theLeastAndTheMostOfABreakerAreAllowed() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(new Breaker.Limits(1, 0, 1, minute, 0, 1).percent()).isZero();
    assertThat(new Breaker.Limits(1, 100, 1, minute, 100, 1).conflictPercent()).isEqualTo(100);
  }

  @Test
  void anAdminGroupIsKnownByAPatternWithoutRegardToCase() {
    AdminGroups admin = new AdminGroups(List.of("root", "*-ops*"));
    assertThat(admin.named(List.of("ROOT"))).contains("is an admin group by its name (root)");
    assertThat(admin.named(List.of("x", "vault-Ops-eu")))
        .contains("is an admin group by its name (*-ops*)");
    assertThat(admin.named(List.of("rooted", "ops", "a.b"))).isEmpty();
    assertThat(new AdminGroups(List.of("a.b")).named(List.of("axb"))).isEmpty();
    refused("a pattern of admin-groups is empty", () -> new AdminGroups(List.of("a", " ")));
    TestSurroundings harvested = new TestSurroundings(new TestClock());
    assertThat(AdminGroups.NONE.of(Estate.MARTA_OUT, harvested)).isEmpty();
    harvested.adminGrants.put(Estate.MARTA_OUT.resource(), "by what it grants");
    assertThat(AdminGroups.NONE.of(Estate.MARTA_OUT, harvested)).contains("by what it grants");
    assertThat(new AdminGroups(List.of("g1")).of(Estate.MARTA_OUT, harvested))
        .contains("is an admin group by its name (g1)");
  }

  @Test
  void aProtectedResourceIsSaidToBeOnWhichList() {
    Protection all =
        new Protection(NeverTouch.of("glass"), NeverTouch.of("svc"), NeverTouch.of("ben"));
    assertThat(all.of(List.of("x", "Glass"))).contains("Glass is on the never-touch list");
    assertThat(all.of(List.of("svc")))
        .contains("svc is an account that Firebreak itself signs in with");
    assertThat(all.of(List.of("ben"))).contains("ben is the account of an approver");
    assertThat(all.of(List.of("x"))).isEmpty();
    for (String path : List.of("id", "userName", "externalId", "displayName", "name", "display")) {
      assertThat(all.of(ScimResource.parse("{\"%s\":\"GLASS\"}".formatted(path))))
          .as(path)
          .contains("GLASS is on the never-touch list");
    }
  }

  @Test
  void oneListIsEnoughForSomebodyToBeProtected() {
    NeverTouch none = NeverTouch.NONE;
    NeverTouch one = NeverTouch.of("a");
    assertThat(Protection.NONE.protectsAnybody()).isFalse();
    assertThat(new Protection(one, none, none).protectsAnybody()).isTrue();
    assertThat(new Protection(none, one, none).protectsAnybody()).isTrue();
    assertThat(new Protection(none, none, one).protectsAnybody()).isTrue();
  }

  private static Optional<String> emptied(PlannedChange change, String... values) {
    return Guardrails.STANDARD.wouldEmpty(change, PlannedChange.set(values));
  }

  @Test
  void onlyAGroupAndAPermissionMustKeepSomething() {
    assertThat(emptied(Estate.MARTA_OUT, "u1"))
        .contains("it would leave Finance without members, and no group is emptied");
    assertThat(emptied(Estate.MARTA_OUT, "u1", "u2")).isEmpty();
    RemoveRight right = Estate.RETRIEVE_OFF;
    assertThat(emptied(right, right.value()))
        .hasValueSatisfying(why -> assertThat(why).startsWith("it became the last right"));
    RemoveRight last =
        new RemoveRight(
            right.resource(),
            right.right(),
            right.containerName(),
            right.principal(),
            right.principalName(),
            true);
    assertThat(emptied(last, right.value())).isEmpty();
    assertThat(emptied(Estate.PAY_OFF, "pay")).isEmpty();
    assertThat(emptied(Estate.MARTA_OFF, "true")).isEmpty();
    RemovePermission whole =
        new RemovePermission(
            right.resource(), "SAFE", right.principal(), right.principalName(), List.of());
    assertThat(emptied(whole, "*")).as("the permission itself goes").isEmpty();
  }
}
