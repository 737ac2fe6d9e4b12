package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.slice.Exhibit;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Proposal;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.policy.Mandate;
import dev.firebreak.remediation.policy.Policy;
import dev.firebreak.remediation.policy.UnattendedRuns;
import dev.firebreak.remediation.policy.UnattendedRuns.Judged;
import dev.firebreak.remediation.policy.UnattendedRuns.State;
import dev.firebreak.remediation.watch.StatedElsewhere;
import dev.firebreak.remediation.watch.Watch;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Policies that act without a person, on a real source.
@ExtendWith(SharedNeo4j.class)
class UnattendedRunsTest {
  @TempDir Path folder;
  private Estate estate;
  private Watch watch;
  private UnattendedRuns unattended;
  private final List<Proposal> open = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private Runnable meanwhile = () -> {};

  @BeforeEach
  void open() throws Exception {
    estate = Estate.in(folder);
    estate.group("g1", IntStream.rangeClosed(1, 9).mapToObj(i -> "u" + i).toArray(String[]::new));
    start();
  }

  private void start() {
    watch =
        new Watch(estate.evidence, estate.sources(), estate::refresh, estate.clock, Watch.STANDARD);
    unattended =
        new UnattendedRuns(
            estate.engine(),
            estate.evidence,
            watch,
            new Desk(),
            ApprovalRules.STANDARD,
            estate.clock);
  }

  @AfterEach
  void close() throws Exception {
    estate.close();
  }

  /// Findings that are open until their member is gone.
  private final class Desk implements UnattendedRuns.Work {
    @Override
    public List<Finding> open() {
      return open.stream().map(Proposal::finding).toList();
    }

    @Override
    public Proposal proposal(Finding finding) {
      return open.stream().filter(each -> each.finding().equals(finding)).findFirst().orElseThrow();
    }

    @Override
    public Exhibit exhibit(Finding finding) {
      return new Exhibit(finding, null, "there is no graph in this test");
    }

    @Override
    public boolean isPlanned(Finding finding) {
      return false;
    }

    @Override
    public void ended(Run run) {
      ended.add(run.id());
      meanwhile.run();
      open.removeIf(each -> run.plan().findingIds().contains(each.finding().id()));
    }
  }

  private static RemoveMember member(int number) {
    return new RemoveMember(
        Estate.key("Group", "g1"), "Finance", Estate.key("User", "u" + number), "user " + number);
  }

  private void finds(String rule, Severity severity, EdgeUse use, PlannedChange... changes) {
    Proposal usual = Estate.proposal(changes);
    Finding like = usual.finding();
    Finding finding =
        new Finding(
            new FindingKey(FindingKind.TOXIC, rule, changes[0].principal().value(), "x"),
            like.ruleName(),
            1,
            severity,
            like.subjectKind(),
            like.subjectName(),
            like.story(),
            like.because(),
            1,
            List.of());
    open.add(
        new Proposal(
            finding,
            List.of(changes),
            List.of(changes).stream().map(_ -> use).toList(),
            List.of(),
            new Effect(
                usual.effect().before(),
                usual.effect().after(),
                1,
                List.of(finding.id()),
                List.of(),
                Effect.Use.NONE),
            List.of(),
            ""));
  }

  private static EdgeUse unused(double goesOn) {
    return EdgeUse.probable(EdgeUse.Kind.UNUSED, "nobody used it", goesOn);
  }

  private static Policy policy(Policy.Mode mode, @Nullable Double below, int most) {
    return new Policy(
        "night",
        "less of it",
        List.of(FindingKind.TOXIC),
        List.of("AP-03"),
        Severity.HIGH,
        below,
        most,
        mode,
        "6h");
  }

  private State inForce(Policy policy) {
    unattended.approve(policy, policy.hash(), "ana", "read it");
    return unattended.approve(policy, policy.hash(), "ben", "read it too");
  }

  @Test
  void aPolicyActsOnlyWhenTwoPeopleStandBehindThisVeryText() {
    Policy policy = policy(Policy.Mode.RUN, null, 5);
    finds("AP-03", Severity.HIGH, unused(0.01), member(1));
    assertThatThrownBy(() -> unattended.act(policy))
        .isInstanceOf(RemediationRefused.class)
        .hasMessageContaining("2 more people must approve");
    unattended.approve(policy, policy.hash(), "ana", "read it");
    assertThatThrownBy(() -> unattended.approve(policy, policy.hash(), "ana", "and again"))
        .hasMessageContaining("approved policy night already");
    assertThatThrownBy(() -> unattended.act(policy)).hasMessageContaining("1 more person must");
    unattended.approve(policy, policy.hash(), "ben", "read it");
    Policy wider = policy(Policy.Mode.RUN, null, 6);
    assertThatThrownBy(() -> unattended.act(wider)).hasMessageContaining("2 more people");
    assertThatThrownBy(() -> unattended.approve(wider, policy.hash(), "cem", "read it"))
        .isInstanceOfSatisfying(
            RemediationRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.ALTERED));
    assertThat(estate.patchesSent()).isZero();

    State state = unattended.act(policy);

    assertThat(state.notInForce()).isNull();
    assertThat(state.changes()).isOne();
    assertThat(state.runs()).isEqualTo(ended).hasSize(1);
    assertThat(estate.members()).doesNotContain("u1").contains("u2");
    assertThat(estate.evidenceTypes(ended.getFirst()))
        .startsWith(
            "PLAN_FROZEN",
            "FINDING_SHOWN",
            "PLAN_TRIED",
            "APPROVAL",
            "RUN_STARTED",
            "INTENT",
            "OUTCOME");
    assertThat(estate.evidence.entries(ended.getFirst()).get(3).body().path("note").asString())
        .contains("Under policy night", policy.hash(), "ana on", "ben on");
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
    unattended.withdraw(policy, "cem", "too much");
    assertThatThrownBy(() -> unattended.act(policy)).hasMessageContaining("2 more people");
  }

  @Test
  void whatAPolicyDoesNotSayItLeavesAlone() {
    Policy policy = policy(Policy.Mode.RUN, 0.05, 50);
    finds("AP-04", Severity.HIGH, unused(0.01), member(1));
    finds("AP-03", Severity.MEDIUM, unused(0.01), member(2));
    finds("AP-03", Severity.HIGH, unused(0.05), member(3));
    finds("AP-03", Severity.HIGH, new EdgeUse(EdgeUse.Kind.UNUSED, "through a group"), member(4));
    finds("AP-03", Severity.HIGH, new EdgeUse(EdgeUse.Kind.UNKNOWN, "no feed"), member(5));
    finds("AP-03", Severity.HIGH, new EdgeUse(EdgeUse.Kind.USED, "yesterday"), member(6));
    finds("AP-03", Severity.CRITICAL, unused(0.049), member(7));
    inForce(policy);
    List<Judged> preview = unattended.preview(policy, 100);
    assertThat(preview).hasSize(5);
    assertThat(preview).filteredOn(each -> each.not() == null).hasSize(1);
    assertThat(preview)
        .filteredOn(each -> each.not() != null)
        .extracting(Judged::not)
        .anyMatch(why -> why.contains("probability 0.050, and the policy acts below 0.05"))
        .anyMatch(why -> why.contains("is not known (through a group)"))
        .anyMatch(why -> why.contains("not known to be unused (no feed)"));
    assertThat(estate.patchesSent()).isZero();

    State state = unattended.act(policy);

    assertThat(state.said()).isEqualTo("1 of 5 findings were acted on, 4 left alone.");
    assertThat(estate.members()).containsExactly("u1", "u2", "u3", "u4", "u5", "u6", "u8", "u9");
  }

  @Test
  void aDayHasItsMeasureOverRestartsToo() throws Exception {
    Policy policy = policy(Policy.Mode.RUN, null, 3);
    IntStream.rangeClosed(1, 6).forEach(i -> finds("AP-03", Severity.HIGH, unused(0), member(i)));
    inForce(policy);
    unattended.act(policy);
    assertThat(ended).hasSize(3);
    estate.restart();
    start();
    assertThat(unattended.state(policy).changes()).isEqualTo(3);
    unattended.act(policy);
    assertThat(ended).hasSize(3);
    estate.clock.advance(Duration.ofHours(24));
    unattended.act(policy);
    assertThat(ended).hasSize(6);
    assertThat(estate.patchesSent()).isEqualTo(6);
  }

  @Test
  void aPolicyThatOnlyProposesLeavesTheRestToPeople() {
    Policy policy = policy(Policy.Mode.PROPOSE, null, 3);
    finds("AP-03", Severity.HIGH, unused(0), member(1));
    State state = unattended.act(policy);
    Run run = estate.engine().run(state.runs().getFirst()).orElseThrow();
    assertThat(run.state()).isEqualTo(RunState.DRY_RUN);
    assertThat(run.plan().proposedBy()).isEqualTo("policy:night");
    assertThat(estate.patchesSent()).isZero();
    assertThat(estate.engine().approve(run.id(), run.plan().hash(), "ana", "fine").approvals())
        .hasSize(1);
  }

  @Test
  void theFirstRunThatDoesNotEndAsPlannedEndsTheNight() {
    Policy policy = policy(Policy.Mode.RUN, null, 9);
    IntStream.rangeClosed(1, 3).forEach(i -> finds("AP-03", Severity.HIGH, unused(0), member(i)));
    inForce(policy);
    estate.server.become(new Fault.IgnoresPatch());
    State state = unattended.act(policy);
    assertThat(ended).hasSize(1);
    assertThat(state.said()).contains("did not end as planned, so nothing further was done");
  }

  @Test
  void aPolicyThatIsStoppedWhileItActsEndsBetweenTwoRuns() {
    Policy policy = policy(Policy.Mode.RUN, null, 9);
    IntStream.rangeClosed(1, 3).forEach(i -> finds("AP-03", Severity.HIGH, unused(0), member(i)));
    inForce(policy);
    meanwhile =
        () ->
            CompletableFuture.supplyAsync(() -> unattended.withdraw(policy, "cem", "too much"))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    State state = unattended.act(policy);
    assertThat(ended).as("nobody waits for the end of the night").hasSize(1);
    assertThat(state.said()).contains("1 of 1 findings were acted on", "2 more people must");
    assertThat(estate.patchesSent()).isOne();
  }

  @Test
  void whatIsFoughtOverIsLeftToPeople() {
    Policy policy = policy(Policy.Mode.RUN, null, 9);
    inForce(policy);
    GraphSnapshot none = GraphSnapshot.builder(estate.clock.instant()).build();
    for (int i = 0; i < 2; i++) {
      finds("AP-03", Severity.HIGH, unused(0), member(1));
      unattended.act(policy);
      estate.group("g1", "u1", "u2", "u3");
      estate.clock.advance(Duration.ofHours(1));
      watch.look(none, new StatedElsewhere(none, Set.of(), UnaryOperator.identity()));
    }
    finds("AP-03", Severity.HIGH, unused(0), member(1));
    unattended.act(policy);
    assertThat(ended).hasSize(2);
    assertThat(unattended.preview(policy, 9).getFirst().not())
        .contains("came back 2 times. It is routed to whoever answers for the source strongroom");
  }

  /// The engine dies on the first of two changes of a policy's run; then `meanwhile`; then it
  /// starts.
  private Run interrupted(Policy policy, Runnable meanwhile, List<Policy> configured)
      throws Exception {
    finds("AP-03", Severity.HIGH, unused(0), member(1), member(2));
    inForce(policy);
    estate.listener =
        run -> {
          if (run.items().getFirst().state() == ItemState.VERIFIED) {
            throw new Crash();
          }
        };
    assertThatThrownBy(() -> unattended.act(policy)).isInstanceOf(Crash.class);
    estate.listener = RunListener.NONE;
    estate.restart();
    start();
    meanwhile.run();
    return estate
        .engine()
        .recover(
            Optional.empty(),
            new Mandate(configured, estate.evidence, ApprovalRules.STANDARD)::ended)
        .getFirst();
  }

  @Test
  void anInterruptedRunOfAPolicyInForceGoesOn() throws Exception {
    Policy policy = policy(Policy.Mode.RUN, null, 5);
    Run run = interrupted(policy, () -> {}, List.of(policy));
    assertThat(run.items()).extracting(RunItem::state).containsOnly(ItemState.VERIFIED);
    assertThat(estate.patchesSent()).isEqualTo(2);
  }

  @Test
  void anInterruptedRunOfAPolicyThatWasStoppedDoesNotGoOn() throws Exception {
    Policy policy = policy(Policy.Mode.RUN, null, 5);
    Run run =
        interrupted(policy, () -> unattended.withdraw(policy, "cem", "too much"), List.of(policy));
    assertThat(run.items())
        .extracting(RunItem::state)
        .containsExactly(ItemState.VERIFIED, ItemState.CANCELLED);
    assertThat(run.items().getLast().detail())
        .contains("does not go on: its policy was stopped", "2 more people must approve");
    assertThat(estate.patchesSent()).isOne();
    assertThat(estate.members()).contains("u2");
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void anInterruptedRunOfAPolicyThatReadsOtherwiseOrIsGoneDoesNotGoOn() throws Exception {
    Policy policy = policy(Policy.Mode.RUN, null, 5);
    Run run = interrupted(policy, () -> {}, List.of(policy(Policy.Mode.RUN, null, 6)));
    assertThat(run.items().getLast().detail()).contains("Policy night has another text");
    assertThat(new Mandate(List.of(), estate.evidence, ApprovalRules.STANDARD).ended(run))
        .get()
        .asString()
        .contains("Policy night is not in the configuration any more");
    assertThat(estate.patchesSent()).isOne();
  }

  @Test
  void aPolicyApprovesItsOwnPlansAloneAndAPersonMayNotUseItsName() {
    Remediation engine = estate.engine();
    Run run = engine.propose(Estate.proposal(member(1)), "ana");
    engine.dryRun(run.id(), "ana");
    assertThatThrownBy(
            () -> engine.approveUnder(run.id(), run.plan().hash(), "policy:night", "words"))
        .hasMessageContaining("acts on its own plans alone");
    assertThatThrownBy(() -> engine.approve(run.id(), run.plan().hash(), "policy:night", "words"))
        .hasMessageContaining("A policy is no person");
  }
}
