package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.plan.CreatePermission;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.run.Inspection.Found;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What one look at a source decides: what it shows, and who is spared.
class InspectionTest extends OneLook {
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
        look(Estate.RETRIEVE_OFF.inverse(list("[\"Use\"]"))), "SAFE-1 is on the never-touch list");
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
}
