package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.providers.fault.Fault;
import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.remediation.plan.AddMember;
import dev.firebreak.remediation.plan.ChangeSet;
import dev.firebreak.remediation.plan.CreatePermission;
import dev.firebreak.remediation.plan.EndDate;
import dev.firebreak.remediation.plan.LiveReader;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.Restoring;
import dev.firebreak.remediation.plan.SetEndDate;
import dev.firebreak.remediation.plan.Taking;
import dev.firebreak.remediation.write.Profiles;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What a run took is given back by a plan of its own, once it is approved, and only what is still
/// gone.
@ExtendWith(SharedNeo4j.class)
class UndoTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SetEndDate PAY_ENDS =
      new SetEndDate(
          Estate.key("User", "u1"),
          new EndDate("entitlements", "pay"),
          "Pay",
          Estate.key("User", "u1"),
          "m.okonjo",
          Instant.parse("2026-12-31T00:00:00Z"));
  private static final RemovePermission PERMISSION_OFF =
      new RemovePermission(
          Estate.RETRIEVE_OFF.resource(),
          "SAFE-1",
          Estate.key("Group", "g1"),
          "Finance",
          List.of("RetrieveAccounts", "UseAccounts"));

  @TempDir Path folder;
  private Estate estate;

  @BeforeEach
  void open() throws Exception {
    estate = Estate.in(folder);
    estate.ends("2027-06-30T00:00:00Z");
  }

  @AfterEach
  void close() throws Exception {
    estate.close();
  }

  static Stream<Taking> everyKind() {
    return Stream.of(
        Estate.MARTA_OUT,
        Estate.PAY_OFF,
        Estate.GROUP_PAY_OFF,
        Estate.RETRIEVE_OFF,
        Estate.MARTA_OFF,
        PAY_ENDS);
  }

  private Undo undo() {
    return new Undo(estate.evidence, estate.clock, Undo.WINDOW);
  }

  private Run made(Remediation engine, PlannedChange... changes) {
    return engine.commit(estate.approved(engine, changes).id(), "ana");
  }

  private Run undone(Remediation engine, ChangeSet back) {
    Run plan = engine.propose(back, "ana");
    engine.dryRun(plan.id(), "ana");
    engine.approve(plan.id(), plan.plan().hash(), "ben", "it was wrong");
    return engine.commit(plan.id(), "ana");
  }

  private String shown(PlannedChange change) {
    return estate
        .shown(LiveReader.endpoint(change.resource()), change.resource().id())
        .values(change.attribute().replaceFirst("\\[.*", ""))
        .stream()
        .map(Object::toString)
        .sorted()
        .toList()
        .toString();
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void everyKindOfChangeIsUndoneByAPlanOfItsOwn(Taking change) {
    Remediation engine = estate.engine();
    String before = shown(change);
    Run run = made(engine, change);
    assertThat(run.items()).extracting(RunItem::state).containsExactly(ItemState.VERIFIED);
    assertThat(shown(change)).isNotEqualTo(before);
    assertThat(undo().isOffered(run)).isTrue();

    Run back = undone(engine, undo().of(run));
    assertThat(back.items()).extracting(RunItem::state).containsExactly(ItemState.VERIFIED);
    assertThat(shown(change)).isEqualTo(before);
    assertThat(back.plan().undoes()).isEqualTo(run.id());
    assertThat(back.plan().effect().after()).isEqualTo(run.plan().effect().before());
    assertThat(estate.evidenceTypes(back.id())).containsExactly(Estate.ONE_CHANGE);
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aPermissionThatWasDeletedIsMadeAgainUnderWhateverIdItsSourceGives() {
    Remediation engine = estate.engine();
    Run run = made(engine, PERMISSION_OFF);
    assertThat(run.items()).extracting(RunItem::state).containsExactly(ItemState.VERIFIED);
    assertThat(estate.provider.count("/ContainerPermissions")).isZero();

    Run back = undone(engine, undo().of(run));
    assertThat(back.items())
        .extracting(RunItem::state, RunItem::sentAs)
        .containsExactly(org.assertj.core.api.Assertions.tuple(ItemState.VERIFIED, "POST"));
    assertThat(estate.provider.count("/ContainerPermissions")).isEqualTo(1);
    String id = estate.refreshed.getLast().id();
    assertThat(id).isNotEqualTo("SAFE-1:g1");
    assertThat(estate.shown("/ContainerPermissions", id).texts("rights"))
        .containsExactlyInAnyOrder("UseAccounts", "RetrieveAccounts");
    assertThat(estate.shown("/ContainerPermissions", id).text("group")).contains("g1");
  }

  @Test
  void rightsThatWentBeforeTheirPermissionComeBackWithIt() {
    Remediation engine = estate.engine();
    Run run = made(engine, Estate.RETRIEVE_OFF, Estate.USE_OFF);
    ChangeSet back = undo().of(run);
    assertThat(back.changes())
        .singleElement()
        .isInstanceOfSatisfying(
            CreatePermission.class,
            made ->
                assertThat(made.found().get(0).get("rights").toString())
                    .isEqualTo("[\"UseAccounts\",\"RetrieveAccounts\"]"));
    assertThat(undone(engine, back).state()).isEqualTo(RunState.DONE);
  }

  @Test
  void whatSomebodyMadeAgainMeanwhileIsLeftAlone() {
    Remediation engine = estate.engine();
    Run run = made(engine, PERMISSION_OFF);
    estate.rights("UseAccounts", "RetrieveAccounts");
    nothingToDo("Already there.", () -> engine.propose(undo().of(run), "ana"));
    estate.rights("UseAccounts");
    Run plan = engine.propose(undo().of(run), "ana");
    assertThat(plan.plan().changes()).hasSize(1);
  }

  @Test
  void aMemberThatIsBackOrAGroupThatIsGoneIsNotGivenAnything() {
    Remediation engine = estate.engine();
    Run run = made(engine, Estate.MARTA_OUT);
    estate.group("g1", "u1", "u2", "u3");
    nothingToDo("Already there.", () -> engine.propose(undo().of(run), "ana"));
    estate.provider.remove("/Groups", "g1");
    nothingToDo(
        "The resource no longer exists, so nothing can be given back to it.",
        () -> engine.propose(undo().of(run), "ana"));
  }

  @Test
  void anUndoIsOfferedForAWhile() {
    Remediation engine = estate.engine();
    Run run = made(engine, Estate.MARTA_OUT);
    estate.clock.advance(Undo.WINDOW);
    assertThat(undo().isOffered(run)).isTrue();
    estate.clock.advance(Duration.ofMillis(1));
    assertThat(undo().isOffered(run)).isFalse();
    nothingToDo("an undo is offered for 7 days", () -> undo().of(run));
  }

  @Test
  void onlyOneOfTheChangesIsUndoneWhereOnlyOneIsAskedFor() {
    Remediation engine = estate.engine();
    Run run = made(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    assertThat(undo().of(run).changes())
        .extracting(PlannedChange::sentence)
        .containsExactly("Give Pay to m.okonjo", "Put m.okonjo into Finance");
    assertThat(undo().of(run, run.items().getFirst()).changes())
        .extracting(PlannedChange::sentence)
        .containsExactly("Put m.okonjo into Finance");
  }

  @Test
  void aDayWhoseBudgetWasSpentOnAMistakeCanBeUndoneAndNotSpentAgain() {
    estate.guardrails = estate.guardrails.with(new Budget(25, 2, 2, 50, 2));
    estate.group("g1", "u1", "u2", "u3", "u4");
    Remediation engine = estate.engine();
    Run run = made(engine, Estate.MARTA_OUT, Estate.HANA_OUT);
    assertThat(run.state()).isEqualTo(RunState.DONE);
    refused("The budget of a day is 2 changes", () -> made(engine, Estate.PAY_OFF));

    assertThat(undone(engine, undo().of(run)).items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.VERIFIED, ItemState.VERIFIED);
    assertThat(estate.members()).contains("u1", "u2");
    refused("The budget of a day is 2 changes", () -> made(engine, Estate.MARTA_OUT));

    estate.guardrails = estate.guardrails.with(new Budget(25, 3, 3, 50, 2));
    refused(
        "it would be change 3 of the members of Finance",
        () -> made(estate.engine(), Estate.MARTA_OUT));
  }

  private static void refused(String words, Runnable call) {
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(call::run)
        .withMessageContaining(words);
  }

  @Test
  void whatOurOwnRunGaveBackIsNotTakenForSomebodyElses() {
    Remediation engine = estate.engine();
    Run run = made(engine, Estate.MARTA_OUT);
    Run first = engine.propose(undo().of(run), "ana");
    Run second = engine.propose(undo().of(run), "ana");
    assertThat(engine.undos(run.id())).extracting(Run::id).containsExactly(first.id(), second.id());
    engine.dryRun(first.id(), "ana");
    engine.approve(first.id(), first.plan().hash(), "ben", "it was wrong");
    assertThat(engine.commit(first.id(), "ana").state()).isEqualTo(RunState.DONE);
    assertThat(engine.dryRun(second.id(), "ana").items().getFirst().detail())
        .isEqualTo("Our own run %s did it already; nothing was to be sent.".formatted(first.id()));
  }

  @Test
  void aPlanIsWithdrawnForAReasonAndThenNeverStarted() {
    Remediation engine = estate.engine();
    Run run = estate.approved(engine, Estate.MARTA_OUT);
    refused("Say why plan", () -> engine.withdraw(run.id(), "carla", " "));
    Run withdrawn = engine.withdraw(run.id(), "carla", "the group goes anyway");
    assertThat(withdrawn.state()).isEqualTo(RunState.WITHDRAWN);
    assertThat(withdrawn.message()).isEqualTo("Withdrawn by carla: the group goes anyway");
    assertThat(estate.store.find(run.id())).contains(withdrawn);
    assertThat(withdrawn.isWaiting(estate.clock.instant())).isFalse();
    refused("was withdrawn", () -> engine.commit(run.id(), "ana"));
    refused("was withdrawn", () -> engine.withdraw(run.id(), "carla", "again"));
    assertThat(estate.evidenceTypes(run.id())).endsWith("APPROVAL", "PLAN_WITHDRAWN");
    assertThat(estate.patchesSent()).isZero();
    Run done = made(engine, Estate.HANA_OUT);
    refused("had its run", () -> engine.withdraw(done.id(), "carla", "too late"));
  }

  @Test
  void anUndoHasNoUndo() {
    Remediation engine = estate.engine();
    Run back = undone(engine, undo().of(made(engine, Estate.MARTA_OUT)));
    assertThat(undo().isOffered(back)).isFalse();
    nothingToDo("an undo has none", () -> undo().of(back));
  }

  @Test
  void whatIsNotVerifiedToBeOursIsNotUndone() {
    Remediation engine = estate.engine();
    estate.server.become(new Fault.IgnoresPatch());
    Run failed = made(engine, Estate.MARTA_OUT);
    nothingToDo("it is not verified that it was made", () -> undo().of(failed));
    estate.server.become(new Fault.DropsAfterPatch(true));
    Run dropped = made(engine, Estate.MARTA_OUT);
    assertThat(dropped.items()).extracting(RunItem::state).containsExactly(ItemState.VERIFIED);
    nothingToDo("somebody else may have made it", () -> undo().of(dropped));
  }

  private static void nothingToDo(String words, Runnable call) {
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(call::run)
        .withMessageContaining(words)
        .satisfies(refused ->
            assertThat(refused.reason()).isEqualTo(RemediationRefused.Reason.NOTHING_TO_DO));
  }

  @Test
  void whatASourceTookWithoutBeingAskedIsOfferedByItsRun() {
    Remediation engine = estate.engine();
    estate.server.become(new Fault.TakesAllMembers());
    Run run = made(engine, Estate.MARTA_OUT);
    assertThat(run.items()).extracting(RunItem::state).containsExactly(ItemState.FAILED);
    assertThat(run.items().getFirst().detail()).startsWith("More changed than was asked for");
    estate.server.repair();
    assertThat(undo().isOffered(run)).isTrue();
    ChangeSet back = undo().of(run);
    assertThat(back.changes())
        .extracting(PlannedChange::sentence)
        .containsExactly("Put u2 into Finance", "Put u3 into Finance");
    assertThat(undone(engine, back).state()).isEqualTo(RunState.DONE);
    assertThat(estate.members()).contains("u2", "u3");
  }

  @Test
  void whatWentBesideWhatWasAskedForIsGivenBackToo() {
    Remediation engine = estate.engine();
    Run run = made(engine, Estate.MARTA_OUT);
    estate.group("g1");
    ArrayNode lost =
        (ArrayNode)
            JSON.readTree(
                "[{\"value\":\"u2\",\"type\":\"User\",\"display\":\"Hana\"},{\"value\":\"u3\",\"type\":\"User\"}]");
    ChangeSet back = undo().ofLost(run, Estate.MARTA_OUT, lost);
    assertThat(back.changes())
        .hasSize(2)
        .allSatisfy(change -> assertThat(change).isInstanceOf(AddMember.class));
    assertThat(back.changes().getFirst().sentence()).isEqualTo("Put Hana into Finance");
    assertThat(undone(engine, back).state()).isEqualTo(RunState.DONE);
    assertThat(estate.members()).containsExactlyInAnyOrder("u2", "u3");
  }

  @Test
  void aSourceThatTakesNoPatchIsUndoneByAPut() {
    estate.is(Quirks.GENERIC, Profiles.onlyPut());
    Remediation engine = estate.engine();
    Run run = made(engine, Estate.MARTA_OUT);
    Run back = undone(engine, undo().of(run));
    assertThat(back.items()).extracting(RunItem::sentAs).containsExactly("PUT");
    assertThat(estate.members()).containsExactlyInAnyOrder("u1", "u2", "u3");
  }

  @Test
  void cyberArkIsToldTheNameOfTheSafeAndBeyondTrustAskedWithoutQuotes() {
    estate.is(
        Quirks.CYBERARK, Profiles.of(Map.of(Point.IF_MATCH, dev.firebreak.scim.probe.Verdict.YES)));
    Remediation engine = estate.engine();
    Run back = undone(engine, undo().of(made(engine, PERMISSION_OFF)));
    assertThat(back.state()).isEqualTo(RunState.DONE);
    assertThat(
            estate
                .shown("/ContainerPermissions", estate.refreshed.getLast().id())
                .text("container.name"))
        .contains("SAFE-1");

    estate.provider.clear();
    estate.folder("27");
    estate.is(Quirks.BEYONDTRUST, null);
    RemovePermission whole =
        new RemovePermission(
            Estate.key("ContainerPermission", "P-27"),
            "Folder 27",
            Estate.key("Group", "g1"),
            "Finance",
            List.of());
    Run again = undone(estate.engine(), undo().of(made(estate.engine(), whole)));
    assertThat(again.state()).as(again.items().toString()).isEqualTo(RunState.DONE);
    assertThat(estate.server.requests())
        .anyMatch(request -> request.contains("filter=container.value%20eq%2027"));
  }

  @Test
  void anUndoKnowsWhatItGives() {
    Remediation engine = estate.engine();
    Run run = made(engine, Estate.RETRIEVE_OFF);
    Run plan = engine.propose(undo().of(run), "ana");
    assertThat(plan.plan().changes().getFirst()).isInstanceOf(Restoring.class);
    assertThat(plan.plan().content().get("undoes").asString()).isEqualTo(run.id());
    assertThat(plan.plan().content().get("changes").get(0).get("kind").asString())
        .isEqualTo("ADD_RIGHT");
    assertThat(engine.run(plan.id()).orElseThrow().plan()).isEqualTo(plan.plan());
  }
}
