package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

/// What is refused, and that nothing reaches the source then.
@ExtendWith(SharedNeo4j.class)
class ApprovalTest {
  @TempDir Path folder;
  private Estate estate;
  private Remediation engine;

  @BeforeEach
  void open() throws Exception {
    estate = Estate.in(folder.resolve("evidence"));
    engine = estate.engine();
  }

  @AfterEach
  void close() throws Exception {
    estate.close();
  }

  private static void refused(Reason reason, String words, ThrowingCallable what) {
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(what)
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason))
        .withMessageContaining(words);
  }

  /// Nothing at all may reach the source.
  private void refusedWithoutARequest(Reason reason, String words, ThrowingCallable what) {
    int before = estate.server.requests().size();
    refused(reason, words, what);
    assertThat(estate.server.requests()).hasSize(before);
  }

  @Test
  void nothingRunsWithoutAnApproval() {
    Run run = engine.propose(Estate.proposal(Estate.MARTA_OUT), "ana");
    engine.dryRun(run.id(), "ana");
    refusedWithoutARequest(
        Reason.OUT_OF_ORDER, "is not approved", () -> engine.commit(run.id(), "ana"));
  }

  @Test
  void nothingIsApprovedBeforeADryRun() {
    Run run = engine.propose(Estate.proposal(Estate.MARTA_OUT), "ana");
    refused(
        Reason.OUT_OF_ORDER,
        "had no dry run",
        () -> engine.approve(run.id(), run.plan().hash(), "ben", null));
  }

  @Test
  void theProposerMayNotApproveUnlessOnePairOfEyesIsEnough() {
    Run run = engine.propose(Estate.proposal(Estate.MARTA_OUT), "ana");
    engine.dryRun(run.id(), "ana");
    refused(
        Reason.NOT_ALLOWED,
        "somebody else must approve",
        () -> engine.approve(run.id(), run.plan().hash(), "ana", null));
    estate.guardrails =
        Estate.LENIENT.with(new ApprovalRules(false, Approvers.ANYBODY, 5, true, true));
    Remediation lenient = estate.engine();
    lenient.approve(run.id(), run.plan().hash(), "ana", null);
    refusedWithoutARequest(
        Reason.NOT_ALLOWED, "somebody else", () -> engine.commit(run.id(), "ana"));
    assertThat(lenient.commit(run.id(), "ana").state()).isEqualTo(RunState.DONE);
  }

  @Test
  void anApprovalIsForTheHashThatWasShown() {
    Run run = engine.propose(Estate.proposal(Estate.MARTA_OUT), "ana");
    engine.dryRun(run.id(), "ana");
    refused(
        Reason.ALTERED,
        "what was shown",
        () -> engine.approve(run.id(), "0".repeat(64), "ben", null));
  }

  @Test
  void aPlanIsApprovedOnce() {
    Run run = estate.approved(engine, Estate.MARTA_OUT);
    refused(
        Reason.OUT_OF_ORDER,
        "approved already, by ben",
        () -> engine.approve(run.id(), run.plan().hash(), "cleo", null));
  }

  @Test
  void aPlanThatWasAlteredInTheGraphIsRefused() {
    Run run = estate.approved(engine, Estate.MARTA_OUT);
    RemoveMember other =
        new RemoveMember(
            Estate.key("Group", "g1"), "Finance", Estate.key("User", "u3"), "i.duarte");
    RemediationPlan forged =
        new RemediationPlan(
            run.id(),
            run.plan().findingIds(),
            List.of(other),
            List.of(
                new Precondition(
                    other.id(),
                    "members",
                    run.plan().preconditions().getFirst().digest(),
                    3,
                    run.plan().preconditions().getFirst().slice(),
                    null)),
            "ana",
            run.plan().frozenAt(),
            run.plan().effect(),
            List.of(),
            List.of());
    setProperty(run.id(), "plan", run.plan().toJson().toString().replace("u1", "u3"));
    refusedWithoutARequest(
        Reason.ALTERED, "does not have the hash", () -> engine.commit(run.id(), "ana"));
    setProperty(run.id(), "plan", forged.toJson().toString());
    setProperty(run.id(), "planHash", forged.hash());
    refusedWithoutARequest(
        Reason.ALTERED, "not what the evidence says", () -> engine.commit(run.id(), "ana"));
  }

  private static void setProperty(String runId, String name, String value) {
    try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none());
        var session = driver.session()) {
      session
          .run(
              "MATCH (r:RemediationRun {id: $id}) SET r[$name] = $value",
              Map.of("id", runId, "name", name, "value", value))
          .consume();
    }
  }

  @Test
  void anApprovalThatIsOnlyInTheGraphIsNone() {
    Run run = engine.propose(Estate.proposal(Estate.MARTA_OUT), "ana");
    engine.dryRun(run.id(), "ana");
    setProperty(run.id(), "state", "APPROVED");
    setProperty(
        run.id(),
        "approvals",
        "[{\"by\":\"ben\",\"at\":\"2026-11-22T06:12:00Z\",\"note\":null,\"seq\":2}]");
    refusedWithoutARequest(
        Reason.OUT_OF_ORDER, "is not approved", () -> engine.commit(run.id(), "ana"));
  }

  @Test
  void aPlanHasOneRun() throws Exception {
    Run run = estate.approved(engine, Estate.MARTA_OUT);
    engine.commit(run.id(), "ana");
    refusedWithoutARequest(
        Reason.USED, "had its run, started by ana", () -> engine.commit(run.id(), "ana"));
    SharedNeo4j.clear();
    estate.restart();
    refusedWithoutARequest(
        Reason.USED, "had its run", () -> estate.engine().commit(run.id(), "ana"));
    refusedWithoutARequest(
        Reason.USED, "had its run", () -> estate.engine().dryRun(run.id(), "ana"));
    assertThat(estate.patches()).hasSize(1);
  }

  @Test
  void aPlanIsTooOldAfterADay() {
    Run run = estate.approved(engine, Estate.MARTA_OUT);
    estate.clock.advance(Duration.ofHours(24).minusMillis(1));
    assertThat(engine.run(run.id()).orElseThrow().isExpired(estate.clock.instant())).isFalse();
    estate.clock.advance(Duration.ofMillis(1));
    refusedWithoutARequest(Reason.EXPIRED, "Plan again", () -> engine.commit(run.id(), "ana"));
    refusedWithoutARequest(Reason.EXPIRED, "Plan again", () -> engine.dryRun(run.id(), "ana"));
  }

  @Test
  void aPlanThatNobodyKnowsIsRefused() {
    refusedWithoutARequest(
        Reason.NO_SUCH_PLAN, "There is no plan R-9", () -> engine.commit("R-9", "ana"));
  }

  @Test
  void aProposalWithoutAnythingLeftIsNoPlan() {
    estate.group("g1", "u2", "u3");
    refused(
        Reason.NOTHING_TO_DO,
        "Already gone",
        () -> engine.propose(Estate.proposal(Estate.MARTA_OUT), "ana"));
    assertThat(estate.evidence.size()).isZero();
  }

  /// From now on no record can be made durable: where its head should go, there is a folder.
  private void breakEvidence() {
    try {
      Path head = folder.resolve("evidence/HEAD");
      Files.delete(head);
      Files.createDirectories(head.resolve("in the way"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void withoutEvidenceNothingIsAskedOfTheSource() {
    Run run = estate.approved(engine, Estate.MARTA_OUT);
    breakEvidence();
    refusedWithoutARequest(
        Reason.NO_EVIDENCE, "cannot be written", () -> engine.commit(run.id(), "ana"));
    assertThat(engine.isOff()).isPresent();
    refusedWithoutARequest(
        Reason.NO_EVIDENCE,
        "cannot be written",
        () -> engine.propose(Estate.proposal(Estate.PAY_OFF), "ana"));
  }

  @Test
  void evidenceThatCannotBeReadIsNoGroundToActOn() throws Exception {
    Run run = estate.approved(engine, Estate.MARTA_OUT);
    Files.move(folder.resolve("evidence"), folder.resolve("moved away"));
    refusedWithoutARequest(
        Reason.NO_EVIDENCE, "cannot be read", () -> engine.commit(run.id(), "ana"));
    Files.move(folder.resolve("moved away"), folder.resolve("evidence"));
  }

  @Test
  void whenEvidenceFailsBeforeTheIntentNothingIsSent() {
    Run run = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    estate.listener =
        now -> {
          if (now.state() == RunState.RUNNING
              && now.items().getFirst().state() == ItemState.CHECKING) {
            breakEvidence();
          }
        };
    Run halted = engine.commit(run.id(), "ana");
    assertThat(halted.state()).isEqualTo(RunState.HALTED);
    assertThat(halted.message()).contains("cannot be written");
    assertThat(estate.patchesSent()).isZero();
  }

  @Test
  void aTamperedEvidenceFolderTurnsRemediationOff() throws Exception {
    Run run = estate.approved(engine, Estate.MARTA_OUT);
    estate.evidence.close();
    Path segment = folder.resolve("evidence/evidence-000001.jsonl");
    Files.writeString(segment, Files.readString(segment).replace("\"ben\"", "\"eve\""));
    estate.evidence = EvidenceLog.open(folder.resolve("evidence"), estate.clock);
    refusedWithoutARequest(
        Reason.NO_EVIDENCE, "does not verify", () -> estate.engine().commit(run.id(), "ana"));
  }
}
