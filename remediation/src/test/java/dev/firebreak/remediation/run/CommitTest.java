package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.SeenEvidence;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.remediation.plan.LiveReader;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Restoring;
import dev.firebreak.remediation.plan.Taking;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A plan on its way from proposal to proof, with a source that behaves.
@ExtendWith(SharedNeo4j.class)
class CommitTest {
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

  static Stream<PlannedChange> everyKind() {
    return Stream.of(
        Estate.MARTA_OUT,
        Estate.PAY_OFF,
        Estate.GROUP_PAY_OFF,
        Estate.RETRIEVE_OFF,
        Estate.MARTA_OFF);
  }

  private List<String> values(PlannedChange change) {
    return List.copyOf(
        change.valuesIn(
            estate.shown(LiveReader.endpoint(change.resource()), change.resource().id())));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void everyKindOfChangeIsSentOnceUnderItsVersionAndReadBack(PlannedChange change) {
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, change);
    List<String> before = values(change);
    assertThat(estate.patches()).as("nothing is sent before the run").isEmpty();

    Run run = engine.commit(approved.id(), "ana");

    assertThat(run.state()).isEqualTo(RunState.DONE);
    RunItem item = run.items().getFirst();
    assertThat(item.state()).as(item.detail()).isEqualTo(ItemState.VERIFIED);
    assertThat(item.isConfirmed()).isTrue();
    assertThat(item.status()).isEqualTo(200);
    assertThat(item.sentAs()).isEqualTo("PATCH");
    assertThat(change.isDone(new TreeSet<>(values(change)))).isTrue();
    assertThat(values(change)).isNotEqualTo(before);
    assertThat(estate.patches())
        .hasSize(1)
        .first()
        .satisfies(request -> {
          assertThat(request.ifMatch())
              .isEqualTo(approved.plan().preconditions().getFirst().version());
          assertThat(request.status()).isEqualTo(200);
        });
    assertThat(estate.evidenceTypes(run.id())).containsExactly(Estate.ONE_CHANGE);
    assertThat(estate.refreshed).containsExactly(change.resource());
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void theInverseGivesBackWhatWasTaken(Taking change) {
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, change);
    List<String> before = values(change);
    engine.commit(approved.id(), "ana");
    Restoring undo = change.inverse(approved.plan().preconditions().getFirst().slice());
    Run undone = engine.commit(estate.approved(engine, undo).id(), "ana");
    assertThat(undone.items()).extracting(RunItem::state).containsExactly(ItemState.VERIFIED);
    assertThat(values(change)).isEqualTo(before);
  }

  @Test
  void theEvidenceSaysWhatWasSentAndWhatWasThere() {
    Remediation engine = estate.engine();
    Run run = engine.commit(estate.approved(engine, Estate.MARTA_OUT).id(), "ana");
    RunEvidence.Intent intent =
        (RunEvidence.Intent)
            estate.evidence.entries(run.id()).stream()
                .filter(entry -> entry.type().equals("INTENT"))
                .findFirst()
                .orElseThrow()
                .evidence();
    assertThat(intent.path()).isEqualTo("/Groups/g1");
    assertThat(intent.requestBody()).isEqualTo(Estate.MARTA_OUT.write().body());
    assertThat(intent.guard()).startsWith("If-Match W/\"");
    assertThat(intent.preImage().get("slice").toString())
        .isEqualTo("[{\"type\":\"User\",\"value\":\"u1\"}]");
    SeenEvidence.Observation seen =
        (SeenEvidence.Observation) estate.evidence.last(1).getFirst().evidence();
    assertThat(seen.absent()).containsExactly("members u1");
    assertThat(seen.present()).isEmpty();
  }

  @Test
  void twoChangesOfOneGroupFollowEachOther() {
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.HANA_OUT);
    assertThat(approved.dryRun().count(DryRun.Verdict.WOULD_SEND)).isEqualTo(2);
    Run run = engine.commit(approved.id(), "ana");
    assertThat(run.items()).extracting(RunItem::state).containsOnly(ItemState.VERIFIED);
    assertThat(estate.members()).containsExactly("u3");
    assertThat(estate.patches()).extracting(request -> request.ifMatch()).doesNotHaveDuplicates();
  }

  @Test
  void theLastRightGoesWithItsPermissionAsThePlanSays() {
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.RETRIEVE_OFF, Estate.USE_OFF);
    assertThat(approved.dryRun().items())
        .extracting(DryRun.Rehearsed::verdict, DryRun.Rehearsed::method)
        .containsExactly(
            tuple(DryRun.Verdict.WOULD_SEND, "PATCH"), tuple(DryRun.Verdict.WOULD_SEND, "DELETE"));
    assertThat(approved.plan().changes().getLast().sentence())
        .isEqualTo(
            "Take UseAccounts on SAFE-1 from Finance, and with this last right the permission");

    Run run = engine.commit(approved.id(), "ana");

    assertThat(run.items()).extracting(RunItem::state).containsOnly(ItemState.VERIFIED);
    assertThat(estate.provider.get("/ContainerPermissions", "SAFE-1:g1")).isEmpty();
    assertThat(estate.patches())
        .extracting(request -> request.method(), request -> request.status())
        .containsExactly(tuple("PATCH", 200), tuple("DELETE", 204));
    assertThat(estate.patches())
        .extracting(request -> request.ifMatch())
        .doesNotContainNull()
        .doesNotHaveDuplicates();
    RunEvidence.Intent intent =
        (RunEvidence.Intent)
            estate.evidence.entries(run.id()).stream()
                .filter(entry -> entry.type().equals("INTENT"))
                .toList()
                .getLast()
                .evidence();
    assertThat(intent.method()).isEqualTo("DELETE");
    assertThat(intent.requestBody()).isNull();
    assertThat(intent.preImage().get("slice").get(0).get("container").get("value").asString())
        .isEqualTo("SAFE-1");
    assertThat(intent.preImage().get("slice").get(0).get("rights").toString())
        .isEqualTo("[\"UseAccounts\"]");
    SeenEvidence.Observation seen =
        (SeenEvidence.Observation) estate.evidence.last(1).getFirst().evidence();
    assertThat(seen.absent()).containsExactly("rights UseAccounts");
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aPermissionThatGotAnotherRightMeanwhileIsNotDeleted() {
    Remediation engine = estate.engine();
    estate.rights("UseAccounts");
    Run approved = estate.approved(engine, Estate.USE_OFF);
    estate.rights("UseAccounts", "ListAccounts");
    Run run = engine.commit(approved.id(), "ana");
    assertThat(run.items()).extracting(RunItem::state).containsExactly(ItemState.CONFLICT);
    assertThat(estate.patches()).isEmpty();
  }

  @Test
  void aSourceWithoutVersionsIsGuardedByWhatIsReadAndTheEvidenceSaysSo() {
    estate.withoutVersions();
    Remediation engine = estate.engine();
    Run run = engine.commit(estate.approved(engine, Estate.MARTA_OUT).id(), "ana");
    assertThat(run.items().getFirst().state()).isEqualTo(ItemState.VERIFIED);
    assertThat(run.items().getFirst().guard()).contains("the source has no versions");
    assertThat(run.items().getFirst().detail()).contains("passed without a guard");
    assertThat(estate.patches()).singleElement().extracting(request -> request.ifMatch()).isNull();
  }

  @Test
  void aDryRunLooksAtEverythingAndSendsNothing() {
    Remediation engine = estate.engine();
    Run run = engine.propose(Estate.proposal(Estate.MARTA_OUT, Estate.PAY_OFF), "ana");
    estate.group("g1", "u1", "u2");
    DryRun dryRun = engine.dryRun(run.id(), "ana");
    assertThat(dryRun.items())
        .extracting(DryRun.Rehearsed::verdict)
        .containsExactly(DryRun.Verdict.CONFLICT, DryRun.Verdict.WOULD_SEND);
    DryRun.Rehearsed sent = dryRun.items().getLast();
    assertThat(sent.method()).isEqualTo("PATCH");
    assertThat(sent.path()).isEqualTo("/Users/u1");
    assertThat(sent.request()).isEqualTo(Estate.PAY_OFF.write().body());
    assertThat(estate.patches()).isEmpty();
    assertThat(estate.evidenceTypes(run.id())).containsExactly("PLAN_FROZEN", "PLAN_TRIED");
    assertThat(engine.run(run.id()).orElseThrow().state()).isEqualTo(RunState.DRY_RUN);
  }

  @Test
  void aChangeThatSomebodyElseMadeIsDroppedFromThePlanAndSaid() {
    estate.group("g1", "u2", "u3");
    Run run = estate.engine().propose(Estate.proposal(Estate.MARTA_OUT, Estate.PAY_OFF), "ana");
    assertThat(run.plan().changes()).containsExactly(Estate.PAY_OFF);
    assertThat(run.plan().dropped())
        .singleElement()
        .satisfies(dropped -> {
          assertThat(dropped.sentence()).isEqualTo("Remove m.okonjo from Finance");
          assertThat(dropped.note()).isEqualTo("Already gone.");
        });
  }

  @Test
  void everyStepCanBeFollowedWhileItHappens() {
    List<String> steps = new ArrayList<>();
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    estate.listener =
        run -> {
          assertThat(engine.underWay().isPresent() || run.state() == RunState.RUNNING).isTrue();
          assertThat(estate.store.find(run.id()).orElseThrow().items()).isEqualTo(run.items());
          steps.add(
              String.join(" ", run.items().stream().map(item -> item.state().name()).toList()));
        };
    engine.commit(approved.id(), "ana");
    assertThat(steps.stream().distinct())
        .containsExactly(
            "QUEUED QUEUED",
            "CHECKING QUEUED",
            "SENDING QUEUED",
            "READING_BACK QUEUED",
            "VERIFIED QUEUED",
            "VERIFIED CHECKING",
            "VERIFIED SENDING",
            "VERIFIED READING_BACK",
            "VERIFIED VERIFIED");
    assertThat(engine.underWay()).isEmpty();
  }

  @Test
  void aStoppedRunSendsNothingFurther() {
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    estate.listener =
        run -> {
          if (run.items().getFirst().state() == ItemState.SENDING) {
            engine.stop();
          }
        };
    Run run = engine.commit(approved.id(), "ana");
    assertThat(run.items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.VERIFIED, ItemState.CANCELLED);
    assertThat(run.state()).isEqualTo(RunState.HALTED);
    assertThat(estate.patches()).hasSize(1);
  }

  @Test
  void onlyOneRunIsUnderWayAtATime() throws Exception {
    Remediation engine = estate.engine();
    Run first = estate.approved(engine, Estate.MARTA_OUT);
    Run second = estate.approved(engine, Estate.PAY_OFF);
    List<RuntimeException> refused = new ArrayList<>();
    estate.listener =
        run -> {
          if (run.id().equals(first.id()) && run.items().getFirst().state() == ItemState.SENDING) {
            Thread other =
                Thread.ofVirtual()
                    .start(() -> {
                      try {
                        engine.commit(second.id(), "ana");
                      } catch (RuntimeException busy) {
                        refused.add(busy);
                      }
                    });
            try {
              other.join();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          }
        };
    engine.commit(first.id(), "ana");
    assertThat(refused).singleElement().asString().contains("is under way", "when that has ended");
    assertThat(estate.patches()).hasSize(1);
    estate.listener = RunListener.NONE;
    assertThat(engine.commit(second.id(), "ana").state()).isEqualTo(RunState.DONE);
  }
}
