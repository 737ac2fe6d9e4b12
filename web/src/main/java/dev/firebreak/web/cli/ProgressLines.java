package dev.firebreak.web.cli;

import dev.firebreak.ingest.harvest.HarvestPace;
import dev.firebreak.ingest.harvest.HarvestPace.EndpointPace;
import dev.firebreak.ingest.harvest.HarvestPace.Pace;
import dev.firebreak.ingest.harvest.HarvestProgress;
import dev.firebreak.ingest.harvest.HarvestReceipt;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far a harvest is, for a terminal: one line for each endpoint. A person sees it change in its
/// place; a log gets it every few seconds and when the endpoint is over.
final class ProgressLines implements HarvestProgress {

  private static final Duration PERSON = Duration.ofMillis(200);
  private static final Duration LOG = Duration.ofSeconds(3);
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter to;
  private final boolean person;
  private final HarvestPace pace;
  private final Clock clock;
  private @Nullable EndpointPace last;
  private @Nullable Instant printedAt;
  private boolean pending;

  /// @param person whether somebody looks at it, so that a line may change
  ProgressLines(PrintWriter to, boolean person, HarvestPace pace, Clock clock) {
    this.to = to;
    this.person = person;
    this.pace = pace;
    this.clock = clock;
  }

  @Override
  public void read(String source, String endpoint, int read, @Nullable Integer promised) {
    pace.read(source, endpoint, read, promised);
    show();
    if (promised != null) {
      endLine();
    }
  }

  @Override
  public void page(
      String source, String endpoint, int pages, int read, @Nullable Integer promised) {
    pace.page(source, endpoint, pages, read, promised);
    show();
  }

  @Override
  public void continued(
      String source, String endpoint, Continued from, @Nullable Integer promised) {
    endLine();
    pace.continued(source, endpoint, from, promised);
    to.println("  %s %s %s".formatted(source, endpoint, from.summary()));
    to.flush();
  }

  @Override
  public void over(HarvestReceipt receipt) {
    endLine();
    pace.over(receipt.source());
  }

  private void show() {
    Optional<EndpointPace> current = pace.current();
    if (current.isEmpty()) {
      return;
    }
    EndpointPace now = current.get();
    EndpointPace before = last;
    if (before != null
        && !(before.source().equals(now.source()) && before.endpoint().equals(now.endpoint()))) {
      endLine();
    }
    last = now;
    pending = true;
    Instant at = clock.instant();
    Instant printed = printedAt;
    if (printed == null || Duration.between(printed, at).compareTo(person ? PERSON : LOG) >= 0) {
      if (person) {
        to.print(CLEAR + line(now, pace.total()));
      } else {
        to.println(line(now, pace.total()));
        pending = false;
      }
      to.flush();
      printedAt = at;
    }
  }

  /// Leaves the line of an endpoint as it is in the end.
  private void endLine() {
    EndpointPace now = last;
    if (now != null && pending) {
      to.println((person ? CLEAR : "") + "  " + now.ended().summary());
      to.flush();
    }
    last = null;
    pending = false;
  }

  private static String line(EndpointPace endpoint, Pace total) {
    Duration left = total.left();
    return "  " + endpoint.summary() + (left == null ? "" : "; all: " + total.summary());
  }
}
