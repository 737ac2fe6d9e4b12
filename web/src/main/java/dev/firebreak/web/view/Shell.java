package dev.firebreak.web.view;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the frame around every page says: how much waits where, and how fresh the data is.
///
/// @param openFindings findings that are open
/// @param waitingRuns remediation runs that wait for a person or are under way
/// @param sources how many sources there are
/// @param complete how many of them were harvested completely the last time
/// @param failed how many of them were not read to their end the last time, or are not believed
/// @param asOf the oldest of the times as of which a source is complete; null while one never was
/// @param identities how many identities are known
/// @param limits what whoever looks is told of, in words; null for everything
public record Shell(
    long openFindings,
    long waitingRuns,
    int sources,
    int complete,
    int failed,
    @Nullable Instant asOf,
    long identities,
    @Nullable String limits) {

  static Shell of(
      long openFindings,
      long waitingRuns,
      List<Harvests.Source> all,
      long identities,
      @Nullable String limits) {
    List<Instant> times = all.stream().map(Harvests.Source::asOf).filter(Objects::nonNull).toList();
    Optional<Instant> oldest = times.stream().min(Instant::compareTo);
    return new Shell(
        openFindings,
        waitingRuns,
        all.size(),
        (int) all.stream().filter(Harvests.Source::complete).count(),
        (int) all.stream().filter(each -> each.last() != null && !each.complete()).count(),
        times.size() == all.size() ? oldest.orElse(null) : null,
        identities,
        limits);
  }

  /// Why nothing is known, as the first half of a sentence, for pages that have nothing to show.
  public String nothing() {
    return failed > 0
        ? "The last harvest failed, and the page of the sources says why"
        : complete > 0 ? "What was harvested has nobody in it" : "Nothing has been harvested yet";
  }

  /// Whether every source is complete.
  public boolean whole() {
    return sources > 0 && sources == complete;
  }
}
