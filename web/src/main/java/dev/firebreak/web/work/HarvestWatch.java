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

  HarvestWatch(HarvestPace pace, Consumer<JobProgress> show, Consumer<HarvestReceipt> over) {
    this.pace = pace;
    this.show = show;
    this.over = over;
  }

  @Override
  public void read(String source, String endpoint, int read, @Nullable Integer promised) {
    pace.read(source, endpoint, read, promised);
    show.accept(JobProgress.of(pace));
  }

  @Override
  public void page(
      String source, String endpoint, int pages, int read, @Nullable Integer promised) {
    pace.page(source, endpoint, pages, read, promised);
    show.accept(JobProgress.of(pace));
  }

  @Override
  public void continued(
      String source, String endpoint, Continued from, @Nullable Integer promised) {
    pace.continued(source, endpoint, from, promised);
    show.accept(JobProgress.of(pace));
  }

  @Override
  public void over(HarvestReceipt receipt) {
    pace.over(receipt.source());
    show.accept(JobProgress.of(pace));
    over.accept(receipt);
  }
}
