package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.Signing;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.remediation.plan.Versioning;
import dev.firebreak.remediation.run.Failpoint.Step;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The source takes a change to make it later (202), and the engine dies before it is made.
@ExtendWith(SharedNeo4j.class)
class TakenForLaterTest {
  private static final int PATIENCE_SECONDS = 120;
  private static final Fault NEVER = new Fault.MakesLater(1_000);

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

  private Run dieAt(Step step, boolean after) throws Exception {
    Run approved = estate.approved(estate.engine(), Estate.MARTA_OUT);
    estate.failpoint =
        (at, ended) -> {
          if (at == step && ended == after) {
            throw new Crash();
          }
        };
    Remediation engine = estate.engine();
    assertThatExceptionOfType(Crash.class).isThrownBy(() -> engine.commit(approved.id(), "ana"));
    estate.failpoint = Failpoint.NONE;
    estate.restart();
    return approved;
  }

  private RunItem recovered() {
    return estate.engine().recover(Optional.empty()).getFirst().items().getFirst();
  }

  @Test
  void whatWasTakenIsWaitedForAfterTheRestartAndNotSentAgain() throws Exception {
    estate.server.become(NEVER);
    Run run = dieAt(Step.READ_BACK, false);
    estate.server.become(new Fault.MakesLater(4));
    assertThat(estate.evidenceTypes(run.id())).endsWith("INTENT", "TAKEN_FOR_LATER");
    RunItem item = recovered();
    assertThat(item.state()).as(item.detail()).isEqualTo(ItemState.VERIFIED);
    assertThat(item.isConfirmed()).isFalse();
    assertThat(estate.patchesSent()).isOne();
    assertThat(estate.members()).doesNotContain("u1");
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void whatIsNeverMadeIsUnknownAndNotSentAgain() throws Exception {
    estate.server.become(NEVER);
    dieAt(Step.READ_BACK, false);
    estate.clock.advance(Duration.ofSeconds(30));
    estate.pauses.clear();
    RunItem item = recovered();
    assertThat(item.state()).isEqualTo(ItemState.UNKNOWN);
    assertThat(item.detail()).contains("has not done it yet");
    assertThat(item.status()).isEqualTo(202);
    assertThat(estate.patchesSent()).isOne();
    assertThat(estate.pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .as("as long as it may still be made")
        .isBetween(Duration.ofSeconds(85), Duration.ofSeconds(91));
  }

  @Test
  void anAdministratorWhoWasThereSinceIsNotOverwritten() throws Exception {
    estate.server.become(NEVER);
    dieAt(Step.READ_BACK, false);
    estate.clock.advance(Duration.ofMinutes(1));
    estate.group("g1", "u1", "u2", "u3", "u9");
    assertThat(recovered().state()).isEqualTo(ItemState.CONFLICT);
    assertThat(estate.patchesSent()).isOne();
  }

  @Test
  void ofASourceThatMakesThingsLaterAnUnheardAnswerIsWaitedForToo() throws Exception {
    estate.server.become(new Fault.MakesLater(2));
    Remediation engine = estate.engine();
    assertThat(engine.commit(estate.approved(engine, Estate.HANA_OUT).id(), "ana").state())
        .isEqualTo(RunState.DONE);
    estate.server.become(NEVER);
    Run run = dieAt(Step.SEND, true);
    estate.server.become(new Fault.MakesLater(4));
    assertThat(estate.evidenceTypes(run.id())).as("the answer was not heard").endsWith("INTENT");
    RunItem item = recovered();
    assertThat(item.state()).as(item.detail()).isEqualTo(ItemState.VERIFIED);
    assertThat(estate.patchesSent()).as("one each").isEqualTo(2);
  }

  @Test
  void whatWasNeverSentIsSentOnceNothingCanComeOfItAnyMore() throws Exception {
    estate.server.become(new Fault.MakesLater(2));
    Remediation engine = estate.engine();
    engine.commit(estate.approved(engine, Estate.HANA_OUT).id(), "ana");
    dieAt(Step.SEND, false);
    Instant before = estate.clock.instant();
    RunItem item = recovered();
    assertThat(item.state()).as(item.detail()).isEqualTo(ItemState.VERIFIED);
    assertThat(estate.patchesSent()).isEqualTo(2);
    assertThat(Duration.between(before, estate.clock.instant()))
        .isGreaterThanOrEqualTo(Pace.STANDARD.pending());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 1_000})
  void aProcessThatIsKilledWhileItWaitsIsFollowedByOneThatReads(int reads) throws Exception {
    Path home = Files.createDirectories(folder.resolve("child"));
    try (ScimProvider provider = ScimProvider.named(ChildEngine.SOURCE).bearer("t").start();
        FaultyServer server = FaultyServer.inFrontOf(provider, NEVER)) {
      provider.load("/Groups", List.of(Oracle.group("g", List.of("u1", "u2", "u3"))));
      Process first = life(home, server);
      try {
        while (readsAfterTheSend(server) < 2) {
          assertThat(first.isAlive()).as(log(home)).isTrue();
          Thread.onSpinWait();
        }
      } finally {
        first.destroyForcibly();
        assertThat(first.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      }
      server.become(new Fault.MakesLater(reads));
      Process second = life(home, server);
      assertThat(second.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(log(home)).isTrue();
      assertThat(second.exitValue()).as(log(home)).isZero();

      assertThat(server.requests()).filteredOn(each -> each.startsWith("PATCH ")).hasSize(1);
      try (EvidenceLog evidence =
          EvidenceLog.open(
              home.resolve("evidence"),
              Signing.with(home.resolve("key/log.pem")),
              Clock.systemUTC())) {
        RunItem item = RunHistory.all(evidence).iterator().next().items().getFirst();
        assertThat(item.state())
            .as(item.detail())
            .isEqualTo(reads == 3 ? ItemState.VERIFIED : ItemState.UNKNOWN);
      }
    }
  }

  private static Process life(Path home, FaultyServer server) throws Exception {
    return ChildEngine.start(
        ChildEngine.Kind.REAL,
        home,
        server.baseUri(),
        SharedNeo4j.uri(),
        Versioning.HONOURED,
        List.of("g"));
  }

  private static String log(Path home) throws Exception {
    Path file = home.resolve("life.log");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /// The first of them is only sent once that the change was taken is on the disk.
  private static long readsAfterTheSend(FaultyServer server) {
    List<String> requests = List.copyOf(server.requests());
    return requests.stream()
        .dropWhile(each -> !each.startsWith("PATCH "))
        .filter(each -> each.startsWith("GET "))
        .count();
  }
}
