package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.remediation.plan.PlannedChange;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each change passes before it is sent, and what a plan does as a whole, by the journal.
class GateTest {
  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final TestSurroundings surroundings = new TestSurroundings(clock);
  private final List<Duration> waited = new ArrayList<>();
  private Guardrails guardrails = Estate.LENIENT;
  private Optional<String> fenced = Optional.empty();
  private EvidenceLog evidence;

  private final Fence fence =
      new Fence() {
        @Override
        public Optional<String> refusal() {
          return fenced;
        }

        @Override
        public @Nullable Long epoch() {
          return null;
        }
      };

  @BeforeEach
  void open() {
    evidence = EvidenceLog.open(folder, clock);
  }

  @AfterEach
  void close() throws Exception {
    evidence.close();
  }

  private Gate gate() {
    return gate(time -> {
      waited.add(time);
      clock.advance(time);
    });
  }

  private Gate gate(Waiter waiter) {
    return new Gate(
        evidence, new Ledger(evidence, guardrails.breaker()), guardrails, fence, clock, waiter);
  }

  private void sent(String run, PlannedChange change, Outcome.@Nullable State ended) {
    evidence.append(
        new RunEvidence.Intent(
            run,
            change.id(),
            "h",
            change.source(),
            change.resource().type(),
            change.resource().id(),
            "PATCH",
            "/x",
            null,
            null,
            "none",
            null,
            null,
            1,
            null));
    if (ended != null) {
      evidence.append(new Outcome(run, change.id(), ended, null, null, "so it was", 1));
    }
  }

  @Test
  void whatNothingStopsMayGo() {
    Gate gate = gate();
    assertThat(gate.enter(Estate.MARTA_OUT)).isEmpty();
    assertThat(gate.leave(Estate.MARTA_OUT)).isEmpty();
    assertThat(waited).as("the first waits for nothing").isEmpty();
    assertThat(gate.enter(Estate.HANA_OUT)).isEmpty();
    assertThat(waited).as("the second lets the source rest").containsExactly(Duration.ofMillis(1));
  }

  @Test
  void whoeverIsInterruptedWhileWaitingSendsNothing() {
    Gate gate =
        gate(_ -> {
          throw new InterruptedException();
        });
    gate.leave(Estate.MARTA_OUT);
    assertThat(gate.enter(Estate.HANA_OUT)).contains("The run was stopped.");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aStopIsForOneRun() {
    Gate gate = gate();
    gate.stop();
    assertThat(gate.enter(Estate.MARTA_OUT)).contains("The run was stopped.");
    assertThat(gate.leave(Estate.MARTA_OUT)).as("what was begun is ended").isEmpty();
    gate.runs();
    assertThat(gate.closed(Estate.MARTA_OUT)).isEmpty();
  }

  @Test
  void aStopThatComesWhileWaitingCounts() {
    Gate[] gate = new Gate[1];
    gate[0] = gate(_ -> gate[0].stop());
    gate[0].leave(Estate.MARTA_OUT);
    assertThat(gate[0].enter(Estate.HANA_OUT)).contains("The run was stopped.");
  }

  @Test
  void aPauseHoldsWhatIsAboutToLeaveAndOutlivesTheProcess() {
    Gate gate = gate();
    Pause pause = gate.pause("ops", "the vault moves");
    assertThat(pause).isEqualTo(new Pause("ops", "the vault moves", clock.instant()));
    String why =
        "Remediation is paused since %s by ops: the vault moves. Nothing is sent until somebody resumes it."
            .formatted(clock.instant());
    assertThat(gate.leave(Estate.MARTA_OUT)).contains(why);
    assertThat(gate.closed(Estate.MARTA_OUT)).contains(why);
    assertThat(gate().paused()).contains(pause);
    assertThat(Pause.in(evidence)).contains(pause);
    assertThat(gate().closed(Estate.MARTA_OUT)).contains(why);
    gate.resume("ops", "it has moved.");
    assertThat(gate.paused()).isEmpty();
    assertThat(gate().paused()).isEmpty();
    assertThat(gate.leave(Estate.MARTA_OUT)).isEmpty();
    assertThat(new Pause("ops", "Done.", clock.instant()).sentence()).contains("by ops: Done. Not");
  }

  @Test
  void anotherEngineInChargeClosesIt() {
    Gate gate = gate();
    fenced = Optional.of("another engine is in charge");
    assertThat(gate.closed(Estate.MARTA_OUT)).isEqualTo(fenced);
    assertThat(gate.leave(Estate.MARTA_OUT)).isEqualTo(fenced);
  }

  @Test
  void outsideOfTheWindowNothingIsSent() {
    guardrails =
        Estate.LENIENT.with(
            new ChangeWindow(
                Set.of(DayOfWeek.MONDAY), LocalTime.of(8, 0), LocalTime.NOON, ZoneOffset.UTC),
            false);
    assertThat(gate().closed(Estate.MARTA_OUT))
        .hasValueSatisfying(why -> assertThat(why).contains("opens next at 2026-11-23T08:00Z"));
    clock.advance(Duration.ofHours(26));
    assertThat(gate().closed(Estate.MARTA_OUT)).isEmpty();
    assertThat(gate().outsideOfWindow()).isEmpty();
  }

  @Test
  void aSourceThatFailsIsLeftAloneForAWhile() {
    Guardrails usual = Estate.LENIENT;
    guardrails =
        new Guardrails(
            usual.budget(),
            usual.protection(),
            usual.adminGroups(),
            usual.approval(),
            new Breaker.Limits(2, 100, 5, Duration.ofMinutes(15), 100, 100),
            null,
            usual.maxHarvestAge(),
            1_000,
            false);
    sent("R-1", Estate.PAY_OFF, Outcome.State.FAILED);
    assertThat(gate().closed(Estate.MARTA_OUT)).isEmpty();
    sent("R-1", Estate.HANA_OUT, Outcome.State.UNKNOWN);
    assertThat(gate().closed(Estate.MARTA_OUT))
        .hasValueSatisfying(why -> assertThat(why).contains("2 changes in a row failed"));
    clock.advance(Duration.ofMinutes(15));
    assertThat(gate().closed(Estate.MARTA_OUT)).isEmpty();
  }

  @Test
  void theBudgetOfTheDayCountsWhatWasSentAndNotWhatIsTriedAgain() {
    guardrails = Estate.LENIENT.with(new Budget(25, 2, 100, 100, 100));
    sent("R-1", Estate.PAY_OFF, Outcome.State.VERIFIED);
    sent("R-1", Estate.MARTA_OFF, Outcome.State.NOOP);
    sent("R-1", Estate.RETRIEVE_OFF, Outcome.State.CANCELLED);
    sent("R-2", Estate.MARTA_OUT, null);
    assertThat(gate().closed(Estate.MARTA_OUT)).as("it is tried again").isEmpty();
    assertThat(gate().closed(Estate.HANA_OUT))
        .hasValueSatisfying(why -> assertThat(why).contains("2 were sent in the last 24 hours"));
    clock.advance(Duration.ofHours(24));
    assertThat(gate().closed(Estate.HANA_OUT)).isEmpty();
  }

  private PlanGuards guards() {
    return new PlanGuards(
        guardrails, surroundings, new Ledger(evidence, guardrails.breaker()), clock);
  }

  @Test
  void aPlanRestsOnAHarvestThatIsYoungEnough() {
    assertThat(guards().refusal(List.of(Estate.MARTA_OUT))).isEmpty();
    surroundings.harvestedLast(Optional.empty());
    assertThat(guards().refusal(List.of(Estate.MARTA_OUT)))
        .contains(
            "No harvest of the source strongroom was complete yet, so nothing is known of it."
                + " Harvest it, then plan again.");
    surroundings.harvestedLast(Optional.of(clock.instant()));
    clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(guards().refusal(List.of(Estate.MARTA_OUT))).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(guards().refusal(List.of(Estate.MARTA_OUT)))
        .contains(
            "The last complete harvest of the source strongroom is 24 hours old, and must be"
                + " younger than 24 (remediation.max-harvest-age-hours). Harvest it, then plan"
                + " again.");
  }

  @Test
  void aPlanIsHeldAgainstTheBudgetsOfARunAndADay() {
    guardrails = Estate.LENIENT.with(new Budget(1, 1, 100, 100, 100));
    assertThat(guards().refusal(List.of(Estate.MARTA_OUT, Estate.PAY_OFF)))
        .hasValueSatisfying(why -> assertThat(why).startsWith("The plan has 2 changes"));
    assertThat(guards().refusal(List.of(Estate.MARTA_OUT))).isEmpty();
    sent("R-1", Estate.PAY_OFF, Outcome.State.VERIFIED);
    assertThat(guards().refusal(List.of(Estate.MARTA_OUT)))
        .hasValueSatisfying(why -> assertThat(why).startsWith("The budget of a day is 1 changes"));
  }

  @Test
  void whatADayTakesOfAGroupIsCountedByItsMembersAlone() {
    Spent.Action one =
        new Spent.Action(
            "R-1",
            "a",
            Estate.MARTA_OUT.resource(),
            "members",
            false,
            clock.instant(),
            Outcome.State.VERIFIED);
    Spent.Action failed =
        new Spent.Action(
            "R-1", "b", one.resource(), "members", false, clock.instant(), Outcome.State.FAILED);
    Spent.Action grant =
        new Spent.Action(
            "R-1",
            "c",
            one.resource(),
            "entitlements",
            false,
            clock.instant(),
            Outcome.State.VERIFIED);
    Spent.Action other =
        new Spent.Action(
            "R-1",
            "d",
            Estate.key("Group", "g2"),
            "members",
            false,
            clock.instant(),
            Outcome.State.VERIFIED);
    Spent spent = new Spent(List.of(one, failed, grant, other));
    assertThat(spent.members(Estate.MARTA_OUT)).isEqualTo(2);
    assertThat(spent.applied(Estate.MARTA_OUT)).isEqualTo(1);
    Spent.Action trying =
        new Spent.Action(
            "R-2", Estate.MARTA_OUT.id(), one.resource(), "members", false, clock.instant(), null);
    Spent.Action tried =
        new Spent.Action(
            "R-1",
            Estate.MARTA_OUT.id(),
            one.resource(),
            "members",
            false,
            clock.instant(),
            Outcome.State.FAILED);
    Spent.Action otherOpen =
        new Spent.Action("R-2", "e", one.resource(), "members", false, clock.instant(), null);
    assertThat(new Spent(List.of(trying, tried, otherOpen)).without(Estate.MARTA_OUT).actions())
        .containsExactly(tried, otherOpen);
  }
}
