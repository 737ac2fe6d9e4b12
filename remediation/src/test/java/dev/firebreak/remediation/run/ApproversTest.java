package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.plan.NeverTouch;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Whose word a plan needs, and how often.
@ExtendWith(SharedNeo4j.class)
class ApproversTest {
  @TempDir Path folder;
  private Estate estate;
  private Remediation engine;

  @BeforeEach
  void open() throws Exception {
    estate = Estate.in(folder);
    rules(ApprovalRules.STANDARD);
  }

  @AfterEach
  void close() throws Exception {
    estate.close();
  }

  private void rules(ApprovalRules rules) {
    estate.guardrails = Estate.LENIENT.with(rules);
    engine = estate.engine();
  }

  private static void refused(Reason reason, String words, ThrowingCallable what) {
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(what)
        .withMessageContaining(words)
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  private Run approve(Run run, String by) {
    return engine.approve(run.id(), run.plan().hash(), by, "fine");
  }

  @Test
  void aPlanOfHighImpactNeedsTwoOthers() throws Exception {
    Run run = estate.tried(engine, Estate.MARTA_OFF);
    assertThat(engine.approvalsNeeded(run.plan()))
        .isEqualTo(new ApprovalRules.Needed(2, List.of("it switches an account off")));
    refused(Reason.NOT_ALLOWED, "somebody else must approve", () -> approve(run, "ana"));

    Run half = approve(run, "ben");
    assertThat(half.state()).isEqualTo(RunState.DRY_RUN);
    refused(
        Reason.OUT_OF_ORDER,
        "Plan R-1 has 1 of the 2 approvals that it needs, since it switches an account off. Let"
            + " another approver approve it.",
        () -> engine.commit(run.id(), "ana"));
    refused(Reason.OUT_OF_ORDER, "approved already, by ben", () -> approve(run, "ben"));
    refused(Reason.NOT_ALLOWED, "somebody else must approve", () -> approve(run, "ana"));

    estate.restart();
    SharedNeo4j.clear();
    engine = estate.engine();
    assertThat(engine.run(run.id()).orElseThrow().approvals())
        .extracting(Run.Signed::by)
        .containsExactly("ben");
    Run whole = approve(run, "cleo");
    assertThat(whole.state()).isEqualTo(RunState.APPROVED);
    refused(Reason.OUT_OF_ORDER, "approved already, by ben and cleo", () -> approve(run, "dan"));
    assertThat(engine.commit(run.id(), "ana").state()).isEqualTo(RunState.DONE);
    assertThat(estate.evidenceTypes(run.id()))
        .containsSubsequence("APPROVAL", "APPROVAL", "RUN_STARTED", "INTENT");
  }

  @Test
  void manyChangesAndAdminGroupsHaveHighImpactAndOthersHaveNot() {
    rules(new ApprovalRules(true, Approvers.ANYBODY, 2, false, true));
    assertThat(
            engine
                .approvalsNeeded(
                    estate
                        .tried(engine, Estate.MARTA_OUT, Estate.PAY_OFF, Estate.RETRIEVE_OFF)
                        .plan())
                .reasons())
        .containsExactly("it makes 3 changes, more than 2");
    Run plain = estate.tried(engine, Estate.MARTA_OUT, Estate.MARTA_OFF);
    assertThat(engine.approvalsNeeded(plain.plan()).approvals()).isEqualTo(1);
    estate.surroundings.adminGrants.put(
        Estate.MARTA_OUT.resource(), "is an admin group by what it grants (pay, sensitivity 95)");
    assertThat(engine.approvalsNeeded(plain.plan()).reasons())
        .containsExactly("Finance is an admin group by what it grants (pay, sensitivity 95)");
    rules(new ApprovalRules(false, Approvers.ANYBODY, 1, true, true));
    assertThat(engine.approvalsNeeded(plain.plan()).approvals())
        .as("without four eyes one is enough")
        .isEqualTo(1);
  }

  @Test
  void whatBecameOfHighImpactAfterTheApprovalNeedsAnother() {
    rules(new ApprovalRules(true, Approvers.ANYBODY, 5, false, false));
    Run run = approve(estate.tried(engine, Estate.MARTA_OFF), "ben");
    assertThat(run.state()).isEqualTo(RunState.APPROVED);
    rules(ApprovalRules.STANDARD);
    refused(Reason.OUT_OF_ORDER, "has 1 of the 2", () -> engine.commit(run.id(), "ana"));
    approve(run, "cleo");
    assertThat(engine.commit(run.id(), "ana").state()).isEqualTo(RunState.DONE);
  }

  @Test
  void onlyApproversApproveAndAnAdministratorIsNone() {
    rules(
        new ApprovalRules(
            true, Approvers.named(Set.of("ben", "admin"), Set.of("admin")), 5, false, false));
    Run run = estate.tried(engine, Estate.MARTA_OUT);
    refused(
        Reason.NOT_ALLOWED,
        "eve is no approver. Let one do it (ben), or add the name to remediation.approvers.",
        () -> approve(run, "eve"));
    refused(Reason.NOT_ALLOWED, "admin is an administrator", () -> approve(run, "admin"));
    assertThat(approve(run, "ben").state()).isEqualTo(RunState.APPROVED);
    rules(
        new ApprovalRules(
            true, Approvers.named(Set.of("cleo", "dan"), Set.of("admin")), 5, false, false));
    refused(Reason.NOT_ALLOWED, "ben is no approver", () -> engine.commit(run.id(), "ana"));
    assertThat(estate.patchesSent()).isZero();
  }

  @Test
  void anApprovalIsForOneHashAndOnePlanAndADay() {
    Run run = estate.tried(engine, Estate.MARTA_OFF);
    Run other = estate.tried(engine, Estate.PAY_OFF);
    refused(
        Reason.ALTERED,
        "what was shown",
        () -> engine.approve(run.id(), other.plan().hash(), "ben", "fine"));
    estate.evidence.append(new RunEvidence.Approval(run.id(), other.plan().hash(), "ben", "x", 2));
    estate.evidence.append(new RunEvidence.Approval(run.id(), other.plan().hash(), "cleo", "x", 2));
    refused(Reason.OUT_OF_ORDER, "is not approved", () -> engine.commit(run.id(), "ana"));
    approve(run, "ben");
    estate.clock.advance(Duration.ofHours(24));
    refused(Reason.EXPIRED, "Plan again", () -> approve(run, "cleo"));
    refused(Reason.EXPIRED, "Plan again", () -> engine.commit(run.id(), "ana"));
    assertThat(estate.patchesSent()).isZero();
  }

  @Test
  void aRecordFromBeforeThatWasAskedIsOneApproval() {
    rules(Estate.LENIENT.approval());
    Run run = estate.tried(engine, Estate.MARTA_OUT);
    estate.evidence.append(new RunEvidence.Approval(run.id(), run.plan().hash(), "ben", "fine"));
    assertThat(engine.run(run.id()).orElseThrow().state()).isEqualTo(RunState.APPROVED);
    assertThat(engine.commit(run.id(), "ana").state()).isEqualTo(RunState.DONE);
  }

  @Test
  void whatTheApproverWouldSeeNowIsLookedAtOnceMore() {
    rules(Estate.LENIENT.approval());
    Run run = estate.tried(engine, Estate.MARTA_OUT);
    estate.group("g1", "u1");
    assertThat(run.plan().preconditions().getFirst().count()).isEqualTo(3);
    estate.guardrails =
        Estate.LENIENT.with(
            new Protection(NeverTouch.of("m.okonjo"), NeverTouch.NONE, NeverTouch.NONE));
    engine = estate.engine();
    refused(Reason.GUARDRAIL, "m.okonjo is on the never-touch list", () -> approve(run, "ben"));
  }
}
