package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.write.Profiles;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The forms of a change other than the usual, over real HTTP.
@ExtendWith(SharedNeo4j.class)
class WriteFormsTest {
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

  private Run run(PlannedChange... changes) {
    Remediation engine = estate.engine();
    return engine.commit(estate.approved(engine, changes).id(), "ana");
  }

  private RunEvidence.Intent intent(Run run) {
    return (RunEvidence.Intent)
        estate.evidence.entries(run.id()).stream()
            .filter(entry -> entry.type().equals("INTENT"))
            .findFirst()
            .orElseThrow()
            .evidence();
  }

  @Test
  void aSourceWithoutAUsablePatchGetsAPutThatKeepsEverythingElse() {
    estate.is(Quirks.GENERIC, Profiles.onlyPut());
    ObjectNode before = (ObjectNode) estate.shown("/Groups", "g1").body().without("meta");
    Run run = run(Estate.MARTA_OUT);

    assertThat(run.items()).extracting(RunItem::state).containsExactly(ItemState.VERIFIED);
    assertThat(estate.patches())
        .extracting(request -> request.method(), request -> request.ifMatch())
        .containsExactly(tuple("PUT", run.plan().preconditions().getFirst().version()));
    ((ArrayNode) before.get("members")).remove(0);
    assertThat(estate.shown("/Groups", "g1").body().without("meta")).isEqualTo(before);
    assertThat(run.plan().content().get("changes").get(0).get("reason").asString())
        .contains("a PUT of the whole resource as just read")
        .contains("was not seen on 2026-11-20 that the source removes one member by filter");
    assertThat(run.items().getFirst().sentAs()).isEqualTo("PUT");
    assertThat(intent(run).requestBody().propertyNames()).containsExactly("bytes", "sha256");
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aPutIsMadeOfWhatWasReadJustBeforeAndRefusedWhenSomebodyWasFaster() {
    estate.is(Quirks.GENERIC, Profiles.onlyPut());
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    estate.listener =
        run -> {
          if (run.items().getFirst().state() == ItemState.SENDING) {
            estate.group("g1", "u1", "u2", "u3", "u9");
          }
        };
    Run run = engine.commit(approved.id(), "ana");
    assertThat(run.items()).extracting(RunItem::state).containsExactly(ItemState.CONFLICT);
    assertThat(estate.members()).containsExactly("u1", "u2", "u3", "u9");
  }

  @Test
  void twoPutsOfOneGroupFollowEachOther() {
    estate.is(Quirks.GENERIC, Profiles.onlyPut());
    Run run = run(Estate.MARTA_OUT, Estate.HANA_OUT);
    assertThat(run.items()).extracting(RunItem::state).containsOnly(ItemState.VERIFIED);
    assertThat(estate.members()).containsExactly("u3");
  }

  @Test
  void aMemberIsNamedBesideThePathWhereThatWasSeenToRemoveJustThatOne() {
    estate.is(
        Quirks.GENERIC,
        Profiles.of(
            Map.of(
                Point.PATCH_REMOVE_BY_FILTER,
                dev.firebreak.scim.probe.Verdict.NO,
                Point.PATCH_REMOVE_BY_VALUE,
                dev.firebreak.scim.probe.Verdict.YES)));
    Run run = run(Estate.MARTA_OUT);
    assertThat(run.items()).extracting(RunItem::state).containsExactly(ItemState.VERIFIED);
    assertThat(estate.members()).containsExactly("u2", "u3");
    assertThat(intent(run).requestBody().get("Operations").toString())
        .isEqualTo("[{\"op\":\"remove\",\"path\":\"members\",\"value\":[{\"value\":\"u1\"}]}]");
    assertThat(run.plan().content().get("changes").get(0).get("request"))
        .isEqualTo(intent(run).requestBody());
  }

  @Test
  void aGroupThatMayBeCutIsLeftToAPersonAndNothingIsSent() {
    estate.is(Quirks.GENERIC, Profiles.onlyPut());
    estate.group("g1", IntStream.range(0, 120).mapToObj(i -> "u" + i).toArray(String[]::new));
    Run run = run(Estate.MARTA_OUT);
    assertThat(run.state()).isEqualTo(RunState.WAITING);
    assertThat(run.items().getFirst().detail()).contains("a list of 100 or more may be cut");
    assertThat(estate.patchesSent()).isZero();
    assertThat(estate.members()).hasSize(120);
  }

  @Test
  void whatIsKnownOfTheSourceCountsAgainWhenItIsSent() {
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, Estate.MARTA_OUT);
    estate.is(Quirks.GENERIC, Profiles.onlyPut());
    assertThat(engine.dryRun(approved.id(), "ana").items())
        .extracting(DryRun.Rehearsed::verdict)
        .containsExactly(DryRun.Verdict.REFUSED);
    Run run = engine.commit(approved.id(), "ana");
    assertThat(run.items().getFirst().state()).isEqualTo(ItemState.CANCELLED);
    assertThat(run.items().getFirst().detail())
        .contains(
            "it was planned as PATCH, and by what is known of the source now it would be PUT");
    assertThat(estate.patchesSent()).isZero();
  }

  @Test
  void theDryRunSaysWhyAChangeIsSentAsItIs() {
    Remediation engine = estate.engine();
    Run run = engine.propose(Estate.proposal(Estate.MARTA_OUT, Estate.MARTA_OFF), "ana");
    assertThat(engine.dryRun(run.id(), "ana").items())
        .extracting(DryRun.Rehearsed::detail)
        .allSatisfy(
            detail -> assertThat(detail).contains("Sent as a PATCH of just this value, since"));
    assertThat(run.plan().writes()).hasSize(2);
  }

  @Test
  void cyberArkGetsAPutOfTheOtherRightsAndADeleteForTheLast() {
    estate.is(
        Quirks.CYBERARK, Profiles.of(Map.of(Point.IF_MATCH, dev.firebreak.scim.probe.Verdict.YES)));
    Run run = run(Estate.RETRIEVE_OFF, Estate.USE_OFF);
    assertThat(run.items())
        .extracting(RunItem::state, RunItem::sentAs)
        .containsExactly(tuple(ItemState.VERIFIED, "PUT"), tuple(ItemState.VERIFIED, "DELETE"));
    assertThat(estate.patches())
        .extracting(request -> request.method())
        .containsExactly("PUT", "DELETE");
  }

  @Test
  void cyberArkWithoutASeenVersionKeepsItsOtherRightsByATask() {
    estate.is(Quirks.CYBERARK, null);
    assertThat(run(Estate.RETRIEVE_OFF).state()).isEqualTo(RunState.WAITING);
    assertThat(estate.patchesSent()).isZero();
  }

  @Test
  void beyondTrustGetsAPutUnderItsVersionForAGroup() {
    estate.is(
        Quirks.BEYONDTRUST,
        Profiles.of(Map.of(Point.IF_MATCH, dev.firebreak.scim.probe.Verdict.YES)));
    Run run = run(Estate.RETRIEVE_OFF);
    assertThat(run.items()).extracting(RunItem::state).containsExactly(ItemState.VERIFIED);
    assertThat(run.items().getFirst().sentAs()).isEqualTo("PUT");
    assertThat(estate.shown("/ContainerPermissions", "SAFE-1:g1").texts("rights"))
        .isEqualTo(List.of("UseAccounts"));
  }

  @Test
  void delineaKeepsAPermissionThatHasTheIdOfItsContainer() {
    estate.provider.load(
        "/ContainerPermissions",
        List.of(
            """
            {"schemas":["urn:ietf:params:scim:schemas:pam:1.0:ContainerPermission"],
             "id":"27","container":{"value":"27","$ref":"../containers/27"},
             "group":{"value":"g1"},"rights":["Owner","View"]}\
            """));
    estate.is(Quirks.DELINEA, null);
    Run owner = run(Estate.onFolder("Owner"));
    assertThat(owner.items()).extracting(RunItem::state).containsExactly(ItemState.VERIFIED);
    Run last = run(Estate.onFolder("View"));
    assertThat(last.state()).isEqualTo(RunState.WAITING);
    assertThat(last.items().getFirst().detail()).contains("a DELETE may take everybody's");
    assertThat(estate.shown("/ContainerPermissions", "27").texts("rights"))
        .isEqualTo(List.of("View"));
  }
}
