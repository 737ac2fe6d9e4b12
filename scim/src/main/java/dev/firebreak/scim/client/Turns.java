package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// When a source is called: not faster than agreed, not while it keeps failing, and again when a
/// read came to nothing.
///
/// A 5xx or a broken connection is tried again at once, a few times. A 429 is waited out: as long
/// as its `Retry-After` says, else longer each time, with jitter; no single wait is longer than 15
/// minutes, and none reaches beyond the read's deadline. When half of the last calls failed, the
/// source is left alone for a while.
final class Turns {
  private static final int MAX_THROTTLED = 20;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final Set<Kind> BROKEN = Set.of(Kind.UNREACHABLE, Kind.TIMEOUT, Kind.TRUNCATED);

  /// 1 s, 2 s, 4 s … a minute.
  private static final IntervalFunction BACKOFF =
      IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1));

  private final Patience patience;
  private final Clock clock;
  private final Waiter waiter;
  private final RandomGenerator random;
  private final Retry stumbles;
  private final Retry throttles;
  private final CircuitBreaker breaker;
  private final @Nullable RateLimiter limiter;
  private volatile Instant openedAt;

  Turns(String source, Patience patience, Clock clock, Waiter waiter, RandomGenerator random) {
    this.patience = patience;
    this.clock = clock;
    this.waiter = waiter;
    this.random = random;
    this.openedAt = clock.instant();
    this.stumbles =
        Retry.of(
            source,
            RetryConfig.<Answer>custom()
                .maxAttempts(patience.attempts())
                .retryOnResult(Turns::isServerError)
                .retryOnException(Turns::isBroken)
                .intervalBiFunction((_, _) -> 0L)
                .build());
    this.throttles =
        Retry.of(
            source,
            RetryConfig.<Answer>custom()
                .maxAttempts(MAX_THROTTLED)
                .retryOnResult(answer -> answer.status() == 429)
                .intervalBiFunction(this::untilAllowed)
                .build());
    this.breaker =
        CircuitBreaker.of(
            source,
            CircuitBreakerConfig.custom()
                .clock(clock)
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(patience.rest())
                .recordException(Turns::isBroken)
                .recordResult(result -> result instanceof Answer answer && isServerError(answer))
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(event -> {
          if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
            openedAt = clock.instant();
          }
        });
    this.limiter = limiter(source, patience);
  }

  /// A bucket that fills with a second's worth of requests; below one a second, with one request.
  private static @Nullable RateLimiter limiter(String source, Patience patience) {
    Double perSecond = patience.requestsPerSecond();
    if (perSecond == null) {
      return null;
    }
    int burst = (int) Math.max(1, Math.floor(perSecond));
    return RateLimiter.of(
        source,
        RateLimiterConfig.custom()
            .limitForPeriod(burst)
            .limitRefreshPeriod(Duration.ofNanos((long) (burst / perSecond * 1e9)))
            .timeoutDuration(patience.callTime())
            .build());
  }

  /// Sends a read until it comes to something, or there is no use.
  ///
  /// @param until the instant after which it is not sent again
  /// @param send one attempt
  /// @return the last answer, which may be a 429 or a 5xx
  /// @throws ScimFailure the last one, or that the source is left alone for now
  Answer read(Call call, Instant until, Supplier<Answer> send) {
    var stumble = stumbles.<Answer>asyncContext();
    var throttle = throttles.<Answer>asyncContext();
    if (!breaker.tryAcquirePermission()) {
      throw leftAlone(call);
    }
    while (true) {
      try {
        take(call);
      } catch (ScimFailure failure) {
        breaker.releasePermission();
        throw failure;
      }
      Answer answer = null;
      ScimFailure failure = null;
      long wait;
      try {
        answer = observed(send);
        wait = answer.status() == 429 ? throttle.onResult(answer) : stumble.onResult(answer);
      } catch (ScimFailure broken) {
        failure = broken;
        wait = stumble.onError(broken);
      }
      if (wait < 0 || !pause(call, Duration.ofMillis(wait), until)) {
        if (answer == null) {
          throw Objects.requireNonNull(failure);
        }
        return answer;
      }
    }
  }

  /// Waits until one more request is within the rate of the source.
  ///
  /// @throws ScimFailure THROTTLED, when that would take longer than one call may; nothing was sent
  void take(Call call) {
    if (limiter == null) {
      return;
    }
    long nanos = limiter.reservePermission();
    if (nanos < 0) {
      throw call.failure(
          Kind.THROTTLED,
          "was not sent: the %s requests per second of this source are used up for longer than %s; raise requests-per-second, or do less at once"
              .formatted(patience.requestsPerSecond(), Seconds.of(patience.callTime())));
    }
    if (nanos > 0) {
      await(call, Duration.ofNanos(nanos));
    }
  }

  /// Whether the source is called at all.
  Circuit circuit() {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> Circuit.OPEN;
      case HALF_OPEN -> Circuit.HALF_OPEN;
      case CLOSED, DISABLED, METRICS_ONLY -> Circuit.CLOSED;
    };
  }

  private Answer observed(Supplier<Answer> send) {
    long begun = System.nanoTime();
    try {
      Answer answer = send.get();
      breaker.onResult(System.nanoTime() - begun, TimeUnit.NANOSECONDS, answer);
      return answer;
    } catch (ScimFailure failure) {
      breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, failure);
      throw failure;
    } catch (RuntimeException surprise) {
      breaker.releasePermission();
      throw surprise;
    }
  }

  /// Waits, if that is worth while.
  ///
  /// @return whether to send again
  private boolean pause(Call call, Duration wait, Instant until) {
    if (Thread.currentThread().isInterrupted()
        || wait.compareTo(LONGEST_WAIT) > 0
        || clock.instant().plus(wait).isAfter(until)) {
      return false;
    }
    if (wait.isPositive()) {
      await(call, wait);
    }
    return breaker.tryAcquirePermission();
  }

  private void await(Call call, Duration time) {
    try {
      if (!waiter.await(time)) {
        throw call.failure(Kind.UNREACHABLE, "was not sent: the client of this source is closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw call.failure(Kind.TIMEOUT, "was interrupted while it waited for its turn");
    }
  }

  /// Milliseconds until a throttled read may come again.
  private long untilAllowed(int attempt, Either<Throwable, Answer> outcome) {
    Duration told = outcome.isRight() ? outcome.get().retryAfter(clock.instant()) : null;
    if (told == null) {
      return BACKOFF.apply(attempt) / 2 + jitter(BACKOFF.apply(attempt) / 2);
    }
    return told.compareTo(LONGEST_WAIT) > 0
        ? LONGEST_WAIT.toMillis() + 1
        : told.toMillis() + jitter(Math.clamp(told.toMillis() / 10, 100, 5_000));
  }

  private long jitter(long most) {
    return random.nextLong(most + 1);
  }

  private ScimFailure leftAlone(Call call) {
    CircuitBreaker.Metrics metrics = breaker.getMetrics();
    long left =
        Math.max(0, Duration.between(clock.instant(), openedAt.plus(patience.rest())).toSeconds());
    return call.failure(
        Kind.UNREACHABLE,
        "was not sent: %d of the last %d calls failed, so this source is left alone for another %d s; look at the service provider"
            .formatted(metrics.getNumberOfFailedCalls(), metrics.getNumberOfBufferedCalls(), left));
  }

  private static boolean isServerError(Answer answer) {
    return answer.status() >= 500 && answer.status() != 501;
  }

  private static boolean isBroken(Throwable cause) {
    return cause instanceof ScimFailure failure && BROKEN.contains(failure.kind());
  }
}
