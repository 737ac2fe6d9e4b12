package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.providers.fault.Fault;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What stops a run or a plan that was approved: budgets over runs, the first change alone, the
/// circuit breaker, the rate, the hour, and old data. What is counted outlives a restart.
@ExtendWith(SharedNeo4j.class)
class GuardedRunTest {
  private static final Breaker.Limits TWO_IN_A_ROW =
      new Breaker.Limits(2, 100, 5, Duration.ofMinutes(15), 100, 100);

  @TempDir Path folder;
  private Estate estate;

  @BeforeEach
  void open() throws Exception {
    estate = Estate.in(folder);
  }

  @AfterEach
  void close() throws Exception {
    estate.close();
  }

  private static void refused(String words, ThrowingCallable what) {
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(what)
        .withMessageContaining(words)
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.GUARDRAIL));
  }

  private static Guardrails with(Breaker.Limits limits, double writesPerSecond) {
    Guardrails usual = Estate.LENIENT;
    return new Guardrails(
        usual.budget(),
        usual.protection(),
        usual.adminGroups(),
        usual.approval(),
        limits,
        usual.window(),
        usual.maxHarvestAge(),
        writesPerSecond,
        usual.canary());
  }

  private static void states(Run run, ItemState... states) {
    assertThat(run.items()).extracting(RunItem::state).containsExactly(states);
  }

  @Test
  void whatRunsSentInADayLeavesTheNextOnesLess() throws Exception {
    estate.guardrails = Estate.LENIENT.with(new Budget(25, 3, 100, 100, 100));
    Remediation engine = estate.engine();
    engine.commit(estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF).id(), "ana");
    Run waits = estate.tried(engine, Estate.HANA_OUT);
    Run other = estate.approved(engine, Estate.MARTA_OFF);
    assertThat(engine.commit(other.id(), "ana").state()).isEqualTo(RunState.DONE);

    estate.restart();
    SharedNeo4j.clear();
    Remediation again = estate.engine();
    String why = "The budget of a day is 3 changes; 3 were sent in the last 24 hours";
    refused(why, () -> again.propose(Estate.proposal(Estate.RETRIEVE_OFF), "ana"));
    refused(why, () -> again.dryRun(waits.id(), "ana"));
    refused(why, () -> again.approve(waits.id(), waits.plan().hash(), "ben", null));
    estate.clock.advance(Duration.ofHours(24));
    assertThat(again.propose(Estate.proposal(Estate.RETRIEVE_OFF), "ana").state())
        .isEqualTo(RunState.PROPOSED);
  }

  @Test
  void theDayIsCountedOnceMoreJustBeforeEachSend() {
    estate.guardrails = Estate.LENIENT.with(new Budget(25, 2, 100, 100, 100));
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    estate.listener =
        run -> {
          if (run.item(Estate.MARTA_OUT.id()).state() == ItemState.VERIFIED
              && run.items().getLast().state() == ItemState.QUEUED
              && estate.evidence.entries("R-99").isEmpty()) {
            estate.evidence.append(elsewhere());
          }
        };
    Run run = engine.commit(approved.id(), "ana");
    states(run, ItemState.VERIFIED, ItemState.CANCELLED);
    assertThat(run.items().getLast().detail()).contains("is 2 changes; 2 were sent");
    assertThat(estate.patchesSent()).isEqualTo(1);
  }

  private static RunEvidence.Intent elsewhere() {
    return new RunEvidence.Intent(
        "R-99",
        "a",
        "h",
        "hr",
        "User",
        "u9",
        "PATCH",
        "/Users/u9",
        null,
        null,
        "none",
        null,
        null,
        null,
        null);
  }

  @Test
  void aGroupLosesATenthInADayOverAllRunsAsItIsNow() throws Exception {
    estate.users(1, 30, true);
    estate.group("g1", IntStream.rangeClosed(1, 30).mapToObj(i -> "u" + i).toArray(String[]::new));
    estate.guardrails = Estate.LENIENT.with(new Budget(25, 100, 100, 10, 20));
    Remediation engine = estate.engine();
    refused(
        "'Remove user.4 from Finance' is not allowed: it would be change 4 of the members of"
            + " Finance within 24 hours; of its 30 members 3 may go",
        () -> engine.propose(Estate.proposal(outs(1, 4)), "ana"));
    engine.commit(estate.approved(engine, outs(1, 2)).id(), "ana");

    estate.restart();
    SharedNeo4j.clear();
    Remediation again = estate.engine();
    again.commit(estate.approved(again, outs(5, 5)).id(), "ana");
    refused("of its 30 members 3 may go", () -> again.propose(Estate.proposal(outs(6, 6)), "ana"));
    assertThat(estate.members()).hasSize(27);
    estate.clock.advance(Duration.ofHours(24).plusMinutes(1));
    assertThat(again.propose(Estate.proposal(outs(6, 6)), "ana").state())
        .isEqualTo(RunState.PROPOSED);
  }

  private static PlannedChange[] outs(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> Estate.out("g1", "Finance", i))
        .toArray(PlannedChange[]::new);
  }

  @Test
  void aGroupThatShrankAfterTheApprovalIsCountedAsItIs() {
    estate.users(1, 30, true);
    String[] all = IntStream.rangeClosed(1, 30).mapToObj(i -> "u" + i).toArray(String[]::new);
    estate.group("g1", all);
    Run approved = estate.approved(estate.engine(), outs(1, 2));
    estate.guardrails = Estate.LENIENT.with(new Budget(25, 100, 100, 5, 20));
    Run run = estate.engine().commit(approved.id(), "ana");
    states(run, ItemState.VERIFIED, ItemState.CANCELLED);
    assertThat(run.items().get(1).detail())
        .isEqualTo(
            "Not allowed: it would be change 2 of the members of Finance within 24 hours; of its"
                + " 30 members 1 may go (5 %, 1 at the least and 20 at the most). Wait, or raise"
                + " remediation.max-group-percent or max-group-members.");
    assertThat(estate.members()).hasSize(29);
  }

  @Test
  void theFirstChangeGoesAloneAndWhereItFailsTheRestIsNotSent() {
    estate.guardrails = Estate.LENIENT.with(null, true);
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    estate.server.become(new Fault.IgnoresPatch());
    Run run = engine.commit(approved.id(), "ana");
    states(run, ItemState.FAILED, ItemState.CANCELLED);
    assertThat(run.items().getLast().detail())
        .isEqualTo(
            "Not sent, since the first change goes alone and was not verified. 'Remove m.okonjo"
                + " from Finance' ended so: The target accepted the change but did not apply it."
                + " Plan again for the rest.");
    assertThat(estate.patchesSent()).isEqualTo(1);
  }

  @Test
  void whereTheFirstHadNothingToDoTheNextOneIsTheFirst() {
    estate.guardrails = Estate.LENIENT.with(null, true);
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF, Estate.RETRIEVE_OFF);
    estate.group("g1", "u2", "u3");
    estate.server.become(new Fault.IgnoresPatch());
    states(
        engine.commit(approved.id(), "ana"), ItemState.NOOP, ItemState.FAILED, ItemState.CANCELLED);
  }

  @Test
  void aFirstChangeThatIsVerifiedLetsTheRestFollow() {
    estate.guardrails = Estate.LENIENT.with(null, true);
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    assertThat(engine.commit(approved.id(), "ana").state()).isEqualTo(RunState.DONE);
  }

  @Test
  void aSourceThatFailsAgainAndAgainIsLeftAloneAlsoAfterARestart() throws Exception {
    estate.guardrails = with(TWO_IN_A_ROW, 1_000);
    Remediation engine = estate.engine();
    Run third = estate.approved(engine, Estate.RETRIEVE_OFF, Estate.USE_OFF);
    Run fourth = estate.approved(engine, Estate.MARTA_OFF);
    estate.server.become(new Fault.IgnoresPatch());
    engine.commit(estate.approved(engine, Estate.MARTA_OUT).id(), "ana");
    engine.commit(estate.approved(engine, Estate.PAY_OFF).id(), "ana");
    assertThat(estate.patchesSent()).isEqualTo(2);
    estate.server.repair();

    estate.restart();
    SharedNeo4j.clear();
    Run left = estate.engine().commit(third.id(), "ana");
    states(left, ItemState.CANCELLED, ItemState.CANCELLED);
    assertThat(left.items().getFirst().detail())
        .startsWith("The circuit breaker of the source strongroom is open since ")
        .contains("2 changes in a row failed", "one change is let through");
    assertThat(estate.patchesSent()).isEqualTo(2);

    estate.clock.advance(Duration.ofMinutes(15));
    states(estate.engine().commit(fourth.id(), "ana"), ItemState.VERIFIED);
    Remediation closed = estate.engine();
    states(
        closed.commit(estate.approved(closed, Estate.MARTA_OUT, Estate.PAY_OFF).id(), "ana"),
        ItemState.VERIFIED,
        ItemState.VERIFIED);
  }

  @Test
  void halfOpenMeansOneChange() {
    estate.guardrails = with(TWO_IN_A_ROW, 1_000);
    Remediation engine = estate.engine();
    Run next = estate.approved(engine, Estate.MARTA_OFF, Estate.RETRIEVE_OFF);
    estate.server.become(new Fault.IgnoresPatch());
    engine.commit(estate.approved(engine, Estate.MARTA_OUT).id(), "ana");
    engine.commit(estate.approved(engine, Estate.PAY_OFF).id(), "ana");
    estate.clock.advance(Duration.ofMinutes(16));
    Run run = engine.commit(next.id(), "ana");
    states(run, ItemState.FAILED, ItemState.CANCELLED);
    assertThat(run.items().getLast().detail())
        .contains("the one change that was let through failed");
  }

  @Test
  void aRunThatMeetsManyConflictsEnds() {
    estate.guardrails =
        with(new Breaker.Limits(100, 100, 100, Duration.ofMinutes(15), 10, 2), 1_000);
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.PAY_OFF, Estate.MARTA_OUT, Estate.RETRIEVE_OFF);
    estate.group("g1", "u1", "u2");
    Run run = engine.commit(approved.id(), "ana");
    states(run, ItemState.VERIFIED, ItemState.CONFLICT, ItemState.CANCELLED);
    assertThat(run.items().getLast().detail())
        .contains("of 2 changes looked at 1 were in conflict", "10 % may be");
  }

  @Test
  void noSourceIsWrittenToFasterThanItsRateInAStormOfRefusals() {
    estate.guardrails = with(Estate.LENIENT.breaker(), 2);
    Remediation engine = estate.engine();
    Run approved =
        estate.approved(
            engine, Estate.MARTA_OUT, Estate.PAY_OFF, Estate.RETRIEVE_OFF, Estate.MARTA_OFF);
    estate.server.become(new Fault.ThrottlesPatch("0"));
    engine.commit(approved.id(), "ana");
    estate.server.repair();
    engine.commit(estate.approved(engine, Estate.HANA_OUT, Estate.MARTA_OFF).id(), "ana");

    List<Instant> sent;
    try (Stream<Entry> intents = estate.evidence.read(entry -> entry.type().equals("INTENT"))) {
      sent = intents.map(Entry::at).toList();
    }
    assertThat(sent).hasSizeGreaterThan(4);
    assertThat(estate.patchesSent()).as("each intent is one request").isEqualTo(sent.size());
    for (int i = 1; i < sent.size(); i++) {
      assertThat(Duration.between(sent.get(i - 1), sent.get(i)))
          .as("before request %d", i)
          .isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }
  }

  private static final ChangeWindow UNTIL_SEVEN =
      new ChangeWindow(
          Set.of(DayOfWeek.SUNDAY), LocalTime.of(6, 0), LocalTime.of(7, 0), ZoneOffset.UTC);

  @Test
  void outsideOfTheChangeWindowNothingBegins() {
    estate.guardrails = Estate.LENIENT.with(UNTIL_SEVEN, false);
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    assertThat(engine.mayNotSend()).isEmpty();
    estate.clock.advance(Duration.ofHours(1));
    refused("It opens next at 2026-11-29T06:00Z", () -> engine.commit(approved.id(), "ana"));
    assertThat(engine.mayNotSend()).isPresent();
    assertThat(estate.patchesSent()).isZero();
    assertThat(estate.evidenceTypes(approved.id())).doesNotContain("RUN_STARTED");
  }

  @Test
  void aRunThatTheWindowClosesOnSendsNothingMore() {
    estate.guardrails = Estate.LENIENT.with(UNTIL_SEVEN, false);
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    estate.listener =
        run -> {
          if (run.items().getFirst().state() == ItemState.READING_BACK) {
            estate.clock.advance(Duration.ofHours(1));
          }
        };
    Run run = engine.commit(approved.id(), "ana");
    states(run, ItemState.VERIFIED, ItemState.CANCELLED);
    assertThat(run.items().getLast().detail()).contains("outside of the change window");
  }

  @Test
  void onDataThatIsOldNothingIsPlannedTriedApprovedOrBegun() {
    estate.surroundings.harvestedLast(Optional.of(estate.clock.instant()));
    Remediation engine = estate.engine();
    Run tried = estate.tried(engine, Estate.MARTA_OUT);
    Run approved = estate.approved(engine, Estate.PAY_OFF);
    estate.clock.advance(Duration.ofHours(23));
    engine.dryRun(tried.id(), "ana");
    estate.surroundings.harvestedLast(
        Optional.of(estate.clock.instant().minus(Duration.ofHours(24))));
    int before = estate.server.requests().size();
    String why =
        "The last complete harvest of the source strongroom is 24 hours old, and must be younger"
            + " than 24 (remediation.max-harvest-age-hours). Harvest it, then plan again.";
    refused(why, () -> engine.propose(Estate.proposal(Estate.MARTA_OFF), "ana"));
    refused(why, () -> engine.dryRun(tried.id(), "ana"));
    refused(why, () -> engine.approve(tried.id(), tried.plan().hash(), "ben", null));
    refused(why, () -> engine.commit(approved.id(), "ana"));
    estate.surroundings.harvestedLast(Optional.empty());
    refused(
        "No harvest of the source strongroom was complete yet",
        () -> engine.commit(approved.id(), "ana"));
    assertThat(estate.server.requests()).hasSize(before);
  }

  @Test
  void whatEndedWithoutAChangeIsNotCounted() {
    Ledger ledger = new Ledger(estate.evidence, Breaker.Limits.STANDARD);
    estate.evidence.append(elsewhere());
    assertThat(ledger.spent(estate.clock.instant()).size()).isEqualTo(1);
    estate.evidence.append(elsewhere());
    assertThat(ledger.spent(estate.clock.instant()).size()).as("tried again").isEqualTo(1);
    for (Outcome.State state : Outcome.State.values()) {
      estate.evidence.append(new Outcome("R-99", "a", state, null, null, "so", 1));
      boolean nothing = state == Outcome.State.NOOP || state == Outcome.State.CANCELLED;
      assertThat(ledger.spent(estate.clock.instant()).size())
          .as(state.name())
          .isEqualTo(nothing ? 0 : 1);
    }
  }
}
