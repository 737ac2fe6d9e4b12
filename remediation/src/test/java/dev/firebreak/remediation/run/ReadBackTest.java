package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a resource shows after a send, and how long it is asked.
class ReadBackTest {
  private static final Live THREE = group("v1", null, "u1", "u2", "u3");
  private static final Live TWO = group("v2", null, "u2", "u3");

  private final List<Duration> waited = new ArrayList<>();
  private final List<Reading> answers = new ArrayList<>();
  private int asked;
  private boolean stopped;

  private final Pauses pauses =
      new Pauses(waited::add, () -> stopped ? Optional.of("stopped") : Optional.empty());

  private final ReadBack back =
      new ReadBack(
          new Target() {
            @Override
            public Reading read(NodeKey resource) {
              return answers.get(Math.min(asked++, answers.size() - 1));
            }

            @Override
            public Reading read(PlannedChange change) {
              return read(change.resource());
            }

            @Override
            public ScimOutcome send(PlannedChange change, ScimWrite write, Live live) {
              throw new AssertionError("nothing is sent here");
            }
          });

  private static Live group(
      @Nullable String version, @Nullable String modified, String... members) {
    StringBuilder json = new StringBuilder("{\"id\":\"g1\",\"displayName\":\"Finance\",");
    if (modified != null) {
      json.append("\"meta\":{\"lastModified\":\"").append(modified).append("\"},");
    }
    json.append("\"members\":[");
    for (int i = 0; i < members.length; i++) {
      json.append(i == 0 ? "" : ",").append("{\"value\":\"").append(members[i]).append("\"}");
    }
    return new Live(ScimResource.parse(json.append("]}").toString()), version);
  }

  private void shows(Live... lives) {
    for (Live live : lives) {
      answers.add(new Reading.Shown(live));
    }
  }

  private static Before before(Live live) {
    return Before.of(Estate.MARTA_OUT, live);
  }

  private Shows once(Before before) {
    asked = 0;
    return back.once(Estate.MARTA_OUT, before);
  }

  @Test
  void aChangeThatShowsIsReadOnce() {
    shows(TWO);
    assertThat(back.after(Estate.MARTA_OUT, before(THREE), pauses))
        .isEqualTo(new Shows.Wished("v2", Loss.NONE, 0));
    assertThat(waited).isEmpty();
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void oneThatDoesNotShowIsReadThreeTimes() {
    shows(THREE);
    assertThat(back.after(Estate.MARTA_OUT, before(THREE), pauses))
        .isEqualTo(new Shows.Unchanged(THREE));
    assertThat(waited).containsExactly(Duration.ofMillis(200), Duration.ofSeconds(1));
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void oneThatShowsLateIsSeen() {
    answers.add(new Reading.Unanswered("busy"));
    shows(THREE, TWO);
    assertThat(back.after(Estate.MARTA_OUT, before(THREE), pauses))
        .isEqualTo(new Shows.Wished("v2", Loss.NONE, 0));
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void aStopEndsTheReading() {
    shows(THREE);
    stopped = true;
    assertThat(back.after(Estate.MARTA_OUT, before(THREE), pauses))
        .isEqualTo(new Shows.Unchanged(THREE));
    assertThat(back.within(Duration.ofHours(1), Estate.MARTA_OUT, before(THREE), pauses))
        .isEqualTo(new Shows.Unchanged(THREE));
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void aPromiseIsWaitedForLongerAndLongerAndNotForEver() {
    shows(THREE);
    assertThat(back.within(Duration.ofSeconds(100), Estate.MARTA_OUT, before(THREE), pauses))
        .isEqualTo(new Shows.Unchanged(THREE));
    assertThat(waited.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofSeconds(100));
    assertThat(asked).as("1, 2, 4, 8, 16, 30, 30 and the 9 that are left").isEqualTo(9);
    waited.clear();
    asked = 0;
    back.within(Duration.ofSeconds(3), Estate.MARTA_OUT, before(THREE), pauses);
    assertThat(waited).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void aPromiseThatIsKeptEndsTheWaiting() {
    shows(THREE, THREE, TWO);
    assertThat(back.within(Duration.ofHours(1), Estate.MARTA_OUT, before(THREE), pauses))
        .isEqualTo(new Shows.Wished("v2", Loss.NONE, 0));
    assertThat(waited).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void whatCannotBeReadShowsNothing() {
    answers.add(new Reading.Unauthorized("403"));
    assertThat(once(before(THREE))).isEqualTo(new Shows.Nothing("403"));
    answers.set(0, new Reading.Unanswered("html"));
    assertThat(once(before(THREE))).isEqualTo(new Shows.Nothing("html"));
  }

  @Test
  void aResourceThatIsGoneIsALossUnlessItWasToGo() {
    answers.add(new Reading.Gone());
    assertThat(once(before(THREE))).isEqualTo(new Shows.Gone(Comparison.ofAll(THREE.resource())));
    assertThat(once(kept(THREE, "v1"))).isEqualTo(new Shows.Gone(Loss.NONE));
    RemovePermission whole =
        new RemovePermission(
            Estate.key("ContainerPermission", "p1"),
            "SAFE-1",
            Estate.key("Group", "g1"),
            "Finance",
            List.of("Use"));
    asked = 0;
    assertThat(back.once(whole, before(THREE))).isEqualTo(new Shows.Wished(null, Loss.NONE, 0));
  }

  /// What the evidence kept of a reading.
  private static Before kept(Live live, @Nullable String version) {
    ObjectNode image = JsonNodeFactory.instance.objectNode();
    Precondition was =
        Precondition.of(Estate.MARTA_OUT, live, Estate.MARTA_OUT.valuesIn(live.resource()));
    image.put("digest", was.digest());
    image.put("count", was.count());
    image.put("lastModified", live.lastModified());
    return Before.of(intent(version, null, image));
  }

  private static RunEvidence.Intent intent(
      @Nullable String version, @Nullable String ifMatch, @Nullable ObjectNode image) {
    return new RunEvidence.Intent(
        "R-1",
        "a",
        "h",
        "hr",
        "Group",
        "g1",
        "PATCH",
        "/Groups/g1",
        null,
        ifMatch,
        "none",
        image,
        version,
        1,
        null);
  }

  @Test
  void whatTheEvidenceKeptIsEnoughToTellWhetherSomethingChanged() {
    shows(THREE);
    assertThat(once(kept(THREE, "v1"))).isEqualTo(new Shows.Unchanged(THREE));
    assertThat(once(kept(THREE, "v0"))).isEqualTo(new Shows.Moved(THREE, Loss.NONE));
    assertThat(once(kept(THREE, null))).isEqualTo(new Shows.Unchanged(THREE));
    assertThat(once(kept(TWO, null))).isEqualTo(new Shows.Moved(THREE, Loss.NONE));
    Before early = Before.of(intent(null, "v1", null));
    assertThat(early).isEqualTo(new Before("", 0, "v1", null, null));
    assertThat(Before.of(intent("v2", "v1", null)).version()).isEqualTo("v2");
    assertThat(kept(THREE, "v1").count()).isEqualTo(3);
    Live dated = group("v1", "2026-11-22T06:12:00Z", "u1");
    assertThat(kept(dated, "v1").lastModified()).isEqualTo("2026-11-22T06:12:00Z");
    assertThat(kept(THREE, "v1").lastModified()).isNull();
  }

  @Test
  void aVersionMadeOfTheContentComesBackAndTheTimeOfTheLastChangeDoesNot() {
    Live then = group("v1", "2026-11-22T06:12:00Z", "u1", "u2");
    Live now = group("v1", "2026-11-22T06:13:00Z", "u1", "u2");
    shows(now);
    assertThat(once(before(then))).isEqualTo(new Shows.Moved(now, Loss.NONE));
    answers.clear();
    shows(then);
    assertThat(once(before(then))).isEqualTo(new Shows.Unchanged(then));
  }

  @Test
  void withoutAVersionAllOfTheResourceMustBeAsItWas() {
    Live then = group(null, null, "u1", "u2");
    Live renamed =
        new Live(
            ScimResource.parse(
                "{\"id\":\"g1\",\"displayName\":\"Other\",\"members\":"
                    + "[{\"value\":\"u1\"},{\"value\":\"u2\"}]}"),
            null);
    shows(renamed);
    assertThat(once(before(then))).isInstanceOf(Shows.Moved.class);
    answers.clear();
    shows(then);
    assertThat(once(before(then))).isEqualTo(new Shows.Unchanged(then));
  }

  @Test
  void whatElseWentAndWhoElseCameIsCounted() {
    shows(group("v2", null, "u2", "u8", "u9"));
    assertThat(once(before(THREE)))
        .isInstanceOfSatisfying(
            Shows.Wished.class,
            wished -> {
              assertThat(wished.others()).isEqualTo(2);
              assertThat(wished.loss().words()).isEqualTo("1 other values of members");
            });
    assertThat(once(kept(THREE, "v1"))).isEqualTo(new Shows.Wished("v2", Loss.NONE, 0));
  }
}
