package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Two engines over one graph: one makes changes, the other waits, and whoever lost its turn sends
/// nothing, even if it does not know yet.
@ExtendWith(SharedNeo4j.class)
class LeaseTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir Path folder;
  @TempDir Path other;
  private Estate estate;
  private EvidenceLog elsewhere;

  @BeforeEach
  void open() throws Exception {
    estate = Estate.in(folder);
    estate.evidence.append(new Evidence.SignIn("ana", "signed in"));
    elsewhere = EvidenceLog.open(other, estate.clock);
    elsewhere.append(new Evidence.SignIn("ben", "signed in"));
  }

  @AfterEach
  void close() throws Exception {
    elsewhere.close();
    estate.close();
  }

  private Lease lease(EvidenceLog evidence, String holder, Duration time, AtomicLong nanos) {
    return new Lease(estate.graph, evidence, holder, time, nanos::get);
  }

  @Test
  void theSecondEngineSendsNothingAndSaysWhoDoes() {
    try (Lease first = lease(elsewhere, "process 1 on vault-a", LONG, new AtomicLong());
        Lease second = lease(estate.evidence, "process 2 on vault-b", LONG, new AtomicLong())) {
      first.ask();
      assertThat(first.refusal()).isEmpty();
      assertThat(first.epoch()).isEqualTo(1);
      second.ask();
      assertThat(second.refusal())
          .hasValueSatisfying(why ->
              assertThat(why)
                  .contains(
                      "Another Firebreak (process 1 on vault-a) makes the changes",
                      "Nothing is sent"));
      estate.fence = second;
      Remediation engine = estate.engine();
      Run approved = estate.approved(engine, Estate.MARTA_OUT);
      assertThatExceptionOfType(RemediationRefused.class)
          .isThrownBy(() -> engine.commit(approved.id(), "ana"))
          .withMessageContaining("process 1 on vault-a");
      assertThat(estate.server.requests()).noneMatch(request -> request.startsWith("PATCH"));
      first.close();
      second.ask();
      assertThat(second.epoch()).isEqualTo(2);
      assertThat(engine.commit(approved.id(), "ana").state()).isEqualTo(RunState.DONE);
    }
  }

  @Test
  void anEngineThatSleptThroughTheLossOfItsTurnIsRefusedByTheJournal() {
    AtomicLong asleep = new AtomicLong();
    try (Lease first = lease(estate.evidence, "process 1", SHORT, asleep);
        Lease second = lease(estate.evidence, "process 2", LONG, new AtomicLong())) {
      first.ask();
      estate.fence = first;
      Remediation old = estate.engine();
      Run approved = estate.approved(old, Estate.MARTA_OUT, Estate.PAY_OFF);
      second.ask();
      assertThat(second.epoch()).as("the same journal: its last holder has ended").isEqualTo(2);
      assertThat(first.refusal()).as("its own clock stood still").isEmpty();

      Run left = old.commit(approved.id(), "ana");

      assertThat(left.state()).isEqualTo(RunState.HALTED);
      assertThat(left.message()).contains("Another Firebreak has taken charge");
      assertThat(estate.patchesSent()).isZero();
      assertThat(estate.evidenceTypes(approved.id())).doesNotContain("INTENT", "OUTCOME");
      estate.fence = second;
      Run done = estate.engine().recover(Optional.empty()).getFirst();
      assertThat(done.items()).extracting(RunItem::state).containsOnly(ItemState.VERIFIED);
      assertThat(estate.patches()).hasSize(2);
      assertThat(
              estate.evidence.entries(approved.id()).stream()
                  .filter(entry -> entry.type().equals("INTENT"))
                  .map(entry -> ((RunEvidence.Intent) entry.evidence()).epoch()))
          .containsOnly(2L);
    }
  }

  @Test
  void aTurnThatRanOutIsTakenByAnotherJournalAndTheLoserStops() {
    try (Lease first = lease(estate.evidence, "process 1", SHORT, new AtomicLong());
        Lease second = lease(elsewhere, "process 2", LONG, new AtomicLong())) {
      first.ask();
      while (second.epoch() == null) {
        second.ask();
      }
      assertThat(second.epoch()).isEqualTo(2);
      first.ask();
      assertThat(first.epoch()).isNull();
      first.ask();
      assertThat(first.refusal()).hasValueSatisfying(why -> assertThat(why).contains("process 2"));
    }
  }

  @Test
  void whoCannotRenewInTimeStopsBeforeAnybodyElseMayBegin() {
    AtomicLong nanos = new AtomicLong();
    try (Lease lease = lease(estate.evidence, "process 1", LONG, nanos)) {
      lease.ask();
      nanos.addAndGet(LONG.toNanos() * 8 / 10);
      assertThat(lease.refusal()).isEmpty();
      lease.ask();
      nanos.addAndGet(LONG.toNanos() * 8 / 10);
      assertThat(lease.refusal()).as("it was renewed").isEmpty();
      nanos.addAndGet(LONG.toNanos() * 15 / 100);
      assertThat(lease.refusal())
          .hasValueSatisfying(why -> assertThat(why).contains("The graph did not answer in time"));
    }
  }

  @Test
  void losingItInTheMiddleOfARunSendsNothingFurther() {
    AtomicLong nanos = new AtomicLong();
    try (Lease lease = lease(estate.evidence, "process 1", LONG, nanos)) {
      lease.ask();
      estate.fence = lease;
      Remediation engine = estate.engine();
      Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
      estate.listener =
          run -> {
            if (run.items().getFirst().state() == ItemState.READING_BACK) {
              nanos.set(LONG.toNanos());
            }
          };
      Run run = engine.commit(approved.id(), "ana");
      assertThat(run.items())
          .extracting(RunItem::state)
          .containsExactly(ItemState.VERIFIED, ItemState.CANCELLED);
      assertThat(estate.patches()).hasSize(1);
    }
  }

  @Test
  void aGraphThatWasLostDoesNotGiveOutAnOldEpochAgain() {
    AtomicInteger taken = new AtomicInteger();
    try (Lease first = lease(estate.evidence, "process 1", LONG, new AtomicLong())) {
      first.begin(taken::incrementAndGet);
      assertThat(taken).hasValue(1);
    }
    estate.evidence.append(new Evidence.EpochBegun(7L, "process 2"));
    SharedNeo4j.clear();
    try (Lease again = lease(estate.evidence, "process 3", LONG, new AtomicLong())) {
      again.ask();
      assertThat(again.epoch()).isEqualTo(8);
      assertThat(estate.evidence.epoch()).isEqualTo(8);
    }
  }

  @Test
  void aGraphThatDoesNotAnswerLetsNothingBeSent() {
    Lease lease = lease(estate.evidence, "process 1", LONG, new AtomicLong());
    estate.graph.close();
    lease.ask();
    assertThat(lease.epoch()).isNull();
    assertThat(lease.refusal())
        .hasValueSatisfying(why -> assertThat(why).contains("The graph does not answer"));
  }
}
