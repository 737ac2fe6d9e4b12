package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.firebreak.providers.fault.Fault;
import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The engine dies at a step of its first action and is started again.
@ExtendWith(SharedNeo4j.class)
class RecoveryTest {
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

  /// Runs until the first action reaches a state, dies there, and starts again.
  private Run dieAt(ItemState state) throws Exception {
    return dieAt(state, Estate.MARTA_OUT, Estate.PAY_OFF);
  }

  private Run dieAt(ItemState state, PlannedChange... changes) throws Exception {
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, changes);
    dyingAt(state);
    assertThatExceptionOfType(Crash.class).isThrownBy(() -> engine.commit(approved.id(), "ana"));
    estate.listener = RunListener.NONE;
    estate.restart();
    return approved;
  }

  private void dyingAt(ItemState state) {
    estate.listener =
        run -> {
          if (run.items().getFirst().state() == state && run.state() == RunState.RUNNING) {
            throw new Crash();
          }
        };
  }

  private Run recovered() {
    return estate.engine().recover(Optional.empty()).getFirst();
  }

  @Test
  void anIntentThatWasNeverSentIsSentNowAndTheRestOfTheRunGoesOn() throws Exception {
    Run approved = dieAt(ItemState.SENDING);
    Run run = recovered();
    assertThat(run.items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.VERIFIED, ItemState.VERIFIED);
    assertThat(run.items()).allMatch(RunItem::isConfirmed);
    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(estate.patchesSent()).isEqualTo(2);
    assertThat(estate.members()).containsExactly("u2", "u3");
    assertThat(intents(approved))
        .extracting(RunEvidence.Intent::actionId, RunEvidence.Intent::attempt)
        .containsExactly(
            tuple(Estate.MARTA_OUT.id(), 1),
            tuple(Estate.MARTA_OUT.id(), 2),
            tuple(Estate.PAY_OFF.id(), 1));
  }

  private List<RunEvidence.Intent> intents(Run run) {
    return estate.evidence.entries(run.id()).stream()
        .filter(entry -> entry.type().equals("INTENT"))
        .map(entry -> (RunEvidence.Intent) entry.evidence())
        .toList();
  }

  @Test
  void deathsBeforeTheSendDoNotUseUpItsTries() throws Exception {
    dieAt(ItemState.SENDING);
    for (int life = 0; life < 4; life++) {
      dyingAt(ItemState.SENDING);
      assertThatExceptionOfType(Crash.class).isThrownBy(this::recovered);
      estate.restart();
    }
    estate.listener = RunListener.NONE;
    assertThat(recovered().items().getFirst().state()).isEqualTo(ItemState.VERIFIED);
    assertThat(estate.patches()).hasSize(2);
  }

  @Test
  void withoutVersionsAnIntentThatMayHaveBeenSentIsUnknownAndStaysUnsent() throws Exception {
    estate.withoutVersions();
    dieAt(ItemState.SENDING);
    Run run = recovered();
    assertThat(run.items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.UNKNOWN, ItemState.CANCELLED);
    assertThat(run.items().getFirst().detail()).contains("no versions", "not sent again");
    assertThat(estate.patchesSent()).isZero();
  }

  @Test
  void whatMayNotBeSentAnyMoreIsReadAndThenCancelled() throws Exception {
    dieAt(ItemState.SENDING);
    Run run = estate.engine().recover(Optional.of("Remediation is off.")).getFirst();
    assertThat(run.items()).extracting(RunItem::state).containsOnly(ItemState.CANCELLED);
    assertThat(run.items().getFirst().detail())
        .contains("nothing came of the send", "Remediation is off.");
    assertThat(run.items().getLast().detail()).isEqualTo("Remediation is off.");
    assertThat(estate.patchesSent()).isZero();
  }

  @Test
  void anInterruptedRunWhosePlanIsTooOldByNowIsNotSentFurther() throws Exception {
    dieAt(ItemState.READING_BACK);
    estate.clock.advance(Duration.ofHours(25));
    Run run = recovered();
    assertThat(run.items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.VERIFIED, ItemState.CANCELLED);
    assertThat(run.items().getLast().detail()).contains("was good until");
    assertThat(estate.patchesSent()).isEqualTo(1);
  }

  @Test
  void aVersionMadeFromTheContentDoesNotHideThatSomebodyPutItBack() throws Exception {
    dieAt(ItemState.READING_BACK);
    String version = estate.shown("/Groups", "g1").version().orElseThrow();
    estate.clock.advance(Duration.ofMinutes(1));
    estate.group("g1", "u1", "u2", "u3");
    assertThat(estate.shown("/Groups", "g1").version().orElseThrow()).isNotEqualTo(version);
    RunItem item = recovered().items().getFirst();
    assertThat(item.state()).isEqualTo(ItemState.CONFLICT);
    assertThat(estate.members()).containsExactly("u1", "u2", "u3");
  }

  @Test
  void aChangeThatWasSentIsReadBackAndNotClaimed() throws Exception {
    dieAt(ItemState.READING_BACK);
    RunItem item = recovered().items().getFirst();
    assertThat(item.state()).isEqualTo(ItemState.VERIFIED);
    assertThat(item.isConfirmed()).isFalse();
    assertThat(estate.patchesSent()).as("and that of the second action").isEqualTo(2);
    assertThat(estate.refreshed)
        .containsExactly(Estate.key("Group", "g1"), Estate.key("User", "u1"));
  }

  @Test
  void aPermissionThatWasDeletedIsFoundGoneAndNotClaimed() throws Exception {
    estate.rights("UseAccounts");
    dieAt(ItemState.READING_BACK, Estate.USE_OFF);
    RunItem item = recovered().items().getFirst();
    assertThat(item.state()).isEqualTo(ItemState.VERIFIED);
    assertThat(item.isConfirmed()).isFalse();
    assertThat(estate.patchesSent()).isEqualTo(1);
  }

  @Test
  void whatAnAdministratorPutBackInTheGapStays() throws Exception {
    dieAt(ItemState.READING_BACK);
    assertThat(estate.members()).containsExactly("u2", "u3");
    estate.group("g1", "u1", "u2", "u3", "u9");
    RunItem item = recovered().items().getFirst();
    assertThat(item.state()).isEqualTo(ItemState.CONFLICT);
    assertThat(estate.patchesSent()).isEqualTo(2);
    assertThat(estate.members()).containsExactly("u1", "u2", "u3", "u9");
  }

  @Test
  void aSourceThatCannotBeReadLeavesItUnknown() throws Exception {
    dieAt(ItemState.READING_BACK);
    estate.server.become(new Fault.AnswersHtml());
    RunItem item = recovered().items().getFirst();
    assertThat(item.state()).isEqualTo(ItemState.UNKNOWN);
    assertThat(item.detail()).contains("cannot be read");
  }

  @Test
  void aResourceThatWentAwayIsForAPersonToLookAt() throws Exception {
    dieAt(ItemState.READING_BACK);
    estate.provider.remove("/Groups", "g1");
    assertThat(recovered().items().getFirst().state()).isEqualTo(ItemState.CONFLICT);
  }

  @ParameterizedTest
  @EnumSource(
      value = ItemState.class,
      names = {"QUEUED", "CHECKING", "SENDING", "READING_BACK", "VERIFIED"})
  void whereverItDiesEveryActionEndsInExactlyOneOutcomeAndIsMadeOnce(ItemState state)
      throws Exception {
    Run approved = dieAt(state);
    Run run = recovered();
    assertThat(run.isSettled()).isTrue();
    assertThat(estate.evidenceTypes(approved.id()).stream().filter("OUTCOME"::equals)).hasSize(2);
    assertThat(estate.patches()).as("each change once").hasSize(2);
    assertThat(estate.store.find(run.id())).contains(run);
    assertThat(estate.engine().recover(Optional.empty()))
        .as("there is nothing left to settle")
        .isEmpty();
    assertThatExceptionOfType(RemediationRefused.class)
        .as("the plan had its run")
        .isThrownBy(() -> estate.engine().commit(approved.id(), "ana"));
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aGraphThatWasLostGetsItsRunsBackFromTheEvidence() {
    Remediation engine = estate.engine();
    Run done = engine.commit(estate.approved(engine, Estate.MARTA_OUT).id(), "ana");
    Run approved = estate.approved(engine, Estate.PAY_OFF);
    SharedNeo4j.clear();
    assertThat(estate.store.latest(10)).isEmpty();
    assertThat(engine.rebuild()).isEqualTo(2);
    assertThat(estate.store.find(done.id()).orElseThrow().items()).isEqualTo(done.items());
    assertThat(estate.store.find(done.id()).orElseThrow().state()).isEqualTo(RunState.DONE);
    assertThat(estate.store.find(approved.id()).orElseThrow().approvals())
        .isEqualTo(approved.approvals());
  }

  @Test
  void rebuildingKeepsTheDryRunsThatTheGraphStillHas() {
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.PAY_OFF);
    engine.rebuild();
    assertThat(estate.store.find(approved.id()).orElseThrow().dryRun()).isNotNull();
  }

  @Test
  void runsAreListedNewestFirst() {
    Remediation engine = estate.engine();
    Run first = engine.propose(Estate.proposal(Estate.MARTA_OUT), "ana");
    estate.clock.advance(Duration.ofSeconds(1));
    Run second = engine.propose(Estate.proposal(Estate.PAY_OFF), "ana");
    List<RunSummary> latest = estate.store.latest(10);
    assertThat(latest).extracting(RunSummary::id).containsExactly(second.id(), first.id());
    assertThat(latest.getFirst().findingIds()).isEqualTo(second.plan().findingIds());
    assertThat(latest.getFirst().count(ItemState.QUEUED)).isEqualTo(1);
    assertThat(estate.store.latest(1)).hasSize(1);
  }
}
