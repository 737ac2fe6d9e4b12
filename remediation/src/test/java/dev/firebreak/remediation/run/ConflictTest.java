package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.providers.fault.Fault;
import dev.firebreak.remediation.plan.RemoveGrant;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Somebody is faster, or the source misbehaves: the oracle is what the provider saw and holds.
@ExtendWith(SharedNeo4j.class)
class ConflictTest {
  @TempDir Path folder;
  private Estate estate;
  private Remediation engine;

  @BeforeEach
  void open() throws Exception {
    estate = Estate.in(folder);
    engine = estate.engine();
  }

  @AfterEach
  void close() throws Exception {
    estate.close();
  }

  private RunItem commit(Run approved) {
    return engine.commit(approved.id(), "ana").items().getFirst();
  }

  /// Does something just after the first action has come this far.
  private void when(ItemState state, Runnable happens) {
    boolean[] once = {false};
    estate.listener =
        run -> {
          if (!once[0] && run.items().getFirst().state() == state) {
            once[0] = true;
            happens.run();
          }
        };
  }

  @Test
  void aGroupThatChangedAfterThePlanWasFrozenStaysAsItIs() {
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    estate.group("g1", "u1", "u2", "u3", "u9");
    RunItem item = commit(approved);
    assertThat(item.state()).isEqualTo(ItemState.CONFLICT);
    assertThat(item.detail()).contains("3 values then, 4 now");
    assertThat(estate.patches()).isEmpty();
    assertThat(estate.members()).containsExactly("u1", "u2", "u3", "u9");
    assertThat(estate.refreshed).as("the graph learns of it").hasSize(1);
  }

  @Test
  void theSameHoldsForASourceWithoutVersions() {
    estate.withoutVersions();
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    estate.group("g1", "u1", "u2", "u9");
    assertThat(commit(approved).state()).isEqualTo(ItemState.CONFLICT);
    assertThat(estate.patches()).isEmpty();
  }

  @Test
  void aResourceThatChangedElsewhereIsAConflictTooWhereVersionsTell() {
    Run approved = estate.approved(engine, Estate.PAY_OFF);
    estate.provider.load(
        "/Users",
        List.of(
            estate.provider.get("/Users", "u1").orElseThrow().replace("m.okonjo", "marta.okonjo")));
    RunItem item = commit(approved);
    assertThat(item.state()).isEqualTo(ItemState.CONFLICT);
    assertThat(item.detail()).contains("though its entitlements are the same");
    assertThat(estate.patches()).isEmpty();
  }

  @Test
  void whoeverIsFasterBetweenTheLookAndTheSendWinsByTheVersion() {
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    when(ItemState.SENDING, () -> estate.group("g1", "u1", "u2", "u3", "u9"));
    RunItem item = commit(approved);
    assertThat(item.state()).isEqualTo(ItemState.CONFLICT);
    assertThat(item.detail()).contains("Somebody was faster");
    assertThat(estate.patches())
        .singleElement()
        .extracting(request -> request.status())
        .isEqualTo(412);
    assertThat(estate.members()).containsExactly("u1", "u2", "u3", "u9");
  }

  @Test
  void whatIsGoneAlreadyIsNotSent() {
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    estate.group("g1", "u2", "u3");
    RunItem item = commit(approved);
    assertThat(item.state()).isEqualTo(ItemState.NOOP);
    assertThat(item.sentAs()).isNull();
    assertThat(estate.patches()).isEmpty();
  }

  @Test
  void aResourceThatNoLongerExistsNeedsNoChange() {
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    estate.provider.remove("/Groups", "g1");
    assertThat(commit(approved).state()).isEqualTo(ItemState.NOOP);
    assertThat(estate.patches()).isEmpty();
  }

  @Test
  void aTargetThatAcceptsAndDoesNotApplyIsAFailureAndStopsItsKind() {
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.HANA_OUT, Estate.PAY_OFF);
    estate.server.become(new Fault.IgnoresPatch());
    Run run = engine.commit(approved.id(), "ana");
    assertThat(run.items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.FAILED, ItemState.CANCELLED, ItemState.FAILED);
    assertThat(run.items().getFirst().detail())
        .isEqualTo("The target accepted the change but did not apply it.");
    assertThat(run.items().get(1).detail()).contains("the same kind of change failed");
    assertThat(estate.members()).containsExactly("u1", "u2", "u3");
    assertThat(estate.pauses)
        .as("three looks at each, with a pause between")
        .containsExactly(
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofSeconds(1));
    assertThat(run.state()).isEqualTo(RunState.HALTED);
  }

  @Test
  void anAnswerThatIsLostAfterTheChangeIsReadBackAndNotClaimed() {
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    estate.server.become(new Fault.DropsAfterPatch(true));
    RunItem item = commit(approved);
    assertThat(item.state()).isEqualTo(ItemState.VERIFIED);
    assertThat(item.isConfirmed()).isFalse();
    assertThat(item.detail()).startsWith("Attribution unconfirmed: ");
    assertThat(estate.patches()).hasSize(1);
    assertThat(estate.patchesSent()).isEqualTo(1);
  }

  @Test
  void aRequestThatKeepsBeingLostIsUnknownInTheEnd() {
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    estate.server.become(new Fault.DropsAfterPatch(false));
    Run run = engine.commit(approved.id(), "ana");
    assertThat(run.items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.UNKNOWN, ItemState.CANCELLED);
    assertThat(run.items().getFirst().detail()).contains("It was sent 3 times");
    assertThat(estate.patchesSent()).isEqualTo(3);
    assertThat(estate.members()).containsExactly("u1", "u2", "u3");
  }

  @Test
  void aRequestThatIsLostOnceIsSentAgainUnderTheSameVersion() {
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    estate.server.become(new Fault.DropsAfterPatch(false));
    when(ItemState.READING_BACK, estate.server::repair);
    RunItem item = commit(approved);
    assertThat(item.state()).isEqualTo(ItemState.VERIFIED);
    assertThat(item.isConfirmed()).isTrue();
    assertThat(estate.patchesSent()).isEqualTo(2);
    assertThat(estate.patches()).hasSize(1);
  }

  @Test
  void withoutVersionsALostRequestIsNeverSentAgain() {
    estate.withoutVersions();
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    estate.server.become(new Fault.DropsAfterPatch(false));
    RunItem item = commit(approved);
    assertThat(item.state()).isEqualTo(ItemState.UNKNOWN);
    assertThat(item.detail()).contains("It was not sent again");
    assertThat(estate.patchesSent()).isEqualTo(1);
  }

  @Test
  void aSourceThatRefusesUsEndsTheRun() {
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    estate.server.becomeAfter(1, new Fault.Unauthorized());
    Run run = engine.commit(approved.id(), "ana");
    assertThat(run.items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.FAILED, ItemState.CANCELLED);
    assertThat(run.items().getFirst().status()).isEqualTo(401);
    assertThat(run.items().getLast().detail()).contains("the run was halted");
    assertThat(estate.patches()).isEmpty();
  }

  @Test
  void aSourceThatCannotBeReadGetsNoChange() {
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    estate.server.become(new Fault.AnswersHtml());
    Run run = engine.commit(approved.id(), "ana");
    assertThat(run.items()).extracting(RunItem::state).containsOnly(ItemState.CANCELLED);
    assertThat(run.items().getFirst().detail()).contains("Nothing was sent.");
    assertThat(estate.patchesSent()).isZero();
  }

  @Test
  void aThrottledChangeIsLookedAtAgainAndThenSent() {
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    estate.server.becomeAfter(1, new Fault.Throttles(1, "7"));
    RunItem item = commit(approved);
    assertThat(item.state()).isEqualTo(ItemState.VERIFIED);
    assertThat(estate.pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(2));
    assertThat(estate.patches()).hasSize(1);
    assertThat(estate.evidenceTypes(approved.id()))
        .as("one intent for each send, one outcome for the action")
        .containsSubsequence("INTENT", "INTENT", "OUTCOME")
        .containsOnlyOnce("OUTCOME");
  }

  @Test
  void whenMoreChangesThanWasAskedForTheRunIsHalted() {
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    when(ItemState.READING_BACK, () -> estate.group("g1", "u3"));
    Run run = engine.commit(approved.id(), "ana");
    assertThat(run.items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.FAILED, ItemState.CANCELLED);
    assertThat(run.items().getFirst().detail()).contains("1 other values of members are missing");
    assertThat(estate.patches()).hasSize(1);
  }

  @Test
  void whatSomebodyElseAddsMeanwhileIsToldApart() {
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    when(ItemState.READING_BACK, () -> estate.group("g1", "u2", "u3", "u9"));
    RunItem item = commit(approved);
    assertThat(item.state()).isEqualTo(ItemState.VERIFIED);
    assertThat(item.detail()).contains("somebody else added 1 values");
  }

  @Test
  void aRefusedChangeTellsTheSourcesWords() {
    Run approved =
        estate.approved(
            engine,
            new RemoveGrant(
                Estate.key("Group", "g1"),
                "displayName",
                "Finance",
                "name",
                Estate.key("Group", "g1"),
                "Finance"));
    RunItem item = commit(approved);
    assertThat(item.state()).isEqualTo(ItemState.FAILED);
    assertThat(item.status()).isEqualTo(400);
    assertThat(item.detail()).startsWith("The source refused it: ");
  }
}
