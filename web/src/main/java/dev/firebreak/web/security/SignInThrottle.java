package dev.firebreak.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes guessing slow. For one name from one address five attempts are free: four failures cost
/// nothing, the fifth costs a wait of 5 seconds, and each later one doubles it, up to 15 minutes. A
/// success forgets them, and so does an hour without a failure. Kept in memory: a restart forgets
/// all.
public final class SignInThrottle {

  private static final int FREE = 5;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final Duration MEMORY = Duration.ofHours(1);
  private static final int MOST_TRACKED = 10_000;

  private record Caller(String name, String address) {}

  private record Failures(int count, Instant last) {}

  private final Clock clock;
  private final Map<Caller, Failures> failures = new HashMap<>();

  public SignInThrottle(Clock clock) {
    this.clock = clock;
  }

  /// How long this caller has to wait before the next attempt is looked at; zero when at once.
  public synchronized Duration waitFor(String name, String address) {
    Failures known = failures.get(new Caller(name, address));
    if (known == null || known.count() < FREE) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), known.last().plus(cost(known.count())));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// Notes a failed attempt and returns the wait that it earned.
  public synchronized Duration failed(String name, String address) {
    Caller caller = new Caller(name, address);
    if (!failures.containsKey(caller) && failures.size() >= MOST_TRACKED) {
      makeRoom();
    }
    Failures now =
        failures.merge(
            caller,
            new Failures(1, clock.instant()),
            (old, _) -> isForgotten(old) ? new Failures(1, clock.instant()) : oneMore(old));
    return now.count() < FREE ? Duration.ZERO : cost(now.count());
  }

  /// Forgets the failures of a caller who got in.
  public synchronized void succeeded(String name, String address) {
    failures.remove(new Caller(name, address));
  }

  /// How many callers it remembers.
  synchronized int tracked() {
    return failures.size();
  }

  private Failures oneMore(Failures old) {
    return new Failures(Math.min(old.count() + 1, FREE + 16), clock.instant());
  }

  private static Duration cost(int count) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(count - FREE, 16));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private boolean isForgotten(@Nullable Failures known) {
    return known == null || known.last().plus(MEMORY).isBefore(clock.instant());
  }

  private void makeRoom() {
    failures.values().removeIf(this::isForgotten);
    if (failures.size() >= MOST_TRACKED) {
      failures.entrySet().stream()
          .min(Comparator.comparing(e -> e.getValue().last()))
          .map(Map.Entry::getKey)
          .ifPresent(failures::remove);
    }
  }
}
