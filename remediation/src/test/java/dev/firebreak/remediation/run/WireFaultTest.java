package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.providers.fault.Fault;
import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The target does to a change what real ones do; the oracle is what the provider behind it holds.
@ExtendWith(SharedNeo4j.class)
class WireFaultTest {
  private static final Duration CALL = Duration.ofSeconds(2);

  @TempDir Path folder;
  private Estate estate;

  @BeforeEach
  void open() throws Exception {
    estate = Estate.in(folder, CALL);
  }

  @AfterEach
  void close() throws Exception {
    estate.close();
  }

  private Run commit(Fault fault) {
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    estate.server.become(fault);
    return engine.commit(approved.id(), "ana");
  }

  /// Shows a fault at the first change only.
  private static Fault once(Fault fault) {
    boolean[] shown = {false};
    return new Fault.OnWrite(() -> {
      Fault now = shown[0] ? new Fault.None() : fault;
      shown[0] = true;
      return now;
    });
  }

  private Outcome outcome(Run run) {
    return estate.evidence.entries(run.id()).stream()
        .filter(entry -> entry.type().equals("OUTCOME"))
        .map(entry -> (Outcome) entry.evidence())
        .findFirst()
        .orElseThrow();
  }

  static Stream<Fault> applied() {
    return Stream.of(
        new Fault.DropsAfterPatch(true),
        new Fault.Resets(true),
        new Fault.Answers(500, true),
        new Fault.Answers(503, true),
        new Fault.NeverEnds(),
        new Fault.Dribbles(Duration.ofMillis(40)),
        new Fault.DribblesHead(Duration.ofMillis(40)));
  }

  @ParameterizedTest
  @MethodSource("applied")
  void aChangeWhoseAnswerIsNoUseIsReadBackAndNotSentAgain(Fault fault) {
    Instant begun = Instant.now();
    Run run = commit(once(fault));
    assertThat(run.items())
        .as("%s", run.items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.VERIFIED, ItemState.VERIFIED);
    assertThat(run.items().getFirst().isConfirmed()).isFalse();
    assertThat(estate.patchesSent()).as("one for each action").isEqualTo(2);
    assertThat(Duration.between(begun, Instant.now()))
        .as("no call hangs, whatever comes back")
        .isLessThan(CALL.multipliedBy(15));
  }

  static Stream<Fault> notApplied() {
    return Stream.of(
        new Fault.DropsAfterPatch(false),
        new Fault.Resets(false),
        new Fault.TalksGarbage(),
        new Fault.Answers(500, false),
        new Fault.Answers(503, false));
  }

  @ParameterizedTest
  @MethodSource("notApplied")
  void aChangeThatDidNotArriveIsSentAgainUnderItsVersion(Fault fault) {
    Run run = commit(once(fault));
    assertThat(run.items())
        .as("%s", run.items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.VERIFIED, ItemState.VERIFIED);
    assertThat(run.items().getFirst().isConfirmed()).isTrue();
    assertThat(estate.patchesSent()).isEqualTo(3);
    assertThat(estate.patches()).hasSize(2);
  }

  @Test
  void aRedirectToAMetadataAddressIsNotFollowed() {
    Run run = commit(once(new Fault.Redirects("http://169.254.169.254/latest/meta-data")));
    RunItem item = run.items().getFirst();
    assertThat(item.state()).isEqualTo(ItemState.FAILED);
    assertThat(item.status()).isEqualTo(307);
    assertThat(item.detail()).contains("not followed");
    assertThat(estate.members()).contains("u1");
  }

  @Test
  void whatIsTakenToBeMadeLaterIsWaitedFor() {
    Run run = commit(new Fault.MakesLater(4));
    RunItem item = run.items().getFirst();
    assertThat(item.state()).as(item.detail()).isEqualTo(ItemState.VERIFIED);
    assertThat(item.status()).isEqualTo(202);
    assertThat(estate.members()).doesNotContain("u1");
  }

  @Test
  void whatIsNeverMadeIsUnknownWhenThePatienceEnds() {
    Run run = commit(new Fault.MakesLater(1_000));
    RunItem item = run.items().getFirst();
    assertThat(item.state()).isEqualTo(ItemState.UNKNOWN);
    assertThat(item.detail()).contains("has not done it yet");
    assertThat(estate.pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isGreaterThanOrEqualTo(Pace.STANDARD.pending())
        .isLessThan(Pace.STANDARD.pending().multipliedBy(3));
  }

  @Test
  void moreThanWasAskedForHaltsTheRunAndTheEvidenceSaysWhatWasLost() {
    Run run = commit(once(new Fault.TakesAllMembers()));
    assertThat(run.items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.FAILED, ItemState.CANCELLED);
    assertThat(run.items().getFirst().detail())
        .contains("2 other values of members are missing", "The run was halted");
    JsonNode lost = outcome(run).lost();
    assertThat(lost).isNotNull();
    assertThat(lost.at("/attributes/0/attribute").asString()).isEqualTo("members");
    assertThat(lost.at("/attributes/0/values").valueStream())
        .extracting(value -> value.path("value").asString())
        .containsExactly("u2", "u3");
  }

  @Test
  void aHaltSurvivesTheDeathOfTheEngine() throws Exception {
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    estate.server.become(once(new Fault.TakesAllMembers()));
    estate.failpoint = Crash.at(Failpoint.Step.OUTCOME, true);
    try {
      estate.engine().commit(approved.id(), "ana");
    } catch (Crash dead) {
      estate.failpoint = Failpoint.NONE;
    }
    estate.restart();
    Run run = estate.engine().recover(Optional.empty()).getFirst();
    assertThat(run.items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.FAILED, ItemState.CANCELLED);
    assertThat(run.items().getLast().detail()).contains("the run was halted");
    assertThat(estate.patchesSent()).isEqualTo(1);
  }

  @Test
  void aDateInRetryAfterIsWaitedForAndNeverMoreThanAQuarterOfAnHour() {
    Run dated = commit(once(new Fault.Throttles(1, "Sun, 22 Nov 2026 06:12:07 GMT")));
    assertThat(dated.state()).isEqualTo(RunState.DONE);
    Duration waited = estate.pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(waited).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(8));
    estate.pauses.clear();
    estate.server.become(once(new Fault.Throttles(1, "86400")));
    Remediation engine = estate.engine();
    Run long_ = engine.commit(estate.approved(engine, Estate.HANA_OUT).id(), "ana");
    assertThat(long_.state()).isEqualTo(RunState.DONE);
    assertThat(estate.pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofMinutes(15), Duration.ofMinutes(15).plusSeconds(2));
  }

  @Test
  void aClockThatJumpsChangesNoOutcomeAndNoTimeIsNegative() {
    estate.with(dev.firebreak.remediation.plan.Versioning.SHOWN);
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    estate.failpoint =
        (step, after) -> estate.clock.advance(after ? Duration.ofHours(30) : Duration.ofHours(-31));
    Run run = estate.engine().commit(approved.id(), "ana");
    assertThat(run.items())
        .as("%s", run.items())
        .extracting(RunItem::state)
        .containsOnly(ItemState.VERIFIED);
    assertThat(outcome(run).tookMillis()).isNotNegative();
    assertThat(outcome(run).windowMillis()).isNotNegative();
  }
}
