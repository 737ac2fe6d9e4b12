package dev.firebreak.web.work;

import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.ingest.harvest.HarvestPace;
import dev.firebreak.ingest.harvest.HarvestPace.SourcePace;
import dev.firebreak.ingest.harvest.HarvestReceipt;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.progress.Progress;
import dev.firebreak.web.progress.Work;
import dev.firebreak.web.progress.Work.Part;
import dev.firebreak.web.progress.Work.State;
import dev.firebreak.web.progress.Works;
import java.time.Clock;
import java.util.List;

/// Leaves in [Works] how far the harvest and the analysis of [Operations] are.
final class JobWorks {

  /// What they are called there.
  static final String JOB = "job";

  static final String ANALYSIS = "analysis";

  private final Works works;
  private final Clock clock;

  JobWorks(Works works, Clock clock) {
    this.works = works;
    this.clock = clock;
  }

  void begin(String what) {
    works.begin(JOB, what, List.of(), null);
  }

  void reading(List<SourceConfig> sources) {
    List<Part> parts =
        sources.stream()
            .map(source ->
                new Part(
                    source.id(),
                    source.displayName(),
                    State.QUEUED,
                    Progress.from(clock.instant(), 0, null)))
            .toList();
    works.update(JOB, work -> work.of(parts));
  }

  /// A source was read further.
  void read(HarvestPace pace, String source, String endpoint) {
    HarvestPace.Pace total = pace.total();
    works.update(
        JOB,
        work -> {
          Progress whole = work.progress();
          return part(work, pace.source(source), false)
              .doing(source + " " + endpoint)
              .at(
                  whole == null
                      ? Progress.from(work.startedAt(), 0, total.promised())
                          .counted(clock.instant(), total.resources(), total.promised())
                      : whole.counted(clock.instant(), total.resources(), total.promised()));
        });
  }

  /// A source goes on where it was cut off: what was read before says nothing of the rate.
  void continued(HarvestPace pace, String source) {
    HarvestPace.Pace total = pace.total();
    works.update(
        JOB,
        work ->
            part(work, pace.source(source), true)
                .at(Progress.from(clock.instant(), total.resources(), total.promised())));
  }

  private Work part(Work work, SourcePace pace, boolean anew) {
    return work.with(
        pace.source(),
        part ->
            part.as(
                State.RUNNING,
                anew || part.state() == State.QUEUED
                    ? Progress.from(clock.instant(), pace.resources(), pace.promised())
                    : part.progress().counted(clock.instant(), pace.resources(), pace.promised())));
  }

  /// A source is about to be read.
  void begun(String source) {
    Progress none = Progress.from(clock.instant(), 0, null);
    works.update(JOB, work -> work.with(source, part -> part.as(State.RUNNING, none)));
  }

  void over(HarvestReceipt receipt) {
    State end = receipt.followed() ? State.DONE : State.FAILED;
    works.update(JOB, work -> work.with(receipt.source(), part -> part.as(end, part.progress())));
  }

  /// More changed than a count.
  void mark() {
    works.mark(JOB);
  }

  void end(Job.State state) {
    works.end(
        JOB,
        switch (state) {
          case RUNNING, DONE -> State.DONE;
          case FAILED -> State.FAILED;
          case CANCELLED -> State.CANCELLED;
        });
  }

  AnalysisRun analysed(Firebreak firebreak) {
    return works.during(
        ANALYSIS,
        "Analysis",
        () ->
            firebreak.analyse((done, of, next) -> {
              works.count(ANALYSIS, done, (long) of);
              works.update(ANALYSIS, work -> work.doing(next));
            }));
  }
}
