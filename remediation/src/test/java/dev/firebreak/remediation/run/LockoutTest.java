package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.run.Inspection.Found;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What one look at a source decides so that nobody is locked out: groups, administrators, safes.
class LockoutTest extends OneLook {
  @Test
  void noGroupIsEmptied() {
    target.group("g1", "Finance", "u1");
    denied(look(OUT), "it would leave Finance without members, and no group is emptied");
  }

  @Test
  void earlierChangesOfThePlanCountAsMade() {
    guardrails = Estate.LENIENT.with(new Budget(25, 100, 100, 100, 2));
    UnaryOperator<SortedSet<String>> twoGone =
        values -> {
          TreeSet<String> left = new TreeSet<>(values);
          left.removeAll(Set.of("u3", "u4"));
          return left;
        };
    target.group("g1", "Finance", "u1", "u2", "u3", "u4");
    Live live = live(OUT);
    SortedSet<String> left = twoGone.apply(OUT.valuesIn(live.resource()));
    Precondition before = Precondition.of(OUT, live, left);
    Found found = inspection().look(OUT, before, null, twoGone);
    assertThat(found).isInstanceOf(Found.Denied.class);
    assertThat(((Found.Denied) found).reason())
        .startsWith("it would be change 3 of the members of Finance within 24 hours; of its 4");
    guardrails = Estate.LENIENT;
    assertThat(inspection().look(OUT, before, null, twoGone))
        .isEqualTo(new Found.Clear(live, left));
  }

  @Test
  void anAdminGroupKeepsTwoWhoAreActive() {
    watchAdmins();
    RemoveMember out = Estate.out("g1", "Finance", 1);
    target.group("g1", "Vault Admins", "u1", "u2", "u3").user("u3", false);
    denied(
        look(out),
        "it would leave 1 active member in Vault Admins, which is an admin group by its name"
            + " (*admin*), and 2 must stay; add another one there first");
    target.user("u2", false);
    assertThat(((Found.Denied) look(out)).reason())
        .startsWith("it would leave 0 active members in");
    target.users("u2", "u3");
    allowed(out);
    target.answers(Estate.key("User", "u3"), new Reading.Unauthorized("403"));
    assertThat(look(out))
        .isEqualTo(
            new Found.Unreadable(
                "strongroom/User/u3 could not be read (403), so nobody can tell whether anybody"
                    + " else is left.",
                false));
  }

  @Test
  void whoIsNotSaidToBeActiveCountsAsSuch() {
    watchAdmins();
    target
        .group("g1", "Vault Admins", "u1", "u2", "u3")
        .shows("User", "{\"id\":\"u3\",\"userName\":\"user.3\"}");
    allowed(OUT);
  }

  @Test
  void membersOfInnerGroupsCountOnceEachAndTheGroupItselfNever() {
    watchAdmins();
    target.group("g1", "Vault Admins", "u1", "u2", "g2").group("g2", "Night", "u2", "g1");
    denied(
        look(OUT),
        "it would leave 1 active member in Vault Admins, which is an admin group by its name"
            + " (*admin*), and 2 must stay; add another one there first");
    target.group("g2", "Night", "u2", "g3").group("g3", "Late", "u4");
    allowed(OUT);
  }

  @Test
  void twoHundredAreReadAndThenNobodyCanTell() {
    watchAdmins();
    String[] members = new String[202];
    for (int i = 0; i < members.length; i++) {
      members[i] = "u" + (100 + i);
      target.user(members[i], false);
    }
    target.group("g1", "Vault Admins", members);
    RemoveMember out = Estate.out("g1", "Vault Admins", 100);
    assertThat(((Found.Unreadable) look(out)).detail()).contains("200 others were read already");
    target.group("g1", "Vault Admins", Arrays.copyOf(members, 201));
    assertThat(look(out)).isInstanceOf(Found.Denied.class);
  }

  @Test
  void theLastTwoAdministratorsStaySwitchedOn() {
    watchAdmins();
    target.group("adm", "Vault Admins", "u1", "u2");
    allowed(Estate.MARTA_OFF);
    surroundings.groups.put(Estate.MARTA_OFF.resource(), List.of(Estate.key("Group", "adm")));
    String few =
        "it would leave 1 active member in Vault Admins, which is an admin group by its name"
            + " (*admin*), and 2 must stay; add another one there first";
    denied(look(Estate.MARTA_OFF), few);
    surroundings.groups.clear();
    target.shows("User", "{\"id\":\"u1\",\"active\":true,\"groups\":[{\"value\":\"adm\"}]}");
    denied(look(Estate.MARTA_OFF), few);
    target.group("adm", "Night shift", "u1", "u2");
    allowed(Estate.MARTA_OFF);
    surroundings.adminGrants.put(Estate.key("Group", "adm"), "is one by what it grants");
    denied(
        look(Estate.MARTA_OFF),
        "it would leave 1 active member in Night shift, which is one by what it grants, and 2 must"
            + " stay; add another one there first");
    target.group("adm", "Vault Admins", "u2");
    allowed(Estate.MARTA_OFF);
    target.group("adm", "Vault Admins", "u1", "u2", "u3");
    allowed(Estate.MARTA_OFF);
    Found off =
        inspection()
            .look(
                Estate.MARTA_OFF,
                before(Estate.MARTA_OFF),
                null,
                UnaryOperator.identity(),
                Set.of(Estate.key("User", "u2")));
    denied(off, few);
  }

  private static RemoveRight off(String right) {
    return new RemoveRight(SAFE, right, "SAFE-1", Estate.key("Group", "g1"), "Finance");
  }

  @Test
  void aSafeKeepsSomebodyWhoSaysWhoGetsIn() {
    surroundings.managing = Set.of("Manage", "Own");
    target.permission("p1", "c1", OF_FINANCE, "Use", "Manage");
    allowed(off("Use"));
    String alone =
        "nobody else could say who gets into SAFE-1; give somebody else a managing right there"
            + " first";
    denied(look(off("Manage")), alone);
    target.permission("p1", "c1", OF_FINANCE, "Use", "Manage", "Own");
    allowed(off("Manage"));
    target.permission("p1", "c1", OF_FINANCE, "Use", "Manage");
    NodeKey other = Estate.key("ContainerPermission", "p2");
    surroundings.alsoManaging.put(SAFE, List.of(other));
    denied(look(off("Manage")), alone);
    target.permission("p2", "c1", "\"user\":{\"value\":\"u2\"}", "Use");
    denied(look(off("Manage")), alone);
    target.permission("p2", "c1", "\"user\":{\"value\":\"u2\"}", "Use", "Own");
    allowed(off("Manage"));
    target.user("u2", false);
    denied(look(off("Manage")), alone);
    target.permission("p2", "c1", "", "Own");
    denied(look(off("Manage")), alone);
    target.permission("p2", "c1", "\"group\":{\"value\":\"g2\"}", "Own");
    denied(look(off("Manage")), alone);
    target.group("g2", "Keepers", "u3");
    allowed(off("Manage"));
    target.answers(other, new Reading.Unanswered("no answer"));
    assertThat(((Found.Unreadable) look(off("Manage"))).detail())
        .startsWith("strongroom/ContainerPermission/p2 could not be read (no answer)");
    RemovePermission whole =
        new RemovePermission(
            SAFE, "SAFE-1", Estate.key("Group", "g1"), "Finance", List.of("Use", "Manage"));
    surroundings.alsoManaging.clear();
    denied(look(whole), alone);
  }

  @Test
  void whoAloneManagesASafeStaysSwitchedOn() {
    surroundings.managing = Set.of("Manage");
    NodeKey own = Estate.key("ContainerPermission", "p2");
    surroundings.permissions.put(Estate.MARTA_OFF.resource(), List.of(own));
    denied(
        look(Estate.MARTA_OFF),
        "nobody else could say who gets into what p2 is about; give somebody else a managing right"
            + " there first");
    surroundings.alsoManaging.put(own, List.of(SAFE));
    target.permission("p1", "c1", "\"user\":{\"value\":\"u1\"}", "Manage");
    assertThat(look(Estate.MARTA_OFF))
        .as("who is switched off manages nothing")
        .isInstanceOf(Found.Denied.class);
    target.permission("p1", "c1", "\"user\":{\"value\":\"u2\"}", "Manage");
    allowed(Estate.MARTA_OFF);
  }

  @Test
  void aGrantAndAnUndoLockNobodyOut() {
    watchAdmins();
    target
        .shows(
            "User", "{\"id\":\"u1\",\"entitlements\":[{\"value\":\"pay\"},{\"value\":\"view\"}]}")
        .group("g1", "Vault Admins", "u1", "u2");
    allowed(Estate.PAY_OFF);
    Precondition had = before(OUT);
    target.group("g1", "Vault Admins", "u2");
    allowed(OUT.inverse(had.slice()));
  }
}
