package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.Restoring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What the evidence tells of runs before, to whoever asks before a send.
class LedgerTest {
  private static final RemoveMember OUT = Estate.out("g1", "Finance", 1);
  private static final Breaker.Limits ONE =
      new Breaker.Limits(1, 100, 100, Duration.ofMinutes(15), 100, 100);

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private EvidenceLog evidence;
  private Ledger ledger;

  @BeforeEach
  void open() {
    evidence = EvidenceLog.open(folder, clock);
    ledger = new Ledger(evidence, ONE);
  }

  @AfterEach
  void close() throws Exception {
    evidence.close();
  }

  private void frozen(String runId, @Nullable String undoes) {
    evidence.append(
        new RunEvidence.PlanFrozen(
            runId, "ab", "ana", JsonMapper.shared().createObjectNode().put("undoes", undoes)));
  }

  private void sent(String runId, PlannedChange change) {
    evidence.append(
        new RunEvidence.Intent(
            runId,
            change.id(),
            "ab",
            change.source(),
            change.resource().type(),
            change.resource().id(),
            "PATCH",
            "/x",
            null,
            null,
            "guard",
            JsonMapper.shared().createObjectNode().put("attribute", change.attribute()),
            null,
            1,
            null));
  }

  private void ended(String runId, PlannedChange change, Outcome.State state, String detail) {
    evidence.append(new Outcome(runId, change.id(), state, null, null, detail, 1));
  }

  private void made(String runId, PlannedChange change) {
    sent(runId, change);
    ended(runId, change, Outcome.State.VERIFIED, "Read back.");
  }

  private static Restoring back() {
    return OUT.inverse((ArrayNode) JsonMapper.shared().readTree("[{\"value\":\"u1\"}]"));
  }

  @Test
  void aRunKnowsWhichRunsGaveBackWhatItTook() {
    assertThat(ledger.undos("R-1")).isEmpty();
    frozen("R-1", null);
    frozen("R-2", "R-1");
    frozen("R-3", "R-9");
    frozen("R-4", "R-1");
    assertThat(ledger.undos("R-1")).containsExactly("R-2", "R-4");
    assertThat(ledger.undos("R-2")).isEmpty();
  }

  @Test
  void whatWeDidIsOursAndWhatIsNotSureIsNot() {
    frozen("R-1", null);
    assertThat(ledger.madeBy(OUT)).isEmpty();
    made("R-1", OUT);
    assertThat(ledger.madeBy(OUT)).contains("R-1");
    RemoveMember other = Estate.out("g1", "Finance", 2);
    sent("R-1", other);
    ended("R-1", other, Outcome.State.VERIFIED, RunItem.UNCONFIRMED + "no answer came.");
    assertThat(ledger.madeBy(other)).isEmpty();
    RemoveMember failed = Estate.out("g1", "Finance", 3);
    sent("R-1", failed);
    ended("R-1", failed, Outcome.State.FAILED, "Refused.");
    assertThat(ledger.madeBy(failed)).isEmpty();
  }

  @Test
  void whatOurUndoGaveBackIsNotOursToTake() {
    assertThat(back().id()).as("one name for what is taken and given back").isEqualTo(OUT.id());
    frozen("R-1", null);
    made("R-1", OUT);
    assertThat(ledger.madeBy(back())).as("taken, not given").isEmpty();
    frozen("R-2", "R-1");
    made("R-2", back());
    assertThat(ledger.madeBy(back())).contains("R-2");
    assertThat(ledger.madeBy(OUT)).isEmpty();
  }

  @Test
  void aSourceThatOnceTookAChangeForLaterIsKnownToDoSo() {
    evidence.append(new RunEvidence.TakenForLater("R-0", "none", 1, clock.instant()));
    assertThat(ledger.makesLater(OUT.source())).as("of an action that nobody intended").isFalse();
    sent("R-1", OUT);
    assertThat(ledger.makesLater(OUT.source())).isFalse();
    evidence.append(new RunEvidence.TakenForLater("R-1", OUT.id(), 1, clock.instant()));
    assertThat(ledger.makesLater(OUT.source())).isTrue();
    assertThat(ledger.makesLater("another")).isFalse();
  }

  @Test
  void aBreakerThatIsAskedFirstKnowsWhatHappenedBefore() {
    sent("R-1", OUT);
    ended("R-1", OUT, Outcome.State.FAILED, "Refused.");
    assertThat(ledger.breaker(OUT.source()).refusal(OUT.source(), clock.instant())).isPresent();
    assertThat(ledger.breaker("another").refusal("another", clock.instant())).isEmpty();
  }

  @Test
  void whatWasSentIsCountedForADayAndByWhatItDid() {
    frozen("R-2", "R-1");
    sent("R-1", OUT);
    clock.advance(Duration.ofHours(12));
    sent("R-2", Estate.out("g1", "Finance", 2));
    Spent both = ledger.spent(clock.instant());
    assertThat(both.size()).isEqualTo(2);
    assertThat(both.of(false).size()).isEqualTo(1);
    assertThat(both.of(true).size()).isEqualTo(1);
    clock.advance(Duration.ofHours(12));
    assertThat(ledger.spent(clock.instant()).size())
        .as("after 24 hours to the second")
        .isEqualTo(1);
    clock.advance(Duration.ofHours(48));
    sent("R-3", Estate.out("g1", "Finance", 3));
    assertThat(ledger.spent(clock.instant()).size()).isEqualTo(1);
  }

  @Test
  void whatComesAfterTwoDaysIsOfAnActionNobodyRemembers() {
    sent("R-1", OUT);
    clock.advance(Duration.ofHours(49));
    sent("R-2", Estate.out("g1", "Finance", 2));
    ended("R-1", OUT, Outcome.State.FAILED, "Refused.");
    assertThat(ledger.breaker(OUT.source()).refusal(OUT.source(), clock.instant())).isEmpty();
  }

  private static RemediationPlan plan(int members, RemoveMember... changes) {
    TreeSet<String> values = new TreeSet<>();
    IntStream.rangeClosed(1, members).forEach(i -> values.add("u" + i));
    List<Precondition> before =
        IntStream.range(0, changes.length)
            .mapToObj(i -> {
              TreeSet<String> left = new TreeSet<>(values);
              IntStream.range(0, i).forEach(j -> left.remove(changes[j].value()));
              return Precondition.of(changes[i], Live.NOTHING, left);
            })
            .toList();
    return new RemediationPlan(
        "R-1",
        List.of(),
        List.of(changes),
        before,
        "ana",
        new TestClock().instant(),
        Effect.none(Effect.Radius.NONE),
        List.of(),
        List.of());
  }

  @Test
  void aPlanMayNotTakeMoreFromAGroupThanItsShare() {
    Guardrails tenth = Estate.LENIENT.with(new Budget(25, 100, 100, 10, 20));
    PlanGuards guards = new PlanGuards(tenth, new TestSurroundings(clock), ledger, clock);
    RemoveMember[] two = {OUT, Estate.out("g1", "Finance", 2)};
    assertThat(guards.overGroup(plan(20, two))).as("a tenth of 20").isEmpty();
    assertThat(guards.overGroup(plan(19, two)))
        .hasValueSatisfying(why ->
            assertThat(why)
                .startsWith("'" + two[1].sentence() + "' is not allowed: ")
                .endsWith("."));
    assertThat(guards.overGroup(plan(19, OUT))).isEmpty();
  }
}
