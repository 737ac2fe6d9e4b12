package dev.firebreak.web.meter;

import dev.firebreak.scim.client.CallEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The last calls to a source in figures.
///
/// @param calls how many there were
/// @param since when the first of them ended; null when there was none
/// @param successRate the share of good ones, 0 to 1; null when there was none
/// @param median half of them were as fast, or faster; null when there was none
/// @param p95 95 % of them were as fast, or faster; null when there was none
/// @param ends how many came to what; what never happened is not in it
/// @param sentAgain how many requests repeated one that had come to nothing
public record CallFigures(
    int calls,
    @Nullable Instant since,
    @Nullable Double successRate,
    @Nullable Duration median,
    @Nullable Duration p95,
    Map<CallEnd, Integer> ends,
    long sentAgain) {

  /// The share of calls that came to this, 0 to 1; null when there was none.
  public @Nullable Double share(CallEnd end) {
    return calls == 0 ? null : Double.valueOf((double) ends.getOrDefault(end, 0) / calls);
  }
}
