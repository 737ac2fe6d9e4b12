package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.providers.fault.Fault;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The brake of all of remediation.
@ExtendWith(SharedNeo4j.class)
class PauseTest {
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

  private void nothingBegins(Run approved) {
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(() -> engine.commit(approved.id(), "ana"))
        .withMessageContaining("by ops: the vault is being moved. Nothing is sent until")
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.GUARDRAIL));
  }

  @Test
  void onceItHasReturnedNoFurtherChangeIsSent() throws Exception {
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF, Estate.RETRIEVE_OFF);
    CountDownLatch made = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    estate.server.become(new Fault.HoldsAnswer(made, release));
    CompletableFuture<Run> run =
        CompletableFuture.supplyAsync(() -> engine.commit(approved.id(), "ana"));
    assertThat(made.await(30, TimeUnit.SECONDS)).as("the first change is under way").isTrue();
    assertThat(estate.patchesSent()).isEqualTo(1);

    engine.pause("ops", "the vault is being moved");
    assertThat(run).as("it does not wait for the source").isNotDone();
    release.countDown();

    Run ended = run.get(60, TimeUnit.SECONDS);
    assertThat(estate.patchesSent()).isEqualTo(1);
    assertThat(ended.items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.VERIFIED, ItemState.CANCELLED, ItemState.CANCELLED);
    assertThat(ended.items().getLast().detail())
        .contains("Remediation is paused since", "by ops: the vault is being moved.");
  }

  @Test
  void aChangeWhoseIntentIsWrittenIsNotSentEither() {
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    estate.listener =
        run -> {
          if (run.items().getFirst().state() == ItemState.SENDING && engine.paused().isEmpty()) {
            engine.pause("ops", "the vault is being moved");
          }
        };
    Run run = engine.commit(approved.id(), "ana");
    assertThat(run.items()).extracting(RunItem::state).containsExactly(ItemState.CANCELLED);
    assertThat(estate.patchesSent()).isZero();
  }

  @Test
  void itOutlivesARestartAndIsEvidence() throws Exception {
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    engine.pause("ops", "the vault is being moved");
    nothingBegins(approved);
    estate.restart();
    SharedNeo4j.clear();
    engine = estate.engine();
    assertThat(engine.paused().orElseThrow())
        .isEqualTo(new Pause("ops", "the vault is being moved", estate.clock.instant()));
    nothingBegins(approved);
    assertThat(estate.server.requests()).noneMatch(request -> request.startsWith("PATCH"));

    engine.resume("ops", "the vault is moved");
    assertThat(engine.paused()).isEmpty();
    assertThat(estate.evidence.last(2))
        .extracting(entry -> entry.evidence())
        .containsExactly(
            new Evidence.RemediationPaused("ops", "the vault is being moved"),
            new Evidence.RemediationResumed("ops", "the vault is moved"));
    estate.restart();
    engine = estate.engine();
    assertThat(engine.commit(approved.id(), "ana").state()).isEqualTo(RunState.DONE);
  }

  @Test
  void plansAndDryRunsGoOnMeanwhile() {
    engine.pause("ops", "the vault is being moved");
    Run run = estate.approved(engine, Estate.MARTA_OUT);
    assertThat(run.state()).isEqualTo(RunState.APPROVED);
    nothingBegins(run);
  }

  @Test
  void whatIsNotPausedIsNotResumed() {
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(() -> engine.resume("ops", "go on"))
        .withMessage("Remediation is not paused.");
  }
}
