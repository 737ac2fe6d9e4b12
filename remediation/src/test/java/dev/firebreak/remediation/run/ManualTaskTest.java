package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.TaskEvidence;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.remediation.plan.NeverTouch;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Changes that people make: a word ends none of them, what the source shows does.
@ExtendWith(SharedNeo4j.class)
class ManualTaskTest {
  @TempDir Path folder;
  private Estate estate;

  @BeforeEach
  void open() throws Exception {
    estate = Estate.in(folder);
    estate.is(Quirks.CYBERARK, null);
  }

  @AfterEach
  void close() throws Exception {
    estate.close();
  }

  private static final String TASK = Estate.RETRIEVE_OFF.id();

  private Run started(Remediation engine) {
    return engine.commit(estate.approved(engine, Estate.RETRIEVE_OFF).id(), "ana");
  }

  private Run done(Remediation engine, Run run) {
    return engine.tasks().done(run.id(), TASK, "carla", estate.clock.instant(), "CHG-4711");
  }

  @Test
  void aTaskSaysWhatToDoWithExactNamesAndWaits() {
    Remediation engine = estate.engine();
    Run run = engine.propose(Estate.proposal(Estate.RETRIEVE_OFF), "ana");
    DryRun.Rehearsed tried = engine.dryRun(run.id(), "ana").items().getFirst();
    assertThat(tried.verdict()).isEqualTo(DryRun.Verdict.BY_HAND);
    assertThat(tried.detail())
        .contains("A task for a person:")
        .contains(
            "Open the permission \"Finance on SAFE-1\" (id SAFE-1:g1) in the source strongroom.")
        .contains("Take the right \"RetrieveAccounts\" from it.");

    Run waiting = started(engine);
    assertThat(waiting.state()).isEqualTo(RunState.WAITING);
    assertThat(waiting.items().getFirst().state()).isEqualTo(ItemState.WAITING);
    assertThat(waiting.isSettled()).isFalse();
    assertThat(estate.patchesSent()).isZero();
    assertThat(estate.evidenceTypes(waiting.id()))
        .containsExactly(
            "PLAN_FROZEN", "PLAN_TRIED", "APPROVAL", "RUN_STARTED", "MANUAL_TASK_OPENED");
  }

  @Test
  void aWordAloneEndsNothing() {
    Remediation engine = estate.engine();
    Run said = done(engine, started(engine));
    assertThat(said.state()).isEqualTo(RunState.WAITING);
    assertThat(said.items().getFirst().state()).isEqualTo(ItemState.STATED_DONE);
    assertThat(said.items().getFirst().detail())
        .contains("carla stated that it was done")
        .contains("CHG-4711")
        .contains("The source does not show it yet.");
    assertThat(engine.tasks().check(said.id()).items().getFirst().state())
        .isEqualTo(ItemState.STATED_DONE);
  }

  @Test
  void whatTheSourceShowsEndsIt() {
    Remediation engine = estate.engine();
    Run run = started(engine);
    estate.rights("UseAccounts");
    Run ended = done(engine, run);
    assertThat(ended.state()).isEqualTo(RunState.DONE);
    assertThat(ended.items().getFirst().state()).isEqualTo(ItemState.VERIFIED);
    assertThat(ended.items().getFirst().detail())
        .isEqualTo("Made by a person, and read back from the source.");
    assertThat(estate.evidenceTypes(run.id()))
        .endsWith("MANUAL_TASK_OPENED", "MANUAL_TASK_DONE", "OUTCOME", "OBSERVATION");
    TaskEvidence.ManualTaskDone word =
        (TaskEvidence.ManualTaskDone)
            estate.evidence.entries(run.id()).stream()
                .filter(entry -> entry.type().equals("MANUAL_TASK_DONE"))
                .findFirst()
                .orElseThrow()
                .evidence();
    assertThat(word.reference()).isEqualTo("CHG-4711");
    assertThat(word.actor()).isEqualTo("carla");
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void itIsFoundDoneWithoutAnybodysWordToo() {
    Remediation engine = estate.engine();
    Run run = started(engine);
    estate.rights("UseAccounts");
    assertThat(engine.tasks().check(run.id()).items().getFirst().state())
        .isEqualTo(ItemState.VERIFIED);
  }

  @Test
  void aTaskSurvivesARestartAndNoRecoveryEndsIt() throws Exception {
    Run run = started(estate.engine());
    estate.restart();
    Remediation engine = estate.engine();
    assertThat(engine.recover(Optional.empty())).isEmpty();
    assertThat(engine.run(run.id()).orElseThrow().state()).isEqualTo(RunState.WAITING);
    estate.rights("UseAccounts");
    assertThat(done(engine, run).state()).isEqualTo(RunState.DONE);
  }

  @Test
  void aTaskIsOnlyDoneOnceWithAReferenceAndNotInTheFuture() {
    Remediation engine = estate.engine();
    Run run = started(engine);
    refused(
        "in the number of a ticket",
        () -> engine.tasks().done(run.id(), TASK, "carla", estate.clock.instant(), " "));
    refused(
        "yet to come",
        () ->
            engine
                .tasks()
                .done(
                    run.id(), TASK, "carla", estate.clock.instant().plus(Duration.ofDays(1)), "x"));
    refused(
        "before there was a plan of it",
        () ->
            engine
                .tasks()
                .done(
                    run.id(),
                    TASK,
                    "carla",
                    estate.clock.instant().minus(Duration.ofDays(1)),
                    "x"));
    refused(
        "no task nosuch",
        () -> engine.tasks().done(run.id(), "nosuch", "carla", estate.clock.instant(), "x"));
    estate.rights("UseAccounts");
    done(engine, run);
    refused("no task " + TASK, () -> done(engine, run));
  }

  @Test
  void aTaskIsWithdrawnBySomebodyForAReasonAndItsRunEnds() {
    Remediation engine = estate.engine();
    Run run = started(engine);
    refused("Say why", () -> engine.tasks().withdraw(run.id(), TASK, "carla", " "));
    Run ended = engine.tasks().withdraw(run.id(), TASK, "carla", "the safe is closed in May");
    assertThat(ended.state()).isEqualTo(RunState.HALTED);
    assertThat(ended.items().getFirst().state()).isEqualTo(ItemState.CANCELLED);
    assertThat(ended.items().getFirst().detail())
        .isEqualTo("Withdrawn by carla: the safe is closed in May");
    assertThat(estate.evidenceTypes(run.id())).endsWith("MANUAL_TASK_WITHDRAWN", "OUTCOME");
    Evidence withdrawn = estate.evidence.entries(run.id()).reversed().get(1).evidence();
    assertThat(withdrawn)
        .isInstanceOfSatisfying(
            TaskEvidence.ManualTaskWithdrawn.class,
            word -> assertThat(word.reason()).isEqualTo("the safe is closed in May"));
    assertThat(withdrawn.actor()).isEqualTo("carla");
    refused("no task " + TASK, () -> done(engine, run));
    refused("no task " + TASK, () -> engine.tasks().withdraw(run.id(), TASK, "carla", "again"));
    assertThat(estate.patchesSent()).isZero();
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aWithdrawalThatACrashCutOffIsBroughtToItsEnd() throws Exception {
    Run run = started(estate.engine());
    estate.evidence.append(
        new TaskEvidence.ManualTaskWithdrawn(run.id(), TASK, "carla", "the safe is closed"));
    estate.restart();
    Run ended = estate.engine().recover(Optional.empty()).getFirst();
    assertThat(ended.items().getFirst().state()).isEqualTo(ItemState.CANCELLED);
    assertThat(ended.items().getFirst().detail()).contains("carla: the safe is closed");
    assertThat(estate.engine().recover(Optional.empty())).isEmpty();
  }

  @Test
  void aHarvestEndsTheTasksThatItShowsDoneAndNoOthers() {
    SharedNeo4j.clear();
    estate.byHand = true;
    Remediation engine = estate.engine();
    Run run = engine.commit(estate.approved(engine, Estate.MARTA_OUT).id(), "ana");
    estate.clock.advance(Duration.ofMinutes(5));
    estate.harvested = new Sources.Harvested(estate.clock.instant(), false);
    assertThat(engine.tasks().checkIn(Set.of(Estate.SOURCE))).as("still there").isEmpty();
    assertThat(engine.run(run.id()).orElseThrow().state()).isEqualTo(RunState.WAITING);
    estate.harvested = new Sources.Harvested(estate.clock.instant(), true);
    assertThat(engine.tasks().checkIn(Set.of("elsewhere"))).isEmpty();
    assertThat(engine.tasks().checkIn(Set.of(Estate.SOURCE)))
        .extracting(Run::id, Run::state)
        .containsExactly(tuple(run.id(), RunState.DONE));
    assertThat(estate.evidenceTypes(run.id())).endsWith("MANUAL_TASK_OPENED", "OUTCOME");
    assertThat(engine.tasks().checkIn(Set.of(Estate.SOURCE))).isEmpty();
  }

  private static void refused(String words, Runnable call) {
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(call::run)
        .satisfies(refused -> {
          assertThat(refused.reason()).isEqualTo(Reason.OUT_OF_ORDER);
          assertThat(refused.getMessage()).contains(words.replace("in the number", "the number"));
        });
  }

  @Test
  void aSourceWithoutAnInterfaceIsVerifiedByTheNextHarvest() {
    estate.byHand = true;
    Remediation engine = estate.engine();
    Run run = engine.commit(estate.approved(engine, Estate.MARTA_OUT).id(), "ana");
    assertThat(run.state()).isEqualTo(RunState.WAITING);
    assertThat(run.items().getFirst().detail()).contains("has no interface to write to");

    estate.harvested = new Sources.Harvested(estate.clock.instant().minusSeconds(60), true);
    estate.clock.advance(Duration.ofMinutes(5));
    Run early =
        engine.tasks().done(run.id(), Estate.MARTA_OUT.id(), "carla", estate.clock.instant(), "x");
    assertThat(early.items().getFirst().state())
        .as("a harvest from before the task tells nothing")
        .isEqualTo(ItemState.STATED_DONE);
    estate.harvested = new Sources.Harvested(estate.clock.instant(), false);
    assertThat(engine.tasks().check(run.id()).state()).isEqualTo(RunState.WAITING);
    estate.harvested = new Sources.Harvested(estate.clock.instant(), true);
    Run ended = engine.tasks().check(run.id());
    assertThat(ended.state()).isEqualTo(RunState.DONE);
    assertThat(ended.items().getFirst().detail()).contains("the harvest of");
    assertThat(estate.server.requests()).noneMatch(request -> request.contains("/Groups"));
  }

  @Test
  void nobodyIsAskedToTouchWhoMustNotBeTouched() {
    estate.byHand = true;
    estate.guardrails =
        estate.guardrails.with(
            new Protection(NeverTouch.of("M.Okonjo"), NeverTouch.NONE, NeverTouch.NONE));
    Remediation engine = estate.engine();
    Run run = engine.propose(Estate.proposal(Estate.MARTA_OUT), "ana");
    assertThat(engine.dryRun(run.id(), "ana").items())
        .extracting(DryRun.Rehearsed::verdict)
        .containsExactly(DryRun.Verdict.REFUSED);
  }
}
