package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.analytics.run.FindingEvent;
import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.run.StoredFinding;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/// The stored findings. One table of all of them, without their paths, is read when an analysis has
/// ended; a decision reads again what it was about, and the end of an acceptance reads nothing. The
/// paths of single findings are read when a page tells them.
public final class FindingsReader {

  /// The table that a request was told of, among its attributes.
  private static final String TOLD = FindingsReader.class.getName() + ".told";

  private record Kept(@Nullable AnalysisRun run, FindingTable table) {}

  private final FindingStore store;
  private final Clock clock;
  private final FindingSight sight;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Kept kept;
  private long versions = System.nanoTime();

  /// @param sight what of them whoever asks may see
  public FindingsReader(FindingStore store, Clock clock, FindingSight sight) {
    this.store = store;
    this.clock = clock;
    this.sight = sight;
  }

  /// All findings that whoever asks may see, as they are now; while they are read anew, as they
  /// were before the last analysis.
  public FindingTable table() {
    return sight.of(whole());
  }

  /// Whoever is answered is told of one table, and which analysis was the last is asked once for
  /// each request, unless this process came to another table meanwhile.
  private FindingTable whole() {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    Kept last = kept;
    if (request != null && last != null && !ended(last.table())) {
      FindingTable table = last.table();
      if (table.equals(request.getAttribute(TOLD, RequestAttributes.SCOPE_REQUEST))) {
        return table;
      }
    }
    FindingTable now = ofLastRun();
    if (request != null) {
      request.setAttribute(TOLD, now, RequestAttributes.SCOPE_REQUEST);
    }
    return now;
  }

  private FindingTable ofLastRun() {
    AnalysisRun run = lastRun().orElse(null);
    Kept last = kept;
    if (last != null && Objects.equals(last.run(), run) && !ended(last.table())) {
      return last.table();
    }
    if (last == null || run == null || last.run() == null) {
      reading.lock();
    } else if (!reading.tryLock()) {
      return last.table();
    }
    try {
      return renewed(run).table();
    } finally {
      reading.unlock();
    }
  }

  /// Reads all findings again if there was an analysis, so that whoever asks next need not wait.
  public void renew() {
    ofLastRun();
  }

  private Kept renewed(@Nullable AnalysisRun run) {
    Kept last = kept;
    if (last == null || !Objects.equals(last.run(), run)) {
      last = new Kept(run, FindingTable.of(++versions, store.summaries()));
    } else if (ended(last.table())) {
      last = new Kept(run, last.table().at(++versions, clock.instant()));
    }
    kept = last;
    return last;
  }

  private boolean ended(FindingTable table) {
    return table.until() != null && !clock.instant().isBefore(table.until());
  }

  /// Says that somebody decided something of these findings.
  public void changed(Collection<String> ids) {
    reading.lock();
    try {
      Kept last = kept;
      if (last != null) {
        kept =
            new Kept(last.run(), last.table().with(++versions, store.summaries(List.copyOf(ids))));
      }
    } finally {
      reading.unlock();
    }
  }

  /// The findings with these short names as they are stored at this moment, whoever asks: for pages
  /// that only those get to who see all. What [#table] tells may be of before the last analysis.
  public List<FindingSummary> stored(List<String> ids) {
    return store.summaries(ids);
  }

  /// Every finding, worst first.
  public List<FindingSummary> all() {
    return table().all();
  }

  /// Every open finding, worst first.
  public List<FindingSummary> open() {
    return table().open();
  }

  /// The finding with this short name.
  ///
  /// @throws NotThere if no analysis ever found it, or whoever asks may not see it
  public StoredFinding find(String id) {
    return store
        .find(id)
        .flatMap(sight::of)
        .orElseThrow(() -> new NotThere("No analysis has found anything named " + id + "."));
  }

  /// These findings with their paths, in the same order.
  public List<StoredFinding> read(List<FindingSummary> some) {
    return store.read(some.stream().map(FindingSummary::id).toList()).stream()
        .flatMap(each -> sight.of(each).stream())
        .toList();
  }

  /// Whether whoever asks may see the finding with this short name, if there is one.
  @SuppressWarnings("ReferenceEquality") // the same table is all of it
  public boolean sees(String id) {
    FindingTable all = whole();
    FindingTable seen = sight.of(all);
    return seen == all || seen.all().stream().anyMatch(finding -> finding.id().equals(id));
  }

  /// What happened to a finding that was found, oldest first.
  public List<FindingEvent> history(String id) {
    return sight.of(store.history(id));
  }

  /// The open findings that are about a node or whose proof passes it, worst first.
  public List<FindingSummary> about(String key) {
    return table().about(key);
  }

  /// The keys of all nodes on the paths of open findings that start at a node.
  public Set<String> onPathsFrom(String key) {
    return read(about(key)).stream()
        .flatMap(finding -> finding.finding().because().stream())
        .filter(path -> path.first().key().equals(key))
        .flatMap(path -> path.stops().stream())
        .map(AccessPath.Stop::key)
        .collect(Collectors.toSet());
  }

  /// The last analysis, if there was one.
  public Optional<AnalysisRun> lastRun() {
    return runs(1).stream().findFirst();
  }

  /// The last analyses, newest first.
  public List<AnalysisRun> runs(int limit) {
    return store.runs(limit);
  }
}
