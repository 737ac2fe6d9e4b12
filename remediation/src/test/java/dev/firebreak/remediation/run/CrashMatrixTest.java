package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.Versioning;
import dev.firebreak.remediation.run.Failpoint.Step;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The engine dies just before and just after each of its steps, over targets of each kind, whose
/// first answer comes, is lost, or is lost with the request; an administrator changes things back
/// while it is dead, or does not. The oracle is the target's own log and the journal.
@Tag("exhaustive")
@ExtendWith(SharedNeo4j.class)
class CrashMatrixTest {
  @TempDir Path folder;

  /// What becomes of the first request that could change something.
  enum Wire {
    APPLIED(Fault.None::new),
    ANSWER_LOST(() -> new Fault.DropsAfterPatch(true)),
    NOT_APPLIED(() -> new Fault.DropsAfterPatch(false));

    private final Supplier<Fault> first;

    Wire(Supplier<Fault> first) {
      this.first = first;
    }

    private Fault once() {
      boolean[] used = {false};
      return new Fault.OnWrite(() -> {
        Fault now = used[0] ? new Fault.None() : first.get();
        used[0] = true;
        return now;
      });
    }
  }

  static Stream<Arguments> targets() {
    return Stream.of(Versioning.values())
        .flatMap(versions -> Stream.of(Wire.values()).map(wire -> arguments(versions, wire)));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void whereverItDiesItEndsWithOneOutcomeEachAndNobodysDecisionIsOverwritten(
      Versioning versions, Wire wire) throws Exception {
    int tried = 0;
    try (Estate estate = Estate.in(folder).with(versions)) {
      for (Step step : Step.values()) {
        for (boolean after : List.of(false, true)) {
          for (boolean putBack : List.of(false, true)) {
            tried++;
            new Case(estate, versions, wire, step, after, putBack, "g" + tried).play();
          }
        }
      }
    }
    assertThat(tried).isEqualTo(Step.values().length * 4);
    Verdict verdict = EvidenceVerifier.verify(folder);
    assertThat(verdict).as(verdict.sentence()).isInstanceOf(Verdict.Intact.class);
    System.out.printf("crash matrix: %s, %s: %d crashes%n", versions, wire, tried);
  }

  /// One crash.
  private record Case(
      Estate estate,
      Versioning versions,
      Wire wire,
      Step step,
      boolean after,
      boolean putsBack,
      String group) {

    private RemoveMember change(String id) {
      return new RemoveMember(
          Estate.key("Group", id), id, new NodeKey(Estate.SOURCE, "User", "u1"), "m.okonjo");
    }

    void play() throws Exception {
      String second = group + "b";
      estate.provider.load(
          "/Groups",
          List.of(
              Oracle.group(group, List.of("u1", "u2", "u3")),
              Oracle.group(second, List.of("u1", "u2"))));
      Remediation first = estate.engine();
      Run run = estate.approved(first, change(group), change(second));
      long before = estate.server.requests().size();
      estate.server.become(wire.once());
      estate.failpoint = Crash.at(step, after);
      boolean crashed = false;
      try {
        estate.engine().commit(run.id(), "ana");
      } catch (Crash dead) {
        crashed = true;
      }
      estate.failpoint = Failpoint.NONE;
      estate.clock.advance(Duration.ofMinutes(1));
      boolean putBack = putsBack && Oracle.putBack(estate.provider, group, "u1");
      estate.clock.advance(Duration.ofMinutes(1));
      estate.restart();
      estate.engine().recover(Optional.empty());
      estate.server.repair();
      check(run.id(), crashed, putBack, second, before);
    }

    private void check(String runId, boolean crashed, boolean putBack, String second, long before) {
      Run run = estate.engine().run(runId).orElseThrow();
      String what = this + ": " + run.items();
      assertThat(run.isSettled()).as(what).isTrue();
      List<Entry> entries = estate.evidence.entries(runId);
      for (RunItem item : run.items()) {
        assertThat(entries)
            .as(what)
            .filteredOn(entry -> entry.type().equals("OUTCOME"))
            .filteredOn(entry -> entry.body().path("actionId").asString("").equals(item.changeId()))
            .hasSize(1);
      }
      long intents = entries.stream().filter(entry -> entry.type().equals("INTENT")).count();
      long sent =
          estate.server.requests().stream()
              .skip(before)
              .filter(request -> request.startsWith("PATCH "))
              .count();
      assertThat(sent)
          .as("nothing is sent without an intent: " + what)
          .isLessThanOrEqualTo(intents);
      Oracle oracle = new Oracle(estate.provider);
      RunItem item = run.items().getFirst();
      boolean unproven =
          (item.state() == ItemState.UNKNOWN && versions == Versioning.NONE)
              || (item.state() == ItemState.CONFLICT && putBack);
      oracle.judge(group, "u1", unproven, putBack);
      oracle.judge(second, "u1", run.items().getLast().state() == ItemState.CANCELLED, false);
      assertThat(oracle.isGreen()).as(oracle + " " + what).isTrue();
      if (versions != Versioning.NONE) {
        assertThat(item.state())
            .as(what)
            .isIn(
                ItemState.VERIFIED, ItemState.NOOP, putBack ? ItemState.CONFLICT : ItemState.NOOP);
        assertThat(run.items().getLast().state()).as(what).isEqualTo(ItemState.VERIFIED);
      }
      if (item.isConfirmed()) {
        assertThat(wire == Wire.ANSWER_LOST).as(what).isFalse();
      }
      assertThat(estate.engine().recover(Optional.empty())).as("nothing is left").isEmpty();
      assertThat(crashed || step == Step.READ_AGAIN || step == Step.READ_BACK).as(what).isTrue();
    }
  }
}
