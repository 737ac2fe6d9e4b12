package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.NeverTouch;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// That no change locks people out, by what the source shows at the moment.
@ExtendWith(SharedNeo4j.class)
class LastHoldersTest {
  private static final NodeKey ADMINS = Estate.key("Group", "adm");
  private static final RemoveMember FIRST_OUT = Estate.out("adm", "Vault Admins", 1);
  private static final NodeKey OTHER = Estate.key("ContainerPermission", "SAFE-1:u2");
  private static final RemoveRight MANAGE_OFF =
      new RemoveRight(
          Estate.RETRIEVE_OFF.resource(),
          "ManageSafeMembers",
          "SAFE-1",
          Estate.key("Group", "g1"),
          "Finance");

  @TempDir Path folder;
  private Estate estate;

  @BeforeEach
  void open() throws Exception {
    estate = Estate.in(folder);
    Guardrails usual = Estate.LENIENT;
    estate.guardrails =
        new Guardrails(
            usual.budget(),
            usual.protection(),
            AdminGroups.STANDARD,
            usual.approval(),
            usual.breaker(),
            null,
            usual.maxHarvestAge(),
            1_000,
            false);
    estate.users(1, 4, true);
  }

  @AfterEach
  void close() throws Exception {
    estate.close();
  }

  private DryRun.Rehearsed tried(PlannedChange change) {
    Remediation engine = estate.engine();
    Run run = engine.propose(Estate.proposal(change), "ana");
    return engine.dryRun(run.id(), "ana").items().getFirst();
  }

  private static void denied(DryRun.Rehearsed tried, String why) {
    assertThat(tried.verdict()).as(tried.detail()).isEqualTo(DryRun.Verdict.REFUSED);
    assertThat(tried.detail()).contains(why);
  }

  private static void allowed(DryRun.Rehearsed tried) {
    assertThat(tried.verdict()).as(tried.detail()).isEqualTo(DryRun.Verdict.WOULD_SEND);
  }

  @Test
  void anAdminGroupKeepsTwoActiveMembers() {
    estate.named("adm", "Vault Admins", "u1", "u2", "u3");
    allowed(tried(FIRST_OUT));
    estate.users(3, 3, false);
    denied(
        tried(FIRST_OUT),
        "Not allowed: it would leave 1 active member in Vault Admins, which is an admin group by"
            + " its name (*admin*), and 2 must stay; add another one there first.");
    estate.named("adm", "Vault Staff", "u1", "u2");
    allowed(tried(Estate.out("adm", "Vault Staff", 1)));
    estate.surroundings.adminGrants.put(ADMINS, "is an admin group by what it grants (root)");
    denied(tried(Estate.out("adm", "Vault Staff", 1)), "by what it grants (root)");
  }

  @Test
  void theSameIsAskedAgainJustBeforeTheSend() {
    estate.named("adm", "Vault Admins", "u1", "u2", "u3");
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, FIRST_OUT);
    estate.users(3, 3, false);
    RunItem item = engine.commit(approved.id(), "ana").items().getFirst();
    assertThat(item.state()).isEqualTo(ItemState.CANCELLED);
    assertThat(item.detail()).contains("it would leave 1 active member");
    assertThat(estate.patchesSent()).isZero();
  }

  @Test
  void membersOfInnerGroupsCountOnceEach() {
    estate.named("inner", "Night shift", "u2", "adm");
    estate.named("adm", "Vault Admins", "u1", "u2", "inner");
    denied(tried(FIRST_OUT), "it would leave 1 active member");
    estate.named("inner", "Night shift", "u2", "u4", "adm");
    allowed(tried(FIRST_OUT));
  }

  @Test
  void whoIsOneOfTheLastTwoAdministratorsIsNotSwitchedOff() {
    Deactivate off = new Deactivate(Estate.key("User", "u1"), "user.1", "Strongroom");
    estate.named("adm", "Vault Admins", "u1", "u2");
    allowed(tried(off));
    estate.surroundings.groups.put(Estate.key("User", "u1"), List.of(ADMINS));
    denied(tried(off), "it would leave 1 active member in Vault Admins");
    estate.named("adm", "Vault Admins", "u1", "u2", "u3");
    allowed(tried(off));
    estate.named("adm", "Vault Admins", "u2", "u3");
    allowed(tried(off));
  }

  @Test
  void twoDeactivationsOfOnePlanAreSeenTogether() {
    estate.named("adm", "Vault Admins", "u1", "u2", "u3");
    estate.surroundings.groups.put(Estate.key("User", "u1"), List.of(ADMINS));
    estate.surroundings.groups.put(Estate.key("User", "u2"), List.of(ADMINS));
    Run run =
        estate
            .engine()
            .propose(
                Estate.proposal(
                    new Deactivate(Estate.key("User", "u1"), "user.1", "Strongroom"),
                    new Deactivate(Estate.key("User", "u2"), "user.2", "Strongroom")),
                "ana");
    assertThat(estate.engine().dryRun(run.id(), "ana").items())
        .extracting(DryRun.Rehearsed::verdict)
        .containsExactly(DryRun.Verdict.WOULD_SEND, DryRun.Verdict.REFUSED);
  }

  @Test
  void whereMembersCannotBeReadNobodyIsTakenOut() {
    estate.named("adm", "Vault Admins", "u1", "u2", "u3");
    Remediation engine = estate.engine();
    Run approved = estate.approved(engine, FIRST_OUT);
    estate.server.becomeAfter(1, new Fault.AnswersHtml());
    RunItem item = engine.commit(approved.id(), "ana").items().getFirst();
    assertThat(item.state()).isEqualTo(ItemState.CANCELLED);
    assertThat(item.detail()).contains("could not be read");
    assertThat(estate.patchesSent()).isZero();
  }

  private void also(String right) {
    estate.provider.load(
        "/ContainerPermissions",
        List.of(
            """
            {"schemas":["urn:ietf:params:scim:schemas:pam:1.0:ContainerPermission"],
             "id":"SAFE-1:u2","container":{"value":"SAFE-1"},"user":{"value":"u2"},
             "rights":["%s"]}\
            """
                .formatted(right)));
  }

  @Test
  void aSafeKeepsSomebodyWhoSaysWhoGetsIn() {
    estate.rights("UseAccounts", "ManageSafeMembers");
    estate.surroundings.managing = Set.of("ManageSafeMembers");
    String alone =
        "nobody else could say who gets into SAFE-1; give somebody else a managing right there"
            + " first";
    denied(tried(MANAGE_OFF), alone);
    estate.surroundings.alsoManaging.put(MANAGE_OFF.resource(), List.of(OTHER));
    denied(tried(MANAGE_OFF), alone);
    also("UseAccounts");
    denied(tried(MANAGE_OFF), alone);
    also("ManageSafeMembers");
    allowed(tried(MANAGE_OFF));
    estate.users(2, 2, false);
    denied(tried(MANAGE_OFF), alone);
    allowed(tried(Estate.USE_OFF));
  }

  @Test
  void whoAloneManagesASafeIsNotSwitchedOff() {
    also("ManageSafeMembers");
    estate.surroundings.managing = Set.of("ManageSafeMembers");
    Deactivate off = new Deactivate(Estate.key("User", "u2"), "user.2", "Strongroom");
    allowed(tried(off));
    estate.surroundings.permissions.put(Estate.key("User", "u2"), List.of(OTHER));
    denied(tried(off), "nobody else could say who gets into what SAFE-1:u2 is about");
    estate.rights("ManageSafeMembers");
    estate.surroundings.alsoManaging.put(OTHER, List.of(MANAGE_OFF.resource()));
    allowed(tried(off));
  }

  @Test
  void aContainerAndAnApproverAreProtectedByWhatTheyAreCalledNow() {
    estate.provider.load(
        "/Containers",
        List.of(
            """
            {"schemas":["urn:ietf:params:scim:schemas:pam:1.0:Container"],"id":"SAFE-1",
             "name":"Root keys","displayName":"Root keys"}\
            """));
    estate.guardrails =
        Estate.LENIENT.with(
            new Protection(NeverTouch.of("root KEYS"), NeverTouch.NONE, NeverTouch.of("user.1")));
    denied(tried(Estate.RETRIEVE_OFF), "Root keys is on the never-touch list");
    denied(tried(Estate.MARTA_OUT), "user.1 is the account of an approver");
    denied(tried(Estate.MARTA_OFF), "user.1 is the account of an approver");
    allowed(tried(Estate.HANA_OUT));
  }
}
