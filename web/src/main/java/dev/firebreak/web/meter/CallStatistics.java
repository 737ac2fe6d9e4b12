package dev.firebreak.web.meter;

import dev.firebreak.scim.client.CallEnd;
import dev.firebreak.scim.client.CallObserver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Remembers the last calls to one source. Safe for use by several threads.
public final class CallStatistics implements CallObserver {

  private static final int REMEMBERED = 1_000;

  private record Ended(Instant at, CallEnd end, long nanos) {}

  private final Clock clock;
  private final Deque<Ended> last = new ArrayDeque<>();
  private long sentAgain;

  CallStatistics(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void called(CallEnd end, Duration took) {
    if (last.size() == REMEMBERED) {
      last.removeFirst();
    }
    last.addLast(new Ended(clock.instant(), end, took.toNanos()));
  }

  @Override
  public synchronized void sentAgain() {
    sentAgain++;
  }

  /// The calls in figures: the last thousand, or all since the start if they were fewer.
  public synchronized CallFigures figures() {
    Map<CallEnd, Integer> ends = new EnumMap<>(CallEnd.class);
    last.forEach(call -> ends.merge(call.end(), 1, Integer::sum));
    long[] times = last.stream().mapToLong(Ended::nanos).sorted().toArray();
    int calls = times.length;
    long good = last.stream().filter(call -> call.end().good()).count();
    return new CallFigures(
        calls,
        calls == 0 ? null : last.getFirst().at(),
        calls == 0 ? null : Double.valueOf((double) good / calls),
        quantile(times, 0.5),
        quantile(times, 0.95),
        Collections.unmodifiableMap(ends),
        sentAgain);
  }

  /// The smallest of the times that so large a share does not exceed.
  private static @Nullable Duration quantile(long[] sorted, double share) {
    return sorted.length == 0
        ? null
        : Duration.ofNanos(
            Arrays.stream(sorted)
                .skip((long) Math.ceil(share * sorted.length) - 1)
                .findFirst()
                .orElseThrow());
  }
}
