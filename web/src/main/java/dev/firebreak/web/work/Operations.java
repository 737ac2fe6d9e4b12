package dev.firebreak.web.work;

import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.ingest.harvest.Cancellation;
import dev.firebreak.ingest.harvest.HarvestPace;
import dev.firebreak.ingest.harvest.HarvestProgress;
import dev.firebreak.ingest.harvest.HarvestReceipt;
import dev.firebreak.ingest.harvest.Harvester.AcceptedDrop;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.Firebreak.HarvestReport;
import dev.firebreak.web.progress.Works;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
  private final BegunHarvests begun;
  private final Works works;
  private final JobWorks shown;

  /// Held while the graph is harvested or analysed: an analysis never sees half a harvest.
  private final ReentrantLock working = new ReentrantLock();

  /// Held while a job stops or begins to be one that can be cancelled.
  private final ReentrantLock deciding = new ReentrantLock();

  private Cancellation cancellation = new Cancellation();
  private volatile boolean closing;
  private volatile Consumer<Set<String>> harvested = _ -> {};

  /// So many new problems of one job are logged one by one.
  private static final int TOLD = 10;

  private Set<String> told = Set.of();

  /// @param graphChanged called whenever a job has changed the graph or the findings
  public Operations(Firebreak firebreak, EvidenceLog evidence, Runnable graphChanged) {
    this.firebreak = firebreak;
    this.evidence = evidence;
    this.graphChanged = graphChanged;
    this.clock = firebreak.clock();
    this.begun = new BegunHarvests(firebreak.graph());
    this.works = new Works(clock);
    this.shown = new JobWorks(works, clock);
  }

  /// How far the long work of this server is.
  public Works works() {
    return works;
  }

  /// The job that runs now, or else the last one since the server started.
  public Optional<Job> latest() {
    return Optional.ofNullable(current.get());
  }

  /// Tells somebody each time which sources were read to their end, when the graph shows it.
  void onHarvested(Consumer<Set<String>> listener) {
    harvested = listener;
  }

  private void harvested(Set<String> complete) {
    if (!complete.isEmpty() && !closing) {
      harvested.accept(complete);
    }
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
          harvested(Set.of(source.id()));
        });
  }

  /// Cancels the harvest of the job that runs: it ends in order, removes nothing more, and no
  /// analysis follows. The next harvest continues it.
  ///
  /// @param by who wishes so
  /// @return false if no harvest is running
  public boolean cancel(String by) {
    deciding.lock();
    try {
      Job job = current.get();
      if (job == null || !job.running() || !job.cancellable()) {
        return false;
      }
      cancellation.wish(by);
      update(now -> now.cancelled(by));
      shown.mark();
      return true;
    } finally {
      deciding.unlock();
    }
  }

  /// Whether no job can be started.
  boolean busy() {
    Job job = current.get();
    return closing || (job != null && job.running());
  }

  BegunHarvests begun() {
    return begun;
  }

  /// Starts a harvest of some sources followed by an analysis.
  ///
  /// @param what in words
  /// @return false if another job is running
  boolean harvestAndAnalyse(String what, List<SourceConfig> sources) {
    return read(what, sources, firebreak::harvest);
  }

  /// Starts a harvest of some sources that continues none that was cut off, followed by an
  /// analysis.
  ///
  /// @return false if another job is running
  public boolean harvestAnewAndAnalyse(List<SourceConfig> sources) {
    return read(
        "Harvest from the beginning of "
            + sources.stream().map(SourceConfig::displayName).collect(Collectors.joining(", ")),
        sources,
        (wanted, progress) -> {
          wanted.forEach(source -> firebreak.harvester().forget(source.id()));
          return firebreak.harvest(wanted, progress);
        });
  }

  /// Starts to read what changed in some sources, or all they have where they cannot be asked for
  /// it, followed by an analysis.
  ///
  /// @param what in words
  /// @return false if another job is running
  boolean updateAndAnalyse(String what, List<SourceConfig> sources) {
    return read(what, sources, firebreak::update);
  }

  /// Starts to read what changed in all sources, likewise.
  ///
  /// @return false if another job is running
  public boolean updateAndAnalyse() {
    return updateAndAnalyse("Changes of all sources", firebreak.sources().all());
  }

  /// Starts to read what changed in one source, likewise.
  ///
  /// @return false if another job is running
  public boolean updateAndAnalyse(SourceConfig source) {
    return updateAndAnalyse("Changes of " + source.displayName(), List.of(source));
  }

  private interface Reading {
    HarvestReport of(List<SourceConfig> sources, HarvestProgress progress);
  }

  private boolean read(String what, List<SourceConfig> sources, Reading reading) {
    return start(
        what,
        () -> {
          if (!sources.isEmpty()) {
            read(sources, reading);
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
    AnalysisRun run = shown.analysed(firebreak);
    graphChanged.run();
    return run;
  }

  private boolean start(String what, Runnable first) {
    Job job = Job.starting(what, clock.instant());
    Job before = current.get();
    if (closing || (before != null && before.running()) || !current.compareAndSet(before, job)) {
      return false;
    }
    shown.begin(what);
    worker.execute(() -> run(first));
    return true;
  }

  private void run(Runnable first) {
    working.lock();
    try {
      first.run();
      if (cancelled()) {
        return;
      }
      update(job -> job.doing("comparing with the rules"));
      AnalysisRun run = analysed();
      line(
          "Analysis %s: %,d opened, %,d persist, %,d resolved"
              .formatted(run.id(), run.opened(), run.persisting(), run.resolved()));
      end(Job.State.DONE, null);
    } catch (RuntimeException e) {
      if (closing) {
        log.info(
            "{} was stopped half-way; a source that was not read to its end lost nothing", what());
        end(Job.State.FAILED, "stopped with the server");
        return;
      }
      log.error("{} failed: {}", current.get() == null ? "work" : what(), e.getMessage(), e);
      end(Job.State.FAILED, String.valueOf(e.getMessage()));
    } finally {
      working.unlock();
    }
  }

  /// From here on the job cannot be cancelled any more; ends it if it was.
  private boolean cancelled() {
    deciding.lock();
    try {
      update(job -> job.cancellable(false));
      Job job = current.get();
      if (job == null || job.cancelledBy() == null) {
        return false;
      }
      log.info(
          "{} was cancelled by {}; a source that was not read to its end lost nothing",
          job.what(),
          job.cancelledBy());
      end(Job.State.CANCELLED, null);
      return true;
    } finally {
      deciding.unlock();
    }
  }

  private HarvestProgress watched(List<SourceConfig> sources) {
    HarvestPace pace = new HarvestPace(clock, Firebreak.endpoints(sources));
    deciding.lock();
    try {
      cancellation = new Cancellation();
      update(job -> job.cancellable(true));
      shown.reading(sources);
      return cancellation.endable(
          new HarvestWatch(pace, far -> update(job -> job.reading(far)), this::over, shown));
    } finally {
      deciding.unlock();
    }
  }

  private void over(HarvestReceipt receipt) {
    line(receipt.summary());
    if (!receipt.followed()) {
      log.warn("harvest of {}", receipt.summary());
    }
    if (!closing) {
      begun.end(List.of(receipt.source()));
    }
  }

  /// What is harvested is remembered until it is over, unless the server stops before.
  private void read(List<SourceConfig> sources, Reading reading) {
    List<String> ids = sources.stream().map(SourceConfig::id).toList();
    begun.begin(ids, clock.instant());
    try {
      HarvestReport report = reading.of(sources, watched(sources));
      tell(report.problems());
      graphChanged.run();
      harvested(
          report.receipts().stream()
              .filter(HarvestReceipt::followed)
              .map(HarvestReceipt::source)
              .collect(Collectors.toUnmodifiableSet()));
    } finally {
      if (!closing) {
        begun.end(ids);
      }
    }
  }

  /// What was not so the time before; a source that has a problem has it at every harvest.
  private void tell(List<String> problems) {
    List<String> fresh =
        problems.stream().filter(problem -> !told.contains(problem)).distinct().toList();
    fresh.stream().limit(TOLD).forEach(problem -> log.warn("{}", problem));
    if (fresh.size() > TOLD) {
      log.warn(
          "and {} more like these; the receipts of the harvests list them", fresh.size() - TOLD);
    }
    told = Set.copyOf(problems);
  }

  private String what() {
    Job job = current.get();
    return job == null ? "" : job.what();
  }

  private void line(String line) {
    update(job -> job.with(line));
    shown.mark();
  }

  private void end(Job.State state, @Nullable String problem) {
    update(job -> job.ended(state, problem, clock.instant()));
    shown.end(state);
  }

  private void update(UnaryOperator<Job> change) {
    current.updateAndGet(job -> job == null ? null : change.apply(job));
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
