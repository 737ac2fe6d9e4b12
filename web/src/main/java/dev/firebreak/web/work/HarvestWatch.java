package dev.firebreak.web.work;

import dev.firebreak.ingest.harvest.HarvestPace;
import dev.firebreak.ingest.harvest.HarvestProgress;
import dev.firebreak.ingest.harvest.HarvestReceipt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Shows how far the harvest of a job is, and tells who wants to know which sources are over.
final class HarvestWatch implements HarvestProgress {

  private final HarvestPace pace;
  private final Consumer<JobProgress> show;
  private final Consumer<HarvestReceipt> over;
  private final JobWorks works;

  HarvestWatch(
      HarvestPace pace, Consumer<JobProgress> show, Consumer<HarvestReceipt> over, JobWorks works) {
    this.pace = pace;
    this.show = show;
    this.over = over;
    this.works = works;
  }

  @Override
  public void begun(String source) {
    works.begun(source);
  }

  @Override
  public void read(String source, String endpoint, int read, @Nullable Integer promised) {
    pace.read(source, endpoint, read, promised);
    works.read(pace, source, endpoint);
    show.accept(JobProgress.of(pace));
  }

  @Override
  public void page(
      String source, String endpoint, int pages, int read, @Nullable Integer promised) {
    pace.page(source, endpoint, pages, read, promised);
    works.read(pace, source, endpoint);
    show.accept(JobProgress.of(pace));
  }

  @Override
  public void continued(
      String source, String endpoint, Continued from, @Nullable Integer promised) {
    pace.continued(source, endpoint, from, promised);
    works.continued(pace, source);
    show.accept(JobProgress.of(pace));
  }

  @Override
  public void over(HarvestReceipt receipt) {
    pace.over(receipt.source());
    works.over(receipt);
    show.accept(JobProgress.of(pace));
    over.accept(receipt);
  }
}
