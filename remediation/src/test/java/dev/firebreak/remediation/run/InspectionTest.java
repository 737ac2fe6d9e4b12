package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.plan.CreatePermission;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.NeverTouch;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.run.Inspection.Found;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.ScimClient;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What one look at a source decides, guardrail by guardrail.
class InspectionTest {
  private static final RemoveMember OUT = Estate.out("g1", "Finance", 1);
  private static final NodeKey SAFE = Estate.key("ContainerPermission", "p1");
  private static final String OF_FINANCE = "\"group\":{\"value\":\"g1\"}";

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final TestTarget target = new TestTarget();
  private final TestSurroundings surroundings = new TestSurroundings(clock);
  private Guardrails guardrails = Estate.LENIENT;
  private boolean byHand;
  private EvidenceLog evidence;

  @BeforeEach
  void open() {
    evidence = EvidenceLog.open(folder, clock);
    target.users("u1", "u2", "u3", "u4").group("g1", "Finance", "u1", "u2", "u3");
  }

  @AfterEach
  void close() throws Exception {
    evidence.close();
  }

  private Sources sources() {
    return new Sources() {
      @Override
      public boolean knows(String source) {
        return !byHand;
      }

      @Override
      public ScimClient client(String source) {
        throw new AssertionError("it is read through the target");
      }

      @Override
      public CapabilityClaim capabilities(String source) {
        return CapabilityClaim.UNKNOWN;
      }

      @Override
      public boolean isByHand(String source) {
        return byHand;
      }
    };
  }

  private Inspection inspection() {
    Ledger ledger = new Ledger(evidence, guardrails.breaker());
    return new Inspection(sources(), target, guardrails, surroundings, ledger, clock);
  }

  private Live live(PlannedChange change) {
    return target.read(change) instanceof Reading.Shown(var live) ? live : Live.NOTHING;
  }

  private Precondition before(PlannedChange change) {
    return Precondition.of(change, live(change), change.valuesIn(live(change).resource()));
  }

  private Found look(PlannedChange change) {
    return inspection().look(change, before(change), null, UnaryOperator.identity());
  }

  private static void denied(Found found, String why) {
    assertThat(found).isInstanceOf(Found.Denied.class);
    assertThat(((Found.Denied) found).reason()).isEqualTo(why);
  }

  private void allowed(PlannedChange change) {
    Live shown = live(change);
    assertThat(look(change)).isEqualTo(new Found.Clear(shown, change.valuesIn(shown.resource())));
  }

  private static ArrayNode list(String json) {
    return (ArrayNode) JsonMapper.shared().readTree(json);
  }

  private void spare(String... names) {
    guardrails =
        Estate.LENIENT.with(new Protection(NeverTouch.of(names), NeverTouch.NONE, NeverTouch.NONE));
  }

  private void watchAdmins() {
    Guardrails usual = Estate.LENIENT;
    guardrails =
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
  }

  @Test
  void whatIsAsItWasMayBeSent() {
    allowed(OUT);
  }

  @Test
  void whatIsGoneOrDoneNeedsNothing() {
    assertThat(look(Estate.out("g9", "Gone", 1)))
        .isEqualTo(new Found.Done("The resource no longer exists in its source."));
    assertThat(look(Estate.out("g1", "Finance", 9)))
        .isEqualTo(new Found.Done("Somebody else did it already; nothing was to be sent."));
    evidence.append(
        new RunEvidence.Outcome(
            "R-7",
            Estate.out("g1", "Finance", 9).id(),
            RunEvidence.Outcome.State.VERIFIED,
            200,
            null,
            "Read back.",
            1));
    assertThat(look(Estate.out("g1", "Finance", 9)))
        .isEqualTo(new Found.Done("Our own run R-7 did it already; nothing was to be sent."));
  }

  @Test
  void whatCannotBeReadIsNotDecided() {
    NodeKey group = OUT.resource();
    Precondition before = before(OUT);
    target.answers(group, new Reading.Unanswered("a proxy's page"));
    assertThat(inspection().look(OUT, before, null, UnaryOperator.identity()))
        .isEqualTo(
            new Found.Unreadable("strongroom/Group/g1 could not be read (a proxy's page).", false));
    target.answers(group, new Reading.Unauthorized("403: no"));
    assertThat(inspection().look(OUT, before, null, UnaryOperator.identity()))
        .isEqualTo(
            new Found.Unreadable(
                "The source strongroom refuses us (403: no). Check its credentials and what they"
                    + " may do.",
                true));
  }

  @Test
  void whatSomebodyChangedSinceIsLeftToThem() {
    Precondition before = before(OUT);
    target.group("g1", "Finance", "u1", "u2", "u4", "u5");
    assertThat(inspection().look(OUT, before, null, UnaryOperator.identity()))
        .isEqualTo(
            new Found.Moved(
                "members of g1 changed after the plan was frozen: 3 values then, 4 now. That"
                    + " change stays."));
  }

  private Found withVersion(@Nullable String frozen, @Nullable String now, @Nullable String ours) {
    String json = "{\"id\":\"g1\",\"members\":[{\"value\":\"u1\"},{\"value\":\"u2\"}]}";
    target.shows("Group", json, frozen);
    Precondition before = before(OUT);
    target.shows("Group", json, now);
    return inspection().look(OUT, before, ours, UnaryOperator.identity());
  }

  @Test
  void anotherVersionIsAnotherResourceUnlessItIsOurOwn() {
    assertThat(withVersion("v1", "v1", null)).isInstanceOf(Found.Clear.class);
    assertThat(withVersion("v1", "v2", null))
        .isEqualTo(
            new Found.Moved(
                "g1 was changed after the plan was frozen, though its members are the same. That"
                    + " change stays."));
    assertThat(withVersion("v1", "v2", "v2")).isInstanceOf(Found.Clear.class);
    assertThat(withVersion("v1", "v1", "v2")).isInstanceOf(Found.Moved.class);
    assertThat(withVersion("v1", null, null)).isInstanceOf(Found.Clear.class);
    assertThat(withVersion(null, "v1", null)).isInstanceOf(Found.Clear.class);
  }

  @Test
  void whatIsDoneByHandIsJudgedByItsNames() {
    byHand = true;
    assertThat(look(OUT)).isEqualTo(new Found.Clear(Live.NOTHING, OUT.assumed()));
    assertThat(target.read).as("nothing can be read").containsOnly(OUT.resource());
    for (String name : List.of("g1", "u1", "user.1")) {
      spare(name);
      denied(look(OUT), name + " is on the never-touch list");
    }
    spare("safe-1");
    denied(look(Estate.RETRIEVE_OFF), "SAFE-1 is on the never-touch list");
    RemovePermission whole =
        new RemovePermission(SAFE, "SAFE-1", OUT.resource(), "Finance", List.of("Use"));
    denied(look(whole), "SAFE-1 is on the never-touch list");
    denied(
        look(Estate.RETRIEVE_OFF.inverse(list("[\"Use\"]"))),
        "SAFE-1 is on the never-touch list");
    denied(
        look(whole.inverse(list("[{\"container\":{\"value\":\"c1\"}}]"))),
        "SAFE-1 is on the never-touch list");
  }

  @Test
  void aResourceIsSparedByWhatItIsCalledNow() {
    target.group("g1", "Treasury", "u1", "u2");
    spare("treasury");
    denied(look(OUT), "Treasury is on the never-touch list");
  }

  @Test
  void aPrincipalIsSparedByTheNamesThatItsSourceShows() {
    target.shows("User", "{\"id\":\"u1\",\"userName\":\"x\",\"externalId\":\"E-77\"}");
    spare("e-77");
    denied(look(OUT), "E-77 is on the never-touch list");
    spare("user.1");
    denied(look(OUT), "user.1 is on the never-touch list");
    target.answers(Estate.key("User", "u1"), new Reading.Gone());
    spare("e-77");
    allowed(OUT);
    target.answers(Estate.key("User", "u1"), new Reading.Unanswered("no answer"));
    assertThat(look(OUT))
        .isEqualTo(
            new Found.Unreadable(
                "strongroom/User/u1 could not be read (no answer), so nobody can tell whether it"
                    + " is protected.",
                false));
    target.answers(Estate.key("User", "u1"), new Reading.Unauthorized("401: no"));
    assertThat(look(OUT))
        .isEqualTo(
            new Found.Unreadable(
                "The source strongroom refuses us (401: no). Check its credentials and what they"
                    + " may do.",
                true));
  }

  @Test
  void nobodyIsLookedAtWhereNobodyIsProtected() {
    Precondition before = before(OUT);
    target.read.clear();
    inspection().look(OUT, before, null, UnaryOperator.identity());
    assertThat(target.read).containsExactly(OUT.resource());
  }

  @Test
  void whoeverIsTheResourceIsNotReadTwice() {
    spare("somebody");
    Precondition before = before(Estate.MARTA_OFF);
    target.read.clear();
    inspection().look(Estate.MARTA_OFF, before, null, UnaryOperator.identity());
    assertThat(target.read).containsExactly(Estate.MARTA_OFF.resource());
  }

  @Test
  void aContainerIsSparedByWhatItsSourceCallsIt() {
    RemoveRight off = new RemoveRight(SAFE, "Use", "SAFE-1", Estate.key("Group", "g1"), "Finance");
    target
        .permission("p1", "c1", OF_FINANCE, "Use", "List")
        .shows("Container", "{\"id\":\"c1\",\"name\":\"root keys\"}");
    spare("ROOT KEYS");
    denied(look(off), "root keys is on the never-touch list");
    spare("safe-1");
    denied(look(off), "SAFE-1 is on the never-touch list");
    spare("finance");
    denied(look(off), "Finance is on the never-touch list");
    spare("another");
    allowed(off);
    RemovePermission whole =
        new RemovePermission(
            SAFE, "SAFE-1", Estate.key("Group", "g1"), "Finance", List.of("Use", "List"));
    spare("root keys");
    denied(look(whole), "root keys is on the never-touch list");
    CreatePermission again =
        whole.inverse(before(whole).slice()) instanceof CreatePermission made ? made : null;
    assertThat(again).isNotNull();
    denied(look(again), "root keys is on the never-touch list");
    denied(look(off.inverse(before(off).slice())), "root keys is on the never-touch list");
  }

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
