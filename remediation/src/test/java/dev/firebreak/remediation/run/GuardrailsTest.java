package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firebreak.providers.fault.Fault;
import dev.firebreak.remediation.plan.NeverTouch;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What no approval overrides, judged on what the source shows at the moment of the send.
@ExtendWith(SharedNeo4j.class)
class GuardrailsTest {
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

  private void protect(NeverTouch neverTouch, NeverTouch own) {
    estate.guardrails = Estate.LENIENT.with(new Protection(neverTouch, own, NeverTouch.NONE));
  }

  /// The dry run says no, approval is refused, and where it was approved before the guardrail came,
  /// the run says no too.
  private void forbidden(String reason, PlannedChange change) {
    Guardrails strict = estate.guardrails;
    estate.guardrails = Estate.LENIENT;
    Run approved = estate.approved(estate.engine(), change);
    estate.guardrails = strict;
    Remediation engine = estate.engine();

    Run run = engine.propose(Estate.proposal(change), "ana");
    DryRun dryRun = engine.dryRun(run.id(), "ana");
    assertThat(dryRun.items().getFirst().verdict()).isEqualTo(DryRun.Verdict.REFUSED);
    assertThat(dryRun.items().getFirst().detail()).contains(reason);
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(() -> engine.approve(run.id(), run.plan().hash(), "ben", null))
        .withMessageContaining(reason)
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.GUARDRAIL));

    RunItem item = engine.commit(approved.id(), "ana").items().getFirst();
    assertThat(item.state()).isEqualTo(ItemState.CANCELLED);
    assertThat(item.detail()).contains(reason);
    assertThat(estate.patchesSent()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"u1", "M.OKONJO", "ext-u1"})
  void aMemberOnTheNeverTouchListIsKnownByIdUserNameAndExternalId(String name) {
    protect(NeverTouch.of(name), NeverTouch.NONE);
    forbidden("is on the never-touch list", Estate.MARTA_OUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"u1", "m.okonjo", "ext-u1"})
  void soIsAnAccountThatWouldBeDeactivated(String name) {
    protect(NeverTouch.of(name), NeverTouch.NONE);
    forbidden("is on the never-touch list", Estate.MARTA_OFF);
  }

  @Test
  void aProtectedGroupKeepsItsMembersAndItsRights() {
    protect(NeverTouch.of("finance"), NeverTouch.NONE);
    forbidden("Finance is on the never-touch list", Estate.MARTA_OUT);
    forbidden("Finance is on the never-touch list", Estate.RETRIEVE_OFF);
  }

  @Test
  void ourOwnAccountIsLeftAlone() {
    protect(NeverTouch.NONE, NeverTouch.of("m.okonjo"));
    forbidden("an account that Firebreak itself signs in with", Estate.PAY_OFF);
  }

  @Test
  void anybodyElseMayBeTouched() {
    protect(NeverTouch.of("u2", "h.kovac"), NeverTouch.of("svc-firebreak"));
    Remediation engine = estate.engine();
    Run run = engine.commit(estate.approved(engine, Estate.MARTA_OUT).id(), "ana");
    assertThat(run.state()).isEqualTo(RunState.DONE);
  }

  @Test
  void whoCannotBeLookedAtIsNotTouched() {
    protect(NeverTouch.of("somebody"), NeverTouch.NONE);
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    estate.server.becomeAfter(1, new Fault.AnswersHtml());
    RunItem item = engine.commit(approved.id(), "ana").items().getFirst();
    assertThat(item.state()).isEqualTo(ItemState.CANCELLED);
    assertThat(estate.patchesSent()).isZero();
  }

  @Test
  void noGroupIsEmptied() {
    estate.group("g1", "u1");
    Run run = estate.engine().propose(Estate.proposal(Estate.MARTA_OUT), "ana");
    DryRun.Rehearsed tried = estate.engine().dryRun(run.id(), "ana").items().getFirst();
    assertThat(tried.verdict()).isEqualTo(DryRun.Verdict.REFUSED);
    assertThat(tried.detail())
        .isEqualTo("Not allowed: it would leave Finance without members, and no group is emptied.");
  }

  @Test
  void noGroupIsEmptiedByTwoChangesEither() {
    estate.group("g1", "u1", "u2");
    Run run = estate.engine().propose(Estate.proposal(Estate.MARTA_OUT, Estate.HANA_OUT), "ana");
    assertThat(estate.engine().dryRun(run.id(), "ana").items())
        .extracting(DryRun.Rehearsed::verdict)
        .containsExactly(DryRun.Verdict.WOULD_SEND, DryRun.Verdict.REFUSED);
  }

  @Test
  void aRunHasABudget() {
    estate.guardrails = Estate.LENIENT.with(new Budget(2, 100, 100, 100, 100));
    Remediation engine = estate.engine();
    assertThat(estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF).state())
        .isEqualTo(RunState.APPROVED);
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(() ->
            engine.propose(
                Estate.proposal(Estate.MARTA_OUT, Estate.PAY_OFF, Estate.MARTA_OFF), "ana"))
        .withMessage("The plan has 3 changes and a run may make 2. Split it.");
    assertThatIllegalArgumentException().isThrownBy(() -> new Budget(0, 100, 100, 10, 20));
  }

  @Test
  void aBudgetThatShrankAfterTheApprovalCounts() {
    Run approved = estate.approved(estate.engine(), Estate.MARTA_OUT, Estate.PAY_OFF);
    estate.guardrails = Estate.LENIENT.with(new Budget(1, 100, 100, 100, 100));
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(() -> estate.engine().commit(approved.id(), "ana"))
        .withMessageContaining("a run may make 1");
    assertThat(estate.patchesSent()).isZero();
  }

  @Test
  void theStandardIsTwentyFiveChangesAndTwoPairsOfEyes() {
    assertThat(Guardrails.STANDARD.budget()).isEqualTo(new Budget(25, 100, 100, 10, 20));
    assertThat(Guardrails.STANDARD.approval().fourEyes()).isTrue();
    assertThat(Guardrails.STANDARD.canary()).isTrue();
    assertThat(NeverTouch.of("A").match(List.of("b", "a"))).contains("a");
  }
}
