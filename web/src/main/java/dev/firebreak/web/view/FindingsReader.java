package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.Acceptance;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.analytics.run.FindingFilter;
import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.analytics.run.StoredFinding.State;
import dev.firebreak.graph.model.NodeKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The stored findings, read anew after each analysis, each decision of a person, and when an
/// acceptance has ended: nothing else changes them.
@Component
public final class FindingsReader {

  /// @param until when the first acceptance ends; null if none does
  private record Kept(
      @Nullable AnalysisRun run, List<StoredFinding> findings, @Nullable Instant until) {}

  private final FindingStore store;
  private final Clock clock;
  private volatile @Nullable Kept kept;

  FindingsReader(FindingStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Every finding, open or resolved, worst first.
  public List<StoredFinding> all() {
    AnalysisRun run = lastRun().orElse(null);
    Kept last = kept;
    if (last == null
        || !Objects.equals(last.run(), run)
        || (last.until() != null && !clock.instant().isBefore(last.until()))) {
      List<StoredFinding> all = store.all(FindingFilter.ALL, Integer.MAX_VALUE, 0).findings();
      last = new Kept(run, all, firstEnd(all));
      kept = last;
    }
    return last.findings();
  }

  /// Says that somebody decided something of a finding.
  public void forget() {
    kept = null;
  }

  private static @Nullable Instant firstEnd(List<StoredFinding> findings) {
    return findings.stream()
        .filter(finding -> finding.state() == State.ACCEPTED)
        .map(finding -> finding.finding().standing().acceptance())
        .filter(Objects::nonNull)
        .map(Acceptance::until)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /// Every open finding, worst first.
  public List<StoredFinding> open() {
    return all().stream().filter(finding -> finding.state() == State.OPEN).toList();
  }

  /// Everybody who is to work on a finding, by name.
  public List<String> assignees() {
    return all().stream()
        .map(StoredFinding::assignee)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  /// The finding with this short name.
  ///
  /// @throws NotThere if no analysis ever found it
  public StoredFinding find(String id) {
    return store
        .find(id)
        .orElseThrow(() -> new NotThere("No analysis has found anything named " + id + "."));
  }

  /// The open findings that are about a node or whose proof passes it, worst first.
  public List<StoredFinding> about(String key) {
    return open().stream().filter(finding -> touches(finding, key)).toList();
  }

  /// The keys of all nodes on the paths of open findings that start at a node.
  public Set<String> onPathsFrom(String key) {
    return open().stream()
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

  /// What the proof of a finding rests on: the ids of the sources that state its edges.
  public static Set<String> sources(StoredFinding finding) {
    return finding.finding().because().stream()
        .flatMap(path -> path.hops().stream())
        .map(AccessPath.Hop::source)
        .filter(source -> source != null && !source.equals(NodeKey.FIREBREAK))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Whether a finding is about a node or its proof passes it.
  static boolean touches(StoredFinding finding, String key) {
    return finding.finding().key().subject().equals(key)
        || finding.finding().because().stream()
            .anyMatch(path -> path.stops().stream().anyMatch(stop -> stop.key().equals(key)));
  }
}
