package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.firebreak.providers.fault.Fault;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.run.Failpoint.Step;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The oracle of the crash tests is red for an engine that resends blindly.
@ExtendWith(SharedNeo4j.class)
class NaiveEngineTest {
  @TempDir Path folder;

  private static void send(Estate estate, String group) {
    ScimOutcome answer =
        estate
            .sources()
            .client(Estate.SOURCE)
            .patch(
                "/Groups",
                group,
                PatchRequest.remove(ScimPath.valueEquals(RemoveMember.MEMBERS, "value", "u1")),
                null);
    if (answer instanceof ScimOutcome.Uncertain(var reason)) {
      throw new IllegalStateException(reason);
    }
  }

  @Test
  void blindResendingOverwritesWhatAnAdministratorPutBackInTheGap() throws Exception {
    try (Estate estate = Estate.in(folder)) {
      estate.provider.load("/Groups", List.of(Oracle.group("a", List.of("u1", "u2"))));
      NaiveEngine engine = new NaiveEngine();
      assertThat(
              catchThrowable(() ->
                  engine.run(
                      List.of("a"), group -> send(estate, group), Crash.at(Step.SEND, true))))
          .isInstanceOf(Crash.class);
      assertThat(Oracle.putBack(estate.provider, "a", "u1")).isTrue();
      engine.run(List.of("a"), group -> send(estate, group), Failpoint.NONE);
      Oracle oracle = new Oracle(estate.provider);
      oracle.judge("a", "u1", false, true);
      assertThat(oracle.overwritten()).containsExactly("a");
      assertThat(oracle.doubled()).containsExactly("a");
      assertThat(oracle.isGreen()).isFalse();
    }
  }

  @Test
  void blindResendingAfterALostAnswerChangesTwice() throws Exception {
    try (Estate estate = Estate.in(folder)) {
      estate.provider.load("/Groups", List.of(Oracle.group("a", List.of("u1", "u2"))));
      boolean[] lost = {false};
      estate.server.become(
          new Fault.OnWrite(() -> {
            Fault now = lost[0] ? new Fault.None() : new Fault.DropsAfterPatch(true);
            lost[0] = true;
            return now;
          }));
      new NaiveEngine()
          .run(
              List.of("a"),
              group -> {
                try {
                  send(estate, group);
                } catch (IllegalStateException gone) {
                  Oracle.putBack(estate.provider, group, "u1");
                  throw gone;
                }
              },
              Failpoint.NONE);
      Oracle oracle = new Oracle(estate.provider);
      oracle.judge("a", "u1", false, true);
      assertThat(oracle.isGreen()).isFalse();
    }
  }
}
