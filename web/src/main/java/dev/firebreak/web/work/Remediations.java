package dev.firebreak.web.work;

import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.policy.Mandate;
import dev.firebreak.remediation.run.ApprovalRules;
import dev.firebreak.remediation.run.DryRun;
import dev.firebreak.remediation.run.Guardrails;
import dev.firebreak.remediation.run.Lease;
import dev.firebreak.remediation.run.Pause;
import dev.firebreak.remediation.run.Remediation;
import dev.firebreak.remediation.run.Run;
import dev.firebreak.remediation.run.RunListener;
import dev.firebreak.remediation.run.RunState;
import dev.firebreak.remediation.run.RunStore;
import dev.firebreak.remediation.run.RunSummary;
import dev.firebreak.remediation.run.Undo;
import dev.firebreak.remediation.run.Waiter;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.OwnPrincipals;
import dev.firebreak.web.config.RemediationConfig;
import dev.firebreak.web.progress.Works;
import dev.firebreak.web.user.Users;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.Harvests;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From a finding to its proof, for pages and the API: proposals over the current graph, the engine
/// in the background, and the analysis that says afterwards whether the finding is gone.
public final class Remediations implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Remediations.class);
  private static final int SHORTEST_NOTE = 4;

  private final Firebreak firebreak;
  private final Operations operations;
  private final EvidenceLog evidence;
  private final RemediationConfig config;
  private final RunStore runs;
  private final Guardrails guardrails;
  private final Lease lease;
  private final Sources sources;
  private final Remediation engine;
  private final Plans plans;
  private final RunWorks shown;
  private final Aftermath aftermath;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("remediation").factory());
  private final AtomicBoolean starting = new AtomicBoolean();

  public Remediations(
      Firebreak firebreak, EvidenceLog evidence, CurrentGraph graph, Operations operations) {
    this(firebreak, evidence, graph, operations, RunListener.NONE);
  }

  /// @param listener hears of every step of every run
  public Remediations(
      Firebreak firebreak,
      EvidenceLog evidence,
      CurrentGraph graph,
      Operations operations,
      RunListener listener) {
    this.firebreak = firebreak;
    this.evidence = evidence;
    this.operations = operations;
    this.config = Objects.requireNonNull(firebreak.config().remediation());
    this.runs = new RunStore(firebreak.graph());
    this.guardrails = config.guardrails(OwnPrincipals.of(firebreak.config()));
    this.lease = new Lease(firebreak.graph(), evidence, thisProcess());
    this.sources =
        new HarvestedSources(
            firebreak.sources(), graph, new Harvests(firebreak.graph(), firebreak.config()));
    this.shown = new RunWorks(operations.works(), listener);
    this.engine =
        new Remediation(
            evidence,
            sources,
            new GraphReharvest(firebreak, graph::invalidate),
            runs,
            guardrails,
            new GraphSurroundings(
                graph,
                firebreak.sources()::find,
                Objects.requireNonNull(config.adminSensitivity())),
            firebreak.clock(),
            Waiter.REAL,
            shown,
            config.pace(),
            lease);
    this.plans = new Plans(firebreak, graph, runs, engine, operations.works());
    this.aftermath =
        new Aftermath(
            engine,
            sources,
            new Undo(
                evidence,
                firebreak.clock(),
                Duration.ofDays(Objects.requireNonNull(config.undoDays()))),
            this::off,
            operations,
            firebreak.clock());
    operations.onHarvested(harvested -> worker.execute(() -> aftermath.afterHarvest(harvested)));
  }

  /// How far the long work of this server is.
  public Works works() {
    return operations.works();
  }

  /// What may come after a run: its tasks, and its undo.
  public Aftermath aftermath() {
    return aftermath;
  }

  /// Asks to be the one engine that makes changes. As soon as it is, what a crash interrupted goes
  /// on, in the background. Shows every run of the journal again where the graph shows none.
  public void recover() {
    if (engine.isOff().isEmpty()) {
      if (runs.latest(1).isEmpty()) {
        engine.rebuild();
      }
      lease.begin(() -> worker.execute(this::goOn));
    }
  }

  /// Asks at once, not only when it is time, whether this engine may make changes.
  public void askToBeInCharge() {
    lease.ask();
  }

  /// Lets another engine make the changes in this graph, until [#recover] asks again.
  public void leaveToOthers() {
    lease.close();
  }

  private void goOn() {
    try {
      List<Run> ended =
          engine.recover(
              readiness().missing(),
              new Mandate(
                      Objects.requireNonNull(firebreak.config().policies()),
                      evidence,
                      guardrails.approval())
                  ::ended);
      ended.forEach(
          run -> log.warn("run {} had been interrupted and was brought to its end", run.id()));
      if (!ended.isEmpty()) {
        evidence.checkpoint();
        operations.analyseNow();
      }
      aftermath.afterHarvest(
          firebreak.sources().all().stream()
              .map(SourceConfig::id)
              .collect(Collectors.toUnmodifiableSet()));
    } catch (RemediationRefused refused) {
      log.warn("interrupted runs were left as they are: {}", refused.getMessage());
    } catch (RuntimeException e) {
      log.error("interrupted runs could not be brought to their end: {}", e.getMessage(), e);
    }
  }

  private static String thisProcess() {
    String process = "process " + ProcessHandle.current().pid();
    try {
      return process + " on " + InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return process;
    }
  }

  /// Why nothing can be sent now, if so: something is missing, it is paused, or it is outside of
  /// the change window.
  public Optional<String> off() {
    return notReady().or(engine::mayNotSend);
  }

  private Optional<String> notReady() {
    return readiness().missing().or(lease::refusal);
  }

  /// What must be there before anything is sent, and whether it is.
  public Readiness readiness() {
    return Readiness.of(config, evidence, approversThatCanSignIn());
  }

  private Set<String> approversThatCanSignIn() {
    return Set.copyOf(new Users(firebreak.graph(), firebreak.clock()).approvers());
  }

  /// Who stopped everything, if somebody did.
  public Optional<Pause> paused() {
    return evidence.refusal().isPresent() ? Optional.empty() : engine.paused();
  }

  /// Lets nothing be sent any more, in this life of the server or the next, until somebody resumes
  /// it.
  ///
  /// @param reason for those who wonder, and for an auditor
  /// @throws RemediationRefused if the reason is missing or evidence cannot be written
  public Pause pause(String by, @Nullable String reason) {
    return engine.pause(by, said(reason, "Remediation is not paused: say why (reason)"));
  }

  /// Lets things be sent again.
  ///
  /// @throws RemediationRefused if it is not paused, the reason is missing, or evidence cannot be
  ///   written
  public void resume(String by, @Nullable String reason) {
    engine.resume(by, said(reason, "Remediation is not resumed: say why (reason)"));
  }

  private static String said(@Nullable String words, String otherwise) {
    String said = words == null ? "" : words.strip();
    if (said.length() < SHORTEST_NOTE) {
      throw new RemediationRefused(
          Reason.NOT_UNDERSTOOD,
          "%s, in %d characters or more; an auditor will read it."
              .formatted(otherwise, SHORTEST_NOTE));
    }
    return said;
  }

  /// How many distinct persons must approve a plan, and why more than one.
  public ApprovalRules.Needed approvalsNeeded(RemediationPlan plan) {
    return engine.approvalsNeeded(plan);
  }

  /// How plans come about.
  public Plans plans() {
    return plans;
  }

  /// What carries plans out.
  Remediation engine() {
    return engine;
  }

  /// What is read to look at a change again.
  Sources sources() {
    return sources;
  }

  /// Whose word counts.
  ApprovalRules approvalRules() {
    return guardrails.approval();
  }

  /// Does everything but send.
  public DryRun dryRun(String runId, String by) {
    return engine.dryRun(runId, by);
  }

  /// Approves the plan with this hash.
  ///
  /// @param note why it is right, in a few words that an auditor will read
  /// @throws RemediationRefused if the note is missing, or the engine refuses
  public Run approve(String runId, String planHash, String by, @Nullable String note) {
    return engine.approve(
        runId,
        planHash,
        by,
        said(note, "Plan %s is not approved: say why it is right".formatted(runId)));
  }

  /// Takes back a plan that waits: it is not carried out any more, and its finding can be planned
  /// again.
  ///
  /// @param reason for those who wonder, and for an auditor
  /// @throws RemediationRefused if the reason is missing, or the engine refuses
  public Run withdraw(String runId, String by, @Nullable String reason) {
    return engine.withdraw(
        runId, by, said(reason, "Plan %s is not withdrawn: say why".formatted(runId)));
  }

  /// Starts an approved run in the background, and analyses again when it has ended.
  ///
  /// @throws RemediationRefused if remediation is off, the plan is not approved by all whom it
  ///   takes, was started or is too old, a guardrail forbids it, or another run is under way
  public void start(String runId, String by) {
    begin(runId);
    worker.execute(() -> carryOut(runId, by));
  }

  private void begin(String runId) {
    off()
        .ifPresent(why -> {
          throw new RemediationRefused(Reason.GUARDRAIL, why);
        });
    engine.requireStartable(runId);
    Run run = engine.run(runId).orElseThrow();
    if (!starting.compareAndSet(false, true)) {
      throw new RemediationRefused(
          Reason.BUSY, "%s Start %s when that has ended.".formatted(engine.busy(), runId));
    }
    shown.begin(run);
  }

  private void carryOut(String runId, String by) {
    try {
      commit(runId, by);
    } catch (RemediationRefused refused) {
      log.warn("run {} was refused: {}", runId, refused.getMessage());
    } catch (RuntimeException e) {
      log.error("run {} failed: {}", runId, e.getMessage(), e);
    }
  }

  private void commit(String runId, String by) {
    RunState end = RunState.HALTED;
    try {
      carriedOut(runId, by);
      operations.analyseNow();
      end = engine.run(runId).orElseThrow().state();
    } finally {
      shown.over(runId, end);
    }
  }

  private void carriedOut(String runId, String by) {
    try {
      engine.commit(runId, by);
    } finally {
      evidence.checkpoint();
      starting.set(false);
    }
  }

  /// Carries out an approved run and returns when it has ended and was analysed. What a crash had
  /// interrupted comes first; if that was this run, nothing else is done.
  ///
  /// @throws RemediationRefused as [#start]
  public Run carryOutNow(String runId, String by) {
    try {
      worker.submit(() -> {}).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    Run found =
        engine
            .run(runId)
            .orElseThrow(() ->
                new RemediationRefused(
                    Reason.NO_SUCH_PLAN, "There is no remediation run " + runId + "."));
    if (found.started() != null && found.isSettled()) {
      return found;
    }
    begin(runId);
    commit(runId, by);
    return engine.run(runId).orElseThrow();
  }

  /// Lets the run under way send nothing further.
  public void stop() {
    engine.stop();
  }

  /// One run, with what has become of each change so far.
  public Optional<Run> run(String runId) {
    return engine.run(runId);
  }

  /// The latest runs, newest first.
  public List<RunSummary> latest(int limit) {
    return runs.latest(limit);
  }

  /// Lets the run under way come to its end, for a while, then gives up waiting: what is not
  /// finished is settled by [#recover()] at the next start.
  @Override
  public void close() {
    engine.stop();
    worker.shutdown();
    try {
      if (!worker.awaitTermination(30, TimeUnit.SECONDS)) {
        log.warn("a remediation run did not end in time; it is settled at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lease.close();
  }
}
