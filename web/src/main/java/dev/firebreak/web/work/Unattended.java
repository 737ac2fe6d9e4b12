package dev.firebreak.web.work;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.analytics.slice.Exhibit;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Proposal;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.remediation.policy.Policy;
import dev.firebreak.remediation.policy.UnattendedRuns;
import dev.firebreak.remediation.policy.UnattendedRuns.Judged;
import dev.firebreak.remediation.policy.UnattendedRuns.State;
import dev.firebreak.remediation.run.Run;
import dev.firebreak.remediation.watch.Look;
import dev.firebreak.remediation.watch.StatedElsewhere;
import dev.firebreak.remediation.watch.Watch;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.Schedule;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.NotThere;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens with nobody at the keyboard: policies act when their schedule says so, and what was
/// remediated is looked at again.
public final class Unattended implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Unattended.class);

  /// So many findings are judged at most for a preview.
  private static final int PREVIEWED = 200;

  private final Firebreak firebreak;
  private final FindingStore findings;
  private final CurrentGraph graph;
  private final Operations operations;
  private final Remediations remediations;
  private final Watch watch;
  private final UnattendedRuns runs;
  private final List<Policy> policies;
  private final Set<String> authoritative;
  private final Map<String, String> names;
  private final Instant openedAt;
  private final boolean looksAgain;
  private final Map<String, Instant> tried = new ConcurrentHashMap<>();
  private final AtomicBoolean working = new AtomicBoolean();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("unattended").daemon().factory());

  public Unattended(
      Firebreak firebreak,
      EvidenceLog evidence,
      CurrentGraph graph,
      Operations operations,
      Remediations remediations) {
    this.firebreak = firebreak;
    this.findings = new FindingStore(firebreak.graph(), firebreak.clock());
    this.graph = graph;
    this.operations = operations;
    this.remediations = remediations;
    this.watch =
        new Watch(
            evidence,
            remediations.sources(),
            new GraphReharvest(firebreak, graph::invalidate),
            firebreak.clock(),
            Watch.STANDARD);
    this.runs =
        new UnattendedRuns(
            remediations.engine(),
            evidence,
            watch,
            new Desk(),
            remediations.approvalRules(),
            firebreak.clock());
    this.policies = Objects.requireNonNull(firebreak.config().policies());
    List<SourceConfig> sources = firebreak.sources().all();
    this.authoritative =
        sources.stream()
            .filter(SourceConfig::authoritative)
            .map(SourceConfig::id)
            .collect(Collectors.toUnmodifiableSet());
    this.names =
        sources.stream()
            .collect(Collectors.toUnmodifiableMap(SourceConfig::id, SourceConfig::displayName));
    this.openedAt = firebreak.clock().instant();
    this.looksAgain =
        Objects.requireNonNull(
            Objects.requireNonNull(firebreak.config().remediation()).lookAgain());
  }

  /// The findings and plans as they are.
  private final class Desk implements UnattendedRuns.Work {
    @Override
    public List<Finding> open() {
      return findings.open().stream()
          .filter(finding -> finding.state() == StoredFinding.State.OPEN)
          .map(StoredFinding::finding)
          .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::id))
          .toList();
    }

    @Override
    public Proposal proposal(Finding finding) {
      return remediations.plans().proposal(finding);
    }

    @Override
    public Exhibit exhibit(Finding finding) {
      return remediations.plans().exhibit(finding);
    }

    @Override
    public boolean isPlanned(Finding finding) {
      return remediations.plans().isPlanned(finding.id());
    }

    @Override
    public void ended(Run run) {
      operations.analyseNow();
    }
  }

  /// Begins what is due in the background, if nothing of it is under way.
  public void look() {
    if (working.compareAndSet(false, true)) {
      worker.execute(() -> {
        try {
          watch();
          policies.stream().filter(this::isDue).forEach(this::act);
        } catch (RuntimeException e) {
          log.error("looking again at what was remediated failed: {}", e.getMessage(), e);
        } finally {
          working.set(false);
        }
      });
    }
  }

  private void watch() {
    if (!looksAgain || watch.isIdle()) {
      return;
    }
    GraphSnapshot snapshot = graph.snapshot();
    List<Look> looks =
        watch.look(
            snapshot,
            new StatedElsewhere(snapshot, authoritative, id -> names.getOrDefault(id, id)));
    looks.stream().filter(Unattended::matters).forEach(look -> log.warn("{}", sentence(look)));
    if (looks.stream().anyMatch(Unattended::matters)) {
      operations.analyseNow();
    }
  }

  private static boolean matters(Look look) {
    return switch (look.seen().standing()) {
      case BACK, LESS -> true;
      case HOLDS, GONE, UNREADABLE -> false;
    };
  }

  private String sentence(Look look) {
    return "run %s, '%s': %s%s"
        .formatted(
            look.verified().runId(),
            look.verified().change().sentence(),
            look.seen().detail(),
            look.isFight() ? " Routed to " + routedTo(look) + "." : "");
  }

  /// Who is to end it where something takes and something gives in turn: the owner of the source,
  /// or that nobody is named and what to configure.
  public String routedTo(Look look) {
    return watch.routedTo(look.verified().change());
  }

  /// [#routedTo] of those looks that show a fight, by the id of the source.
  public Map<String, String> routes(Collection<Look> looks) {
    return looks.stream()
        .filter(Look::isFight)
        .collect(
            Collectors.toMap(
                look -> look.verified().change().source(), this::routedTo, (a, _) -> a));
  }

  /// Which of some changes are fought over, each with how often and who is to end that.
  public List<String> fights(List<PlannedChange> changes) {
    return changes.stream()
        .flatMap(change -> watch.fight(change).map(why -> change.sentence() + ": " + why).stream())
        .toList();
  }

  private boolean isDue(Policy policy) {
    return next(policy).filter(at -> !at.isAfter(firebreak.clock().instant())).isPresent();
  }

  /// When a policy acts next; empty if it never does by itself.
  public Optional<Instant> next(Policy policy) {
    Instant last = tried.get(policy.id());
    Instant acted = runs.state(policy).acted();
    Instant from =
        last != null ? last : acted != null && acted.isAfter(openedAt) ? acted : openedAt;
    return Schedule.of(policy.schedule()).next(from);
  }

  private void act(Policy policy) {
    tried.put(policy.id(), firebreak.clock().instant());
    try {
      State state = actNow(policy);
      log.info("policy {}: {}", policy.id(), state.said());
    } catch (RemediationRefused refused) {
      log.warn("policy {} did not act: {}", policy.id(), refused.getMessage());
    } catch (RuntimeException e) {
      log.error("policy {} failed: {}", policy.id(), e.getMessage(), e);
    }
  }

  private State actNow(Policy policy) {
    if (policy.mode() == Policy.Mode.RUN) {
      remediations
          .off()
          .ifPresent(why -> {
            throw new RemediationRefused(Reason.GUARDRAIL, why);
          });
    }
    return runs.act(policy);
  }

  /// Lets a policy act now, in the background.
  ///
  /// @throws NotThere if there is no such policy
  /// @throws RemediationRefused NOT_ALLOWED, if it is not in force; BUSY, if something unattended
  ///   is under way; GUARDRAIL, if remediation is off
  public void start(String id) {
    Policy policy = policy(id);
    String not = runs.state(policy).notInForce();
    if (not != null) {
      throw new RemediationRefused(Reason.NOT_ALLOWED, not);
    }
    if (!working.compareAndSet(false, true)) {
      throw new RemediationRefused(
          Reason.BUSY, "A policy is at work. Try again when it has ended.");
    }
    worker.execute(() -> {
      try {
        act(policy);
      } finally {
        working.set(false);
      }
    });
  }

  /// Whether something unattended is under way.
  public boolean isWorking() {
    return working.get();
  }

  /// How every policy stands, in the order of the configuration.
  public List<State> states() {
    return policies.stream().map(runs::state).toList();
  }

  /// How one policy stands.
  ///
  /// @throws NotThere if there is no such policy
  public State state(String id) {
    return runs.state(policy(id));
  }

  /// What a policy would do now.
  ///
  /// @throws NotThere if there is no such policy
  public List<Judged> preview(String id) {
    return runs.preview(policy(id), PREVIEWED);
  }

  /// Puts a person behind the text of a policy.
  ///
  /// @throws NotThere if there is no such policy
  /// @throws RemediationRefused as [UnattendedRuns#approve]
  public State approve(String id, String hash, String by, @Nullable String note) {
    return runs.approve(policy(id), hash, by, note);
  }

  /// Stops a policy.
  ///
  /// @throws NotThere if there is no such policy
  /// @throws RemediationRefused as [UnattendedRuns#withdraw]
  public State withdraw(String id, String by, @Nullable String reason) {
    return runs.withdraw(policy(id), by, reason);
  }

  /// The last look at each change that was looked at again, those that matter first, then the
  /// newest first.
  public List<Look> looks() {
    return watch.looks().stream()
        .sorted(
            Comparator.comparing((Look look) -> !matters(look))
                .thenComparing(Look::at, Comparator.reverseOrder()))
        .toList();
  }

  /// The last look at each change of a run, by the name of the change.
  public Map<String, Look> looks(String runId) {
    return watch.of(runId);
  }

  private Policy policy(String id) {
    return policies.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotThere("There is no policy " + id + " in the configuration."));
  }

  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("what is done unattended did not end in time; it is settled at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
