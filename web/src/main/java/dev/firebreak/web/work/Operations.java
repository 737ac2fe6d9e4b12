package dev.firebreak.web.work;

import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.ingest.harvest.HarvestReceipt;
import dev.firebreak.ingest.harvest.Harvester.AcceptedDrop;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.Firebreak.HarvestReport;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Harvests and analyses in the background, one job at a time.
public final class Operations implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Operations.class);

  private final Firebreak firebreak;
  private final EvidenceLog evidence;
  private final Runnable graphChanged;
  private final Clock clock;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("operations").daemon().factory());
  private final AtomicReference<@Nullable Job> current = new AtomicReference<>();

  /// Held while the graph is harvested or analysed: an analysis never sees half a harvest.
  private final ReentrantLock working = new ReentrantLock();

  private volatile boolean closing;

  /// @param graphChanged called whenever a job has changed the graph or the findings
  public Operations(Firebreak firebreak, EvidenceLog evidence, Runnable graphChanged) {
    this.firebreak = firebreak;
    this.evidence = evidence;
    this.graphChanged = graphChanged;
    this.clock = firebreak.clock();
  }

  /// The job that runs now, or else the last one since the server started.
  public Optional<Job> latest() {
    return Optional.ofNullable(current.get());
  }

  /// Starts a harvest of all sources followed by an analysis.
  ///
  /// @return false if another job is running
  public boolean harvestAndAnalyse() {
    return harvestAndAnalyse("Harvest of all sources", firebreak.sources().all());
  }

  /// Starts a harvest of one source followed by an analysis.
  ///
  /// @return false if another job is running
  public boolean harvestAndAnalyse(SourceConfig source) {
    return harvestAndAnalyse("Harvest of " + source.displayName(), List.of(source));
  }

  /// Starts an analysis of the graph as it is.
  ///
  /// @return false if another job is running
  public boolean analyse() {
    return start("Analysis", () -> {});
  }

  /// Starts to accept the drop of a quarantined harvest, followed by an analysis.
  ///
  /// @param stamp the harvest that was looked at
  /// @param by who decides
  /// @return false if another job is running
  public boolean acceptDropAndAnalyse(SourceConfig source, String stamp, String by) {
    return start(
        "Accepting the drop of " + source.displayName(),
        () -> {
          line(
              firebreak
                  .acceptDrop(source.id(), stamp, by, evidence)
                  .map(AcceptedDrop::summary)
                  .orElseThrow(() ->
                      new IllegalStateException(
                          "that harvest of %s is not in quarantine any more; look at the source again"
                              .formatted(source.displayName()))));
          graphChanged.run();
        });
  }

  private boolean harvestAndAnalyse(String what, List<SourceConfig> sources) {
    return start(
        what,
        () -> {
          if (!sources.isEmpty()) {
            harvest(sources);
            graphChanged.run();
          }
        });
  }

  /// Runs an analysis in the calling thread, as soon as nothing else is being harvested or
  /// analysed.
  public AnalysisRun analyseNow() {
    working.lock();
    try {
      return analysed();
    } finally {
      working.unlock();
    }
  }

  /// Runs an analysis at once, in the calling thread.
  ///
  /// @return empty if something else is being harvested or analysed
  public Optional<AnalysisRun> analyseUnlessBusy() {
    if (!working.tryLock()) {
      return Optional.empty();
    }
    try {
      return Optional.of(analysed());
    } finally {
      working.unlock();
    }
  }

  /// Changes the graph at once, in the calling thread.
  ///
  /// @return false if something else is being harvested or analysed; then nothing was done
  public boolean unlessBusy(Runnable change) {
    if (!working.tryLock()) {
      return false;
    }
    try {
      change.run();
      graphChanged.run();
      return true;
    } finally {
      working.unlock();
    }
  }

  private AnalysisRun analysed() {
    AnalysisRun run = firebreak.analyse();
    graphChanged.run();
    return run;
  }

  private boolean start(String what, Runnable first) {
    Job job =
        new Job(what, Job.State.RUNNING, clock.instant(), null, "starting", 0, List.of(), null);
    Job before = current.get();
    if ((before != null && before.running()) || !current.compareAndSet(before, job)) {
      return false;
    }
    worker.execute(() -> run(first));
    return true;
  }

  private void run(Runnable first) {
    working.lock();
    try {
      first.run();
      update(job -> step(job, "comparing with the rules", job.done(), job.lines()));
      AnalysisRun run = analysed();
      line(
          "Analysis %s: %,d opened, %,d persist, %,d resolved"
              .formatted(run.id(), run.opened(), run.persisting(), run.resolved()));
      update(job -> end(job, Job.State.DONE, null));
    } catch (RuntimeException e) {
      if (closing) {
        log.info("{} was stopped half-way; nothing was removed", what());
        update(job -> end(job, Job.State.FAILED, "stopped with the server"));
        return;
      }
      log.error("{} failed: {}", current.get() == null ? "work" : what(), e.getMessage(), e);
      update(job -> end(job, Job.State.FAILED, String.valueOf(e.getMessage())));
    } finally {
      working.unlock();
    }
  }

  private void harvest(List<SourceConfig> sources) {
    Map<String, Integer> read = new HashMap<>();
    HarvestReport report =
        firebreak.harvest(
            sources,
            (source, endpoint, count, promised) -> {
              read.put(source + endpoint, count);
              long done = read.values().stream().mapToLong(Integer::longValue).sum();
              update(job -> step(job, source + " " + endpoint, done, job.lines()));
            });
    for (HarvestReceipt receipt : report.receipts()) {
      line(receipt.summary());
      if (!receipt.complete()) {
        log.warn("harvest of {}", receipt.summary());
      }
    }
    for (String problem : report.problems()) {
      log.warn("{}", problem);
    }
  }

  private String what() {
    Job job = current.get();
    return job == null ? "" : job.what();
  }

  private void line(String line) {
    update(job -> {
      List<String> lines = new ArrayList<>(job.lines());
      lines.add(line);
      return step(job, job.now(), job.done(), List.copyOf(lines));
    });
  }

  private interface Change {
    Job of(Job job);
  }

  private void update(Change change) {
    current.updateAndGet(job -> job == null ? null : change.of(job));
  }

  private static Job step(Job job, String now, long done, List<String> lines) {
    return new Job(job.what(), job.state(), job.startedAt(), null, now, done, lines, job.problem());
  }

  private Job end(Job job, Job.State state, @Nullable String problem) {
    Instant at = clock.instant();
    return new Job(job.what(), state, job.startedAt(), at, "", job.done(), job.lines(), problem);
  }

  /// Stops the job that runs, and waits a while for its end: what it works with is closed next.
  @Override
  public void close() {
    closing = true;
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("{} did not stop in time", what());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
